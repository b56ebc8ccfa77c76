using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// Walks through a content stream of our writer (ISO 32000-1 §7.8.2) and notes what is shown. Text is only ever painted: an operator that
/// would hide, clip, turn or repeat something is unknown here and refused.
/// </summary>
/// <param name="content">The stream, inflated.</param>
/// <param name="fonts">The fonts of the page by their names.</param>
internal sealed class PdfContentParser(ReadOnlyMemory<byte> content, IReadOnlyDictionary<string, PdfUnicodeMap> fonts)
{
    private static readonly HashSet<string> Silent =
        new(StringComparer.Ordinal) { "m", "l", "c", "h", "re", "f", "S", "rg", "RG", "w", "gs", "q", "Q", "cm", "Do", "BT", "ET", "Tc", "Td" };

    private readonly Stack<string> _open = [];
    private readonly StringBuilder _text = new();
    private string? _said;
    private PdfUnicodeMap? _font;
    private int _at;

    /// <summary>Adds what the stream shows.</summary>
    /// <exception cref="PdfRejectedException">It is written in another way.</exception>
    public void ReadInto(List<PdfTextElement> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        List<string> operands = [];
        while (Next() is { } token)
        {
            if (token.Length > 0 && char.IsAsciiLetter(token[0]))
            {
                Apply(token, operands, elements);
                operands.Clear();
            }
            else if (operands.Count < 8)
            {
                operands.Add(token);
            }
            else
            {
                throw PdfTextLayer.Other("an operator has too many operands");
            }
        }

        if (_open.Count > 0)
        {
            throw PdfTextLayer.Other("an element does not end");
        }
    }

    private void Apply(string name, List<string> operands, List<PdfTextElement> elements)
    {
        switch (name)
        {
            case "BMC" or "BDC":
                Begin(operands);
                break;
            case "EMC":
                End(elements);
                break;
            case "Tf":
                _font = operands.Count == 2 && fonts.TryGetValue(operands[0].TrimStart('/'), out PdfUnicodeMap? font) ? font
                    : throw PdfTextLayer.Other("a font is unknown");
                break;
            case "Tj":
                Show(operands, elements);
                break;
            default:
                if (!Silent.Contains(name))
                {
                    throw PdfTextLayer.Other($"the operator {(name.Length > 8 ? name[..8] : name)}");
                }

                break;
        }
    }

    private void Begin(List<string> operands)
    {
        string tag = operands.Count > 0 ? operands[0].TrimStart('/') : throw PdfTextLayer.Other("an element has no type");
        if (tag == "Span" && _open.Count == 1)
        {
            const string Before = "<</ActualText<FEFF";
            string given = operands.Count == 2 ? operands[1] : "";
            _said = given.StartsWith(Before, StringComparison.Ordinal) && given.EndsWith(">>>", StringComparison.Ordinal)
                ? Utf16(given[Before.Length..^3]) : throw PdfTextLayer.Other("a text is replaced in another way");
        }
        else if (_open.Count > 0)
        {
            throw PdfTextLayer.Other("elements lie in one another");
        }

        _open.Push(tag);
    }

    private void End(List<PdfTextElement> elements)
    {
        if (!_open.TryPop(out string? tag))
        {
            throw PdfTextLayer.Other("an element ends that did not begin");
        }

        if (_open.Count == 0 && (tag != "Artifact" || _text.Length > 0))
        {
            elements.Add(new PdfTextElement(tag, _text.ToString(), _said));
            _text.Clear();
            _said = null;
        }
    }

    private void Show(List<string> operands, List<PdfTextElement> elements)
    {
        string hex = operands.Count == 1 && operands[0] is ['<', .. { } digits, '>'] && digits.Length % 4 == 0 ? digits
            : throw PdfTextLayer.Other("a text is written in another way");
        PdfUnicodeMap font = _font ?? throw PdfTextLayer.Other("a text has no font");
        StringBuilder target = _text;
        if (_open.Count == 0)
        {
            target = new StringBuilder();
        }

        for (int i = 0; i < hex.Length; i += 4)
        {
            target.Append(int.TryParse(hex.AsSpan(i, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
                ? font[code] : throw PdfTextLayer.Other("a text is written in another way"));
        }

        if (_open.Count == 0)
        {
            elements.Add(new PdfTextElement("Artifact", target.ToString(), null));
        }
    }

    private static string Utf16(string hex) => hex.Length % 4 == 0 && hex.All(char.IsAsciiHexDigit)
        ? Encoding.BigEndianUnicode.GetString(Convert.FromHexString(hex)) : throw PdfTextLayer.Other("a text is replaced in another way");

    /// <summary>The next token: a dictionary whole, a string in angle brackets, a name, a number or an operator.</summary>
    private string? Next()
    {
        ReadOnlySpan<byte> rest = content.Span;
        while (_at < rest.Length && rest[_at] is (byte)' ' or (byte)'\n')
        {
            _at++;
        }

        if (_at >= rest.Length)
        {
            return null;
        }

        rest = rest[_at..];
        int length;
        if (rest.StartsWith("<<"u8))
        {
            length = rest.IndexOf(">>"u8) + 2;

            // A dictionary that ends with a string has a third bracket.
            length += length >= 2 && length < rest.Length && rest[length] == '>' ? 1 : 0;
        }
        else if (rest[0] == '<')
        {
            length = rest.IndexOf((byte)'>') + 1;
        }
        else
        {
            // A name may be followed by its dictionary without a blank.
            int end = rest[1..].IndexOfAny(" \n<"u8);
            length = end < 0 ? rest.Length : end + 1;
        }

        if (length < 2 && rest[0] == '<')
        {
            throw PdfTextLayer.Other("a text does not end");
        }

        _at += length;
        return Encoding.Latin1.GetString(rest[..length]);
    }
}
