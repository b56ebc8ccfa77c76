namespace Ledger.Node.Parties;

/// <summary>Why a text is not the code it should be. The sentences never repeat the text, which may be personal.</summary>
/// <param name="Kind">The reason, for programs.</param>
/// <param name="Chinese">The reason, for people.</param>
/// <param name="English">The same in English.</param>
internal sealed record CodeFault(CodeFaultKind Kind, string Chinese, string English)
{
    /// <summary>
    /// The faults of writing that every code shares, named apart from the code's own rules because they are what
    /// people cannot see: spaces, full-width characters, lower-case letters.
    /// </summary>
    public static CodeFault? OfWriting(string text, string chineseName, string englishName)
    {
        foreach (char character in text)
        {
            // The full-width space U+3000 is white space too, and is better called that.
            if (char.IsWhiteSpace(character))
            {
                return new(CodeFaultKind.Space, $"{chineseName}中有空格或换行。", $"The {englishName} contains white space.");
            }

            if (character is >= '\uFF01' and <= '\uFF5E')
            {
                return new(
                    CodeFaultKind.FullWidth,
                    $"{chineseName}中有全角字符，请改为半角。",
                    $"The {englishName} contains full-width characters; write them half-width.");
            }

            if (char.IsAsciiLetterLower(character))
            {
                return new(
                    CodeFaultKind.LowerCase,
                    $"{chineseName}中有小写字母，请改为大写。",
                    $"The {englishName} contains lower-case letters; write them upper-case.");
            }
        }

        return null;
    }
}
