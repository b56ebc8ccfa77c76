using System.Text;
using System.Text.RegularExpressions;
using Ledger.Node.Parties;

namespace Ledger.Node.Catalogue;

/// <summary>One field (照面信息项) of a licence type, as an edition of the type defines it.</summary>
/// <param name="Key">Short name in capitals, as the national standards write it: <c>TYSHXYDM</c>.</param>
/// <param name="Label">The printed name.</param>
/// <param name="English">The printed name in English.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Required">Whether a licence without it is refused.</param>
/// <param name="MaximumLength">Most Unicode characters allowed.</param>
/// <param name="Sensitivity">Who may see it.</param>
/// <param name="Pattern">Regular expression that the whole value has to match, or null.</param>
/// <param name="Values">The values of a choice, or null.</param>
/// <param name="Meaning">What it says, whatever it is called here; null for what only this type has.</param>
internal sealed record LicenceField(
    string Key,
    string Label,
    string English,
    FieldKind Kind,
    bool Required,
    int MaximumLength,
    Sensitivity Sensitivity,
    string? Pattern = null,
    IReadOnlyList<string>? Values = null,
    FieldMeaning? Meaning = null)
{
    /// <summary>What <see cref="FieldKind.NumberText"/> looks like, as a regular expression.</summary>
    public const string Number = @"(0|[1-9][0-9]*)(\.[0-9]+)?";

    /// <summary>What <see cref="FieldKind.Photo"/> looks like, as a regular expression.</summary>
    public const string PhotoDigest = "[0-9a-f]{64}";

    private static readonly Regex WholeNumber = Whole(Number);
    private static readonly Regex WholePhotoDigest = Whole(PhotoDigest);

    // NonBacktracking: time linear in the value, whatever pattern a type file brings.
    private readonly Regex? _pattern = Pattern is null ? null : Whole(Pattern);

    /// <summary>Null for a value that may be signed and printed, otherwise the first thing wrong with it.</summary>
    public FieldError? FindError(string value)
    {
        ArgumentNullException.ThrowIfNull(value);

        // Length first: the checks after it then do bounded work. A code says best itself what is wrong with it.
        return EmptyError(value) ?? CodeError(value) ?? LengthError(value) ?? TextError(value) ?? FormatError(value);
    }

    private FieldError? EmptyError(string value) =>
        value.Length == 0 ? Error(FieldErrorKind.Missing, "不能为空", "must not be empty") : null;

    private FieldError? CodeError(string value) => value.Length <= 2 * MaximumLength && CodeFaultOf(value) is { } fault
        ? new(Key, FieldErrorKind.Format, $"「{Label}」：{fault.Chinese}", $"{English}: {fault.English}")
        : null;

    private FieldError? LengthError(string value) =>
        value.Length > 2 * MaximumLength || VisibleText.Length(value) > MaximumLength
            ? Error(FieldErrorKind.TooLong, $"不能超过 {MaximumLength} 个字符", $"has at most {MaximumLength} characters")
            : null;

    private FieldError? TextError(string value)
    {
        if (!VisibleText.IsVisible(value))
        {
            return Error(
                FieldErrorKind.Character,
                "含有控制字符、双向控制符、零宽字符或专用区字符",
                "contains control, bidirectional, zero-width or private-use characters");
        }

        if (VisibleText.HasOuterSpace(value))
        {
            return Error(FieldErrorKind.Character, "首尾不能有空格", "must not begin or end with white space");
        }

        return value.IsNormalized(NormalizationForm.FormC)
            ? null
            : Error(FieldErrorKind.NotNormal, "应为 Unicode 规范形式 NFC", "must be in Unicode normal form C");
    }

    private FieldError? FormatError(string value)
    {
        if (Kind is FieldKind.Date && !LicenceDate.TryParse(value, out _))
        {
            return Error(FieldErrorKind.Format, "应为存在的日期，写作 yyyy-MM-dd", "must be an existing date written yyyy-MM-dd");
        }

        if (Kind is FieldKind.Photo && !WholePhotoDigest.IsMatch(value))
        {
            return Error(FieldErrorKind.Format, "应为照片文件的 SM3（64 位小写十六进制）", "must be the SM3 of the photograph in 64 lower-case hexadecimal digits");
        }

        if (Kind is FieldKind.NumberText && !WholeNumber.IsMatch(value))
        {
            return Error(FieldErrorKind.Format, "应为数字", "must be a number");
        }

        if (Kind is FieldKind.Choice && !Values!.Contains(value))
        {
            return Error(FieldErrorKind.Format, $"应为：{string.Join('、', Values!)}", $"must be one of: {string.Join(", ", Values!)}");
        }

        if (_pattern is not null && !_pattern.IsMatch(value))
        {
            return Error(FieldErrorKind.Format, "格式不符", "does not have the form laid down for it");
        }

        return Kind is FieldKind.CheckDigitCode && !Mod11x10.Fits([.. value.Where(char.IsAsciiDigit)])
            ? Error(FieldErrorKind.Format, "校验位不符（GB/T 17710）", "has a check digit that does not fit (GB/T 17710)")
            : null;
    }

    private CodeFault? CodeFaultOf(string value) => Kind switch
    {
        FieldKind.SocialCreditCode => UnifiedSocialCreditCode.FindFault(value),
        FieldKind.CitizenNumber => CitizenNumber.FindFault(value),
        FieldKind.IdentityNumber => IdentityNumber.FindFault(value),
        _ => null,
    };

    private FieldError Error(FieldErrorKind kind, string chinese, string english) =>
        new(Key, kind, $"「{Label}」{chinese}。", $"{English} {english}.");

    private static Regex Whole(string pattern) =>
        new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
