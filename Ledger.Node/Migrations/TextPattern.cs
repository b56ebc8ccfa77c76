using System.Globalization;
using System.Text;

namespace Ledger.Node.Migrations;

/// <summary>
/// Text with numbered places in order, such as <c>{1}（{2}）</c>, by which a value is taken apart and put together again without loss: each
/// place but the last ends where the text behind it first occurs, so that a value has one reading at most.
/// </summary>
internal sealed class TextPattern
{
    /// <summary>Most characters of a pattern.</summary>
    public const int Longest = 256;

    /// <summary>Most places of a pattern.</summary>
    public const int MostPlaces = 16;

    private readonly string[] _texts; // one before each place, and one behind the last

    private TextPattern(string[] texts) => _texts = texts;

    /// <summary>How many places there are.</summary>
    public int Places => _texts.Length - 1;

    /// <summary>Reads a pattern: places from 1 on, in order, each once, with text between any two; no other braces.</summary>
    /// <returns>Null for any other text.</returns>
    public static TextPattern? TryParse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        List<string> texts = [];
        string rest = pattern;
        for (int place = 1; place <= MostPlaces; place++)
        {
            string mark = string.Create(CultureInfo.InvariantCulture, $"{{{place}}}");
            int at = rest.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            texts.Add(rest[..at]);
            rest = rest[(at + mark.Length)..];
        }

        texts.Add(rest);
        bool isRight = pattern.Length <= Longest
            && texts.Count > 1
            && texts[1..^1].All(text => text.Length > 0)
            && texts.All(text => !text.AsSpan().ContainsAny('{', '}'));
        return isRight ? new TextPattern([.. texts]) : null;
    }

    /// <summary>Puts parts together.</summary>
    /// <param name="parts">As many as there are places, none empty.</param>
    /// <returns>Null where the whole could not be taken apart into the same parts again.</returns>
    public string? Fill(IReadOnlyList<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        StringBuilder whole = new(_texts[0]);
        for (int place = 0; place < Places; place++)
        {
            whole.Append(parts[place]).Append(_texts[place + 1]);
        }

        string text = whole.ToString();
        return Split(text) is { } again && again.SequenceEqual(parts, StringComparer.Ordinal) ? text : null;
    }

    /// <summary>Takes a value apart.</summary>
    /// <returns>As many parts as there are places, none empty; null where the value does not fit.</returns>
    public IReadOnlyList<string>? Split(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.StartsWith(_texts[0], StringComparison.Ordinal))
        {
            return null;
        }

        string rest = value[_texts[0].Length..];
        List<string> parts = [];
        for (int place = 1; place <= Places; place++)
        {
            string behind = _texts[place];
            int end = place < Places ? rest.IndexOf(behind, StringComparison.Ordinal)
                : rest.EndsWith(behind, StringComparison.Ordinal) ? rest.Length - behind.Length
                : -1;
            if (end < 1)
            {
                return null;
            }

            parts.Add(rest[..end]);
            rest = rest[(end + behind.Length)..];
        }

        return parts;
    }
}
