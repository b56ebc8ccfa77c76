namespace Ledger.Node.Parties;

/// <summary>持证主体代码类型: which code names a holder (GB/T 36903-2018, annex A).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Chinese">The name the standard gives.</param>
/// <param name="English">Our English name for it.</param>
/// <param name="IsNaturalPerson">Whether the holder is a person, so that name and code are personal data.</param>
internal sealed record HolderCodeType(string Code, string Chinese, string English, bool IsNaturalPerson)
{
    /// <summary>统一社会信用代码.</summary>
    public const string SocialCredit = "001";

    /// <summary>公民身份号码.</summary>
    public const string Citizen = "111";

    /// <summary>Longest code of the kinds that have no published form of their own.</summary>
    public const int LongestOtherCode = 32;

    /// <summary>Every type, in the order of their codes.</summary>
    public static IReadOnlyList<HolderCodeType> All { get; } =
    [
        new(SocialCredit, "统一社会信用代码", "unified social credit code", false),
        new("099", "其他法人或其他组织有效证件代码", "other code of a legal person or organisation", false),
        new(Citizen, "公民身份号码", "citizen number", true),
        new("114", "解放军军官证", "PLA officer's card", true),
        new("115", "武警警官证", "armed police officer's card", true),
        new("118", "解放军士兵证", "PLA soldier's card", true),
        new("119", "武警士兵证", "armed police soldier's card", true),
        new("120", "解放军文职人员证", "PLA civilian's card", true),
        new("122", "武警文职人员证", "armed police civilian's card", true),
        new("411", "外交护照", "diplomatic passport", true),
        new("412", "公务护照", "service passport", true),
        new("413", "公务普通护照", "passport for public affairs", true),
        new("414", "普通护照", "ordinary passport", true),
        new("511", "台湾居民来往大陆通行证", "mainland travel permit for Taiwan residents", true),
        new("516", "港澳居民来往内地通行证", "mainland travel permit for Hong Kong and Macao residents", true),
        new("999", "其他自然人有效证件", "other document of a natural person", true),
    ];

    /// <summary>The type with this code, or null.</summary>
    public static HolderCodeType? Find(string code) => All.FirstOrDefault(type => type.Code == code);

    /// <summary>Null for a code of this type that may be written, otherwise the first thing wrong with it.</summary>
    public CodeFault? FindFault(string holderCode)
    {
        ArgumentNullException.ThrowIfNull(holderCode);
        return Code switch
        {
            SocialCredit => UnifiedSocialCreditCode.FindFault(holderCode),
            Citizen => CitizenNumber.FindFault(holderCode),
            _ => CodeFault.OfWriting(holderCode, Chinese, English) ?? OtherFault(holderCode),
        };
    }

    private CodeFault? OtherFault(string holderCode)
    {
        if (holderCode.Length is 0 or > LongestOtherCode)
        {
            return new(
                CodeFaultKind.Length,
                $"{Chinese}应为 1 至 {LongestOtherCode} 位。",
                $"The {English} has 1 to {LongestOtherCode} characters.");
        }

        // Military cards are written with Chinese characters (军字第…号), passports with letters and digits.
        bool fits = holderCode.All(character =>
            char.IsAsciiLetterUpper(character)
            || char.IsAsciiDigit(character)
            || character is '-' or '(' or ')' or (>= '\u4E00' and <= '\u9FFF'));
        return fits
            ? null
            : new(
                CodeFaultKind.Character,
                $"{Chinese}只用数字、大写字母、汉字、连字符和半角括号。",
                $"The {English} has only digits, capital letters, Chinese characters, hyphens and half-width brackets.");
    }
}
