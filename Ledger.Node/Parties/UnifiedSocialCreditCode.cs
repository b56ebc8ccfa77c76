using System.Buffers;

namespace Ledger.Node.Parties;

/// <summary>统一社会信用代码 (GB 32100-2015): the 18-character code of companies and authorities, with two check characters.</summary>
internal static class UnifiedSocialCreditCode
{
    /// <summary>Characters of every code.</summary>
    public const int Length = 18;

    private const string ChineseName = "统一社会信用代码";
    private const string EnglishName = "unified social credit code";

    // GB 32100-2015: no I, O, S, V, Z, which people read as 1, 0, 5, U, 2.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string OrganisationAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // Characters 1 and 2 name the registering department and its kind, 3 to 8 the division, 9 to 17 the organisation.
    private const int DivisionStart = 2;
    private const int DivisionLength = 6;
    private const int OrganisationStart = 8;
    private const int OrganisationCheck = 16;

    private static readonly SearchValues<char> AlphabetCharacters = SearchValues.Create(Alphabet);

    // GB 32100-2015: 3^i mod 31.
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    // GB 11714-1997, of the eight characters before the organisation's check character.
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Whether the text is a code with both check characters right.</summary>
    public static bool IsValid(string text) => FindFault(text) is null;

    /// <summary>Null for a code with both check characters right, otherwise the first thing wrong with it.</summary>
    public static CodeFault? FindFault(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CodeFault.OfWriting(text, ChineseName, EnglishName) ?? ShapeFault(text) ?? CheckFault(text);
    }

    /// <summary>The code of an organisation: both check characters are worked out.</summary>
    /// <param name="start">The two characters of the department, the six of the division, the eight of the organisation.</param>
    /// <exception cref="ArgumentException">They make no code.</exception>
    public static string Complete(string start)
    {
        ArgumentNullException.ThrowIfNull(start);
        string code = start.Length == OrganisationCheck ? start + OrganisationCheckCharacter(start) : start;
        code += code.Length == Length - 1 && !code.AsSpan().ContainsAnyExcept(AlphabetCharacters) ? CheckCharacter(code) : "";
        return IsValid(code) ? code : throw new ArgumentException("These characters begin no unified social credit code.", nameof(start));
    }

    private static CodeFault? ShapeFault(string text)
    {
        if (text.Length != Length)
        {
            return new(
                CodeFaultKind.Length,
                $"{ChineseName}应为 {Length} 位，实为 {text.Length} 位。",
                $"The {EnglishName} has {Length} characters, not {text.Length}.");
        }

        if (text.AsSpan().ContainsAnyExcept(AlphabetCharacters))
        {
            return new(
                CodeFaultKind.Character,
                $"{ChineseName}只用数字和大写字母，且不用 I、O、S、V、Z。",
                $"The {EnglishName} has only digits and capital letters other than I, O, S, V and Z.");
        }

        return text.AsSpan(DivisionStart, DivisionLength).ContainsAnyExceptInRange('0', '9')
            ? new(
                CodeFaultKind.Character,
                $"{ChineseName}第 3 至 8 位（行政区划）应为数字。",
                $"Characters 3 to 8 of the {EnglishName}, the division, are digits.")
            : null;
    }

    private static CodeFault? CheckFault(string text)
    {
        if (OrganisationCheckCharacter(text) != text[OrganisationCheck])
        {
            return new(
                CodeFaultKind.OrganisationCheck,
                $"{ChineseName}第 17 位（组织机构代码校验位，GB 11714）不符。",
                $"Character 17 of the {EnglishName}, the organisation's check character (GB 11714), does not fit.");
        }

        return CheckCharacter(text) != text[^1]
            ? new(
                CodeFaultKind.Check,
                $"{ChineseName}第 18 位（校验位，GB 32100）不符。",
                $"Character 18 of the {EnglishName}, its check character (GB 32100), does not fit.")
            : null;
    }

    private static char OrganisationCheckCharacter(string text)
    {
        int sum = 0;
        for (int i = 0; i < OrganisationWeights.Length; i++)
        {
            sum += OrganisationAlphabet.IndexOf(text[OrganisationStart + i], StringComparison.Ordinal) * OrganisationWeights[i];
        }

        // GB 11714-1997: ten is written X, eleven 0.
        return (11 - sum % 11) switch
        {
            10 => 'X',
            11 => '0',
            int digit => (char)('0' + digit),
        };
    }

    private static char CheckCharacter(string text)
    {
        int sum = 0;
        for (int i = 0; i < Weights.Length; i++)
        {
            sum += Alphabet.IndexOf(text[i], StringComparison.Ordinal) * Weights[i];
        }

        return Alphabet[(31 - sum % 31) % 31];
    }
}
