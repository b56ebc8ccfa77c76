using System.Buffers;
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
    private static readonly SearchValues<byte> Silent1 = SearchValues.Create("mlchfSwqQ"u8);
    private static readonly int[] Silent2 = [.. new[] { "re", "rg", "RG", "gs", "cm", "Do", "BT", "ET", "Tc", "Td" }.Select(name => (name[0] << 8) | name[1])];

    private readonly Stack<string> _open = [];
    private readonly StringBuilder _text = new();
    private string? _said;
    private PdfUnicodeMap? _font;

    /// <summary>Adds what the stream shows.</summary>
    /// <exception cref="PdfRejectedException">It is written in another way.</exception>
    public void ReadInto(List<PdfTextElement> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        PdfContentTokens tokens = new(content.Span);
        PdfContentOperands operands = new(content.Span);
        while (tokens.TryNext(out ReadOnlySpan<byte> token))
        {
            if (!char.IsAsciiLetter((char)token[0]))
            {
                operands.Add(token);
                continue;
            }

            if (!IsSilent(token))
            {
                Apply(Encoding.Latin1.GetString(token), in operands, elements);
            }

            operands.Clear();
        }

        if (_open.Count > 0)
        {
            throw PdfTextLayer.Other("an element does not end");
        }
    }

    // Lines and curves are most of a page.
    private static bool IsSilent(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 => Silent1.Contains(name[0]),
        2 => Silent2.AsSpan().IndexOf((name[0] << 8) | name[1]) >= 0,
        _ => false,
    };

    private void Apply(string name, in PdfContentOperands operands, List<PdfTextElement> elements)
    {
        switch (name)
        {
            case "BMC" or "BDC":
                Begin(in operands);
                break;
            case "EMC":
                End(elements);
                break;
            case "Tf":
                _font = operands.Count == 2 && fonts.TryGetValue(operands[0].TrimStart('/'), out PdfUnicodeMap? font) ? font
                    : throw PdfTextLayer.Other("a font is unknown");
                break;
            case "Tj":
                Show(in operands, elements);
                break;
            default:
                throw PdfTextLayer.Other($"the operator {(name.Length > 8 ? name[..8] : name)}");
        }
    }

    private void Begin(in PdfContentOperands operands)
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

    private void Show(in PdfContentOperands operands, List<PdfTextElement> elements)
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
}
