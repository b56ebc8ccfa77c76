using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ledger.Node.Parties;

/// <summary>公民身份号码 (GB 11643-1999): 18 characters with a date of birth, the sex and a check character.</summary>
internal sealed class CitizenNumber
{
    /// <summary>Characters of every number issued since 1999.</summary>
    public const int Length = 18;

    private const int OldLength = 15;
    private const string ChineseName = "公民身份号码";
    private const string EnglishName = "citizen number";

    // GB 11643-1999: ISO 7064 MOD 11-2.
    private const string CheckCharacters = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private CitizenNumber(string value) => Value = value;

    /// <summary>The whole number: personal data of the most sensitive class.</summary>
    public string Value { get; }

    /// <summary>Date of birth.</summary>
    public DateOnly BirthDate => DateOnly.ParseExact(Value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Sex by the 17th digit.</summary>
    public Sex Sex => (Value[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>Whether the text is a number fit to be written into a licence.</summary>
    public static bool IsValid(string text) => FindFault(text) is null;

    /// <summary>Whether a number fit to be written stands somewhere in the text, not as part of a longer row of digits.</summary>
    public static bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int start = 0; start + Length <= text.Length; start++)
        {
            int end = start + Length;
            bool isApart = (start == 0 || !char.IsAsciiDigit(text[start - 1])) && (end == text.Length || !char.IsAsciiDigit(text[end]));
            if (isApart && IsValid(text[start..end]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Null for a number fit to be written into a licence, otherwise the first thing wrong with it.</summary>
    public static CodeFault? FindFault(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CodeFault.OfWriting(text, ChineseName, EnglishName)
            ?? (IsOldForm(text) ? OldFormFault() : null)
            ?? ShapeFault(text)
            ?? DateFault(text)
            ?? CheckFault(text);
    }

    /// <summary>Reads a number as it must be written today.</summary>
    /// <exception cref="FormatException">The number has a fault; the message names it and does not repeat the number.</exception>
    public static CitizenNumber Parse(string text) =>
        FindFault(text) is { } fault ? throw new FormatException(fault.English) : new CitizenNumber(text);

    /// <summary>Reads a number from an older record: today's form, or 15 digits, which become the 18 of the same person.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static CitizenNumber ParseOld(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(IsOldForm(text) ? Lengthened(text) : text);
    }

    /// <summary>Whether <see cref="ParseOld"/> would read the text, and what it reads.</summary>
    public static bool TryParseOld(string text, [NotNullWhen(true)] out CitizenNumber? number)
    {
        ArgumentNullException.ThrowIfNull(text);
        string whole = IsOldForm(text) ? Lengthened(text) : text;
        number = IsValid(whole) ? new CitizenNumber(whole) : null;
        return number is not null;
    }

    /// <summary>The number that begins with 17 digits: the check character is worked out.</summary>
    /// <exception cref="FormatException">They begin no number.</exception>
    public static CitizenNumber Complete(string start)
    {
        ArgumentNullException.ThrowIfNull(start);
        bool fits = start.Length == Length - 1 && !start.AsSpan().ContainsAnyExceptInRange('0', '9');
        return Parse(fits ? start + CheckCharacter(start) : start);
    }

    /// <summary>The number with all but its first six and last four characters covered.</summary>
    public override string ToString() => string.Concat(Value.AsSpan(0, 6), "********", Value.AsSpan(14));

    // GB 11643-1999 put in the century, which was always 19, and added the check character.
    private static string Lengthened(string old)
    {
        string body = $"{old.AsSpan(0, 6)}19{old.AsSpan(6)}";
        return body + CheckCharacter(body);
    }

    private static bool IsOldForm(string text) => text.Length == OldLength && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static CodeFault OldFormFault() => new(
        CodeFaultKind.OldForm,
        $"15 位的旧{ChineseName}已停用，请填写 {Length} 位号码。",
        $"A {EnglishName} of 15 digits is no longer in use; give the one of {Length}.");

    private static CodeFault? ShapeFault(string text)
    {
        if (text.Length != Length)
        {
            return new(
                CodeFaultKind.Length,
                $"{ChineseName}应为 {Length} 位，实为 {text.Length} 位。",
                $"The {EnglishName} has {Length} characters, not {text.Length}.");
        }

        bool fits = !text.AsSpan(0, Length - 1).ContainsAnyExceptInRange('0', '9')
            && text[0] != '0'
            && CheckCharacters.Contains(text[^1], StringComparison.Ordinal);
        return fits
            ? null
            : new(
                CodeFaultKind.Character,
                $"{ChineseName}应为 17 位数字加 1 位校验码（数字或 X），且不以 0 开头。",
                $"The {EnglishName} is 17 digits, the first not 0, and a digit or X.");
    }

    private static CodeFault? DateFault(string text) => TryBirthDate(text, out _)
        ? null
        : new(
            CodeFaultKind.Date,
            $"{ChineseName}中的出生日期不存在。",
            $"The {EnglishName} holds a date of birth that the calendar does not have.");

    private static CodeFault? CheckFault(string text) => CheckCharacter(text) == text[^1]
        ? null
        : new(
            CodeFaultKind.Check,
            $"{ChineseName}校验位不符（GB 11643）。",
            $"The check character of the {EnglishName} does not fit (GB 11643).");

    private static bool TryBirthDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static char CheckCharacter(string body)
    {
        int sum = 0;
        for (int i = 0; i < Weights.Length; i++)
        {
            sum += (body[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % 11];
    }
}
