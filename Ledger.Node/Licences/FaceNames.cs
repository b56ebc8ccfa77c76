namespace Ledger.Node.Licences;

/// <summary>The national short names of what every licence shows (照面公共, GB/T 36903-2018).</summary>
internal static class FaceNames
{
    /// <summary>证照名称.</summary>
    public const string LicenceName = "ZZMC";

    /// <summary>证照类型代码.</summary>
    public const string TypeCode = "ZZLXDM";

    /// <summary>证照编号.</summary>
    public const string Number = "ZZBH";

    /// <summary>证照标识.</summary>
    public const string Identifier = "ZZBS";

    /// <summary>证照颁发机构.</summary>
    public const string Issuer = "ZZBFJG";

    /// <summary>证照颁发机构代码.</summary>
    public const string IssuerCode = "ZZBFJGDM";

    /// <summary>证照颁发日期.</summary>
    public const string IssuedOn = "ZZBFRQ";

    /// <summary>持证主体.</summary>
    public const string Holder = "CZZT";

    /// <summary>持证主体代码.</summary>
    public const string HolderCode = "CZZTDM";

    /// <summary>持证主体代码类型代码.</summary>
    public const string HolderCodeType = "CZZTDMLXDM";

    /// <summary>证照有效期起始日期.</summary>
    public const string ValidFrom = "ZZYXQQSRQ";

    /// <summary>证照有效期截止日期.</summary>
    public const string ValidTo = "ZZYXQJZRQ";

    /// <summary>Before the name of a field that only one type has.</summary>
    public const string ExtensionPrefix = "KZ_";
}
