namespace Ledger.Node.Licences;

/// <summary>What the fields that every licence has are called (GB/T 36903-2018).</summary>
internal static class FaceNameText
{
    private static readonly Dictionary<string, (string Chinese, string English)> Texts = new()
    {
        [FaceNames.LicenceName] = ("证照名称", "name of the licence"),
        [FaceNames.TypeCode] = ("证照类型代码", "type code"),
        [FaceNames.Number] = ("证照编号", "licence number"),
        [FaceNames.Identifier] = ("证照标识", "licence identifier"),
        [FaceNames.Issuer] = ("证照颁发机构", "issuing authority"),
        [FaceNames.IssuerCode] = ("证照颁发机构代码", "code of the issuing authority"),
        [FaceNames.IssuedOn] = ("证照颁发日期", "date of issue"),
        [FaceNames.Holder] = ("持证主体", "holder"),
        [FaceNames.HolderCode] = ("持证主体代码", "code of the holder"),
        [FaceNames.HolderCodeType] = ("持证主体代码类型代码", "type of the holder's code"),
        [FaceNames.ValidFrom] = ("证照有效期起始日期", "valid from"),
        [FaceNames.ValidTo] = ("证照有效期截止日期", "valid to"),
    };

    /// <summary>What a field is called; null for one that only a type has. Those of joint holders say of which: the second and so on.</summary>
    /// <param name="name">Its short name.</param>
    public static (string Chinese, string English)? Find(string name) => name.Split('_') switch
    {
        [string own] when Texts.TryGetValue(own, out (string, string) text) => text,
        [string first, string place] when Texts.TryGetValue(first, out (string Chinese, string English) text) =>
            ($"{text.Chinese}（第 {place} 人）", $"{text.English} (holder {place})"),
        _ => null,
    };
}
