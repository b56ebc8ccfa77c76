using System.Buffers;
using System.Globalization;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>
/// 证照标识 (GB/T 36904-2018): root, type, issuer, serial, version and check character, joined by dots. Reading is
/// lenient where identifiers in use are (an issuer of 6 to 18 characters, a wrong check character); writing is not.
/// </summary>
internal sealed record LicenceIdentifier
{
    /// <summary>The five parts that begin every identifier.</summary>
    public const string Root = "1.2.156.3005.2";

    /// <summary>The longest serial (流水号) read or written.</summary>
    public const int LongestSerial = 64;

    /// <summary>The last version that three digits can name.</summary>
    public const int LastVersion = 999;

    /// <summary>Said of an identifier with <see cref="IdentifierCheck.LegacyVariant"/>.</summary>
    public const string LegacyVariantChinese = "校验位不符合 GB/T 17710；与已知的山东省偏移实现一致 (legacy-variant)";

    /// <inheritdoc cref="LegacyVariantChinese"/>
    public const string LegacyVariantEnglish =
        "The check character does not follow GB/T 17710; it agrees with a known offset implementation in Shandong (legacy-variant)";

    private const int Parts = 10;
    private const int ShortestIssuer = 6;

    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly string _text;

    private LicenceIdentifier(string type, string issuer, string serial, int version, char checkCharacter)
    {
        (Type, Issuer, Serial, Version, CheckCharacter) = (type, issuer, serial, version, checkCharacter);
        _text = string.Create(CultureInfo.InvariantCulture, $"{Root}.{Type}.{Issuer}.{Serial}.{Version:000}.{CheckCharacter}");
    }

    /// <summary>证照类型代码: 21 characters, the defining authority's 18 and three digits.</summary>
    public string Type { get; }

    /// <summary>证照颁发机构代码: 18 characters; 6 to 18 in identifiers of others.</summary>
    public string Issuer { get; }

    /// <summary>流水号: 1 to 64 digits and capital letters.</summary>
    public string Serial { get; }

    /// <summary>版本号: 1 to 999.</summary>
    public int Version { get; }

    /// <summary>校验位 as written, right or wrong.</summary>
    public char CheckCharacter { get; }

    /// <summary>What the check character says; worked out when it is asked for, which for most identifiers it never is.</summary>
    public IdentifierCheck Check => CheckCharacter == Mod37x36.Compute(Covered) ? IdentifierCheck.Correct
        : CheckCharacter == Mod37x36.ComputeLegacy(Covered) ? IdentifierCheck.LegacyVariant
        : IdentifierCheck.Wrong;

    // GB/T 36904: the root and the dots are not covered.
    private string Covered => string.Create(CultureInfo.InvariantCulture, $"{Type}{Issuer}{Serial}{Version:000}");

    /// <summary>Whether <see cref="Parse"/> would read the text.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LicenceIdentifier? identifier)
    {
        Span<Range> parts = stackalloc Range[Parts + 1];
        identifier = FindFault(text, Split(text, parts)) is null ? Read(text, parts) : null;
        return identifier is not null;
    }

    /// <summary>Reads an identifier of any issuer in the country. Look at <see cref="Check"/> afterwards.</summary>
    /// <exception cref="FormatException">The text is not made of the ten parts.</exception>
    public static LicenceIdentifier Parse(string text)
    {
        Span<Range> parts = stackalloc Range[Parts + 1];
        return FindFault(text, Split(text, parts)) is { } fault ? throw new FormatException(fault.English) : Read(text, parts);
    }

    /// <summary>Makes an identifier of our own.</summary>
    /// <exception cref="ArgumentException"><see cref="FindFault(string,string,string,int)"/> finds something.</exception>
    public static LicenceIdentifier Create(string type, string issuer, string serial, int version)
    {
        if (FindFault(type, issuer, serial, version) is { } fault)
        {
            throw new ArgumentException(fault.English, nameof(type));
        }

        char check = Mod37x36.Compute(string.Create(CultureInfo.InvariantCulture, $"{type}{issuer}{serial}{version:000}"));
        return new LicenceIdentifier(type, issuer, serial, version, check);
    }

    /// <summary>The identifier of the next version of the same licence.</summary>
    /// <exception cref="ArgumentException">This one is the last that three digits can name, or not fit to be written by us.</exception>
    public LicenceIdentifier Next() => Create(Type, Issuer, Serial, Version + 1);

    /// <summary>Null for a text that can be read as an identifier, otherwise the first thing wrong with it.</summary>
    public static CodeFault? FindFault(string text) => FindFault(text, Split(text, stackalloc Range[Parts + 1]));

    private static CodeFault? FindFault(ReadOnlySpan<char> text, ReadOnlySpan<Range> parts)
    {
        if (parts.Length != Parts || !text.StartsWith(Root + ".", StringComparison.Ordinal))
        {
            return Fault(
                $"应为以 {Root} 开头、以点分隔的 10 段",
                $"has ten parts separated by dots, the first five being {Root}");
        }

        ReadOnlySpan<char> version = text[parts[8]];
        return !IsTypeCode(text[parts[5]]) ? Fault("的类型代码应为 18 位代码加 3 位数字", "has a type of 18 characters and three digits")
            : !IsCode(text[parts[6]], ShortestIssuer, UnifiedSocialCreditCode.Length)
                ? Fault("的颁发机构代码应为 6 至 18 位数字或大写字母", "has an issuer of 6 to 18 digits and capital letters")
            : !IsCode(text[parts[7]], 1, LongestSerial) ? SerialFault()
            : !IsDigits(version) || version is not { Length: 3 } or "000" ? VersionFault()
            : !IsCode(text[parts[9]], 1, 1) ? Fault("的校验位应为 1 位数字或大写字母", "has a check character that is a digit or capital letter")
            : null;
    }

    /// <summary>Null where <see cref="Create"/> makes an identifier, otherwise the first thing wrong with the parts.</summary>
    public static CodeFault? FindFault(string type, string issuer, string serial, int version)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(serial);
        if (!IsTypeCode(type) || !UnifiedSocialCreditCode.IsValid(type[..UnifiedSocialCreditCode.Length]))
        {
            return Fault(
                "的类型代码应为定义机构的统一社会信用代码加 3 位数字",
                "has a type made of the defining authority's unified social credit code and three digits");
        }

        if (UnifiedSocialCreditCode.FindFault(issuer) is { } issuerFault)
        {
            return issuerFault;
        }

        if (!IsCode(serial, 1, LongestSerial))
        {
            return SerialFault();
        }

        // The identifier is public and stays in the log for ever.
        return CitizenNumber.IsValid(serial) ? Fault("的流水号不得使用公民身份号码", "must not use a citizen number as its serial")
            : version is < 1 or > LastVersion ? VersionFault()
            : null;
    }

    /// <summary>The ten parts joined by dots.</summary>
    public override string ToString() => _text;

    private static LicenceIdentifier Read(string text, ReadOnlySpan<Range> parts) => new(
        text[parts[5]], text[parts[6]], text[parts[7]], int.Parse(text.AsSpan(parts[8]), CultureInfo.InvariantCulture), text[^1]);

    // One part more than there should be has the rest of the text.
    private static ReadOnlySpan<Range> Split(string text, Span<Range> parts)
    {
        ArgumentNullException.ThrowIfNull(text);
        return parts[..text.AsSpan().Split(parts, '.')];
    }

    private static bool IsTypeCode(ReadOnlySpan<char> part) =>
        IsCode(part, 21, 21) && IsDigits(part[UnifiedSocialCreditCode.Length..]);

    private static bool IsDigits(ReadOnlySpan<char> part) => !part.ContainsAnyExceptInRange('0', '9');

    private static bool IsCode(ReadOnlySpan<char> part, int shortest, int longest) =>
        part.Length >= shortest
        && part.Length <= longest
        && !part.ContainsAnyExcept(CodeCharacters);

    private static CodeFault SerialFault() => Fault(
        $"的流水号应为 1 至 {LongestSerial} 位数字或大写字母",
        $"has a serial of 1 to {LongestSerial} digits and capital letters");

    private static CodeFault VersionFault() => Fault("的版本号应为 001 至 999", "has a version of 001 to 999");

    private static CodeFault Fault(string chinese, string english) =>
        new(CodeFaultKind.Part, $"证照标识{chinese}。", $"A licence identifier {english}.");
}
