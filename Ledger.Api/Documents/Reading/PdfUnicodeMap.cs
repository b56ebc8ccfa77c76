using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Reading;

/// <summary>Which character each code of a font stands for: a ToUnicode table in the one form our writer gives it (ISO 32000-1 §9.10.3).</summary>
internal sealed class PdfUnicodeMap
{
    private readonly Dictionary<int, string> _characters = [];

    private PdfUnicodeMap()
    {
    }

    /// <summary>The character of a code.</summary>
    /// <exception cref="PdfRejectedException">It has none.</exception>
    public string this[int code] => _characters.TryGetValue(code, out string? text) ? text : throw PdfTextLayer.Other("a character has no meaning");

    /// <summary>Reads a table.</summary>
    /// <exception cref="PdfRejectedException">It has another form, or gives a code twice.</exception>
    public static PdfUnicodeMap Parse(ReadOnlySpan<byte> table)
    {
        PdfUnicodeMap map = new();
        bool inside = false;
        foreach (string line in Encoding.ASCII.GetString(table).Split('\n'))
        {
            if (line.EndsWith("beginbfchar", StringComparison.Ordinal) || line == "endbfchar")
            {
                inside = line != "endbfchar";
            }
            else if (inside)
            {
                map.Add(line);
            }
            else if (line.Contains("bfrange", StringComparison.Ordinal))
            {
                throw PdfTextLayer.Other("a font maps characters in another way");
            }
        }

        return map;
    }

    /// <summary>One line: <c>&lt;0001&gt;&lt;4E00&gt;</c>, the character in UTF-16.</summary>
    private void Add(string line)
    {
        bool isPair = line.Length is 12 or 16 && line[0] == '<' && line[5..7] == "><" && line[^1] == '>';
        if (!isPair
            || !int.TryParse(line.AsSpan(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            || !int.TryParse(line.AsSpan(7, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int first))
        {
            throw PdfTextLayer.Other("a font maps characters in another way");
        }

        string text = ((char)first).ToString();
        if (line.Length == 16)
        {
            bool isPart = int.TryParse(line.AsSpan(11, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int second);
            text = isPart ? text + (char)second : throw PdfTextLayer.Other("a font maps characters in another way");
        }

        if (!_characters.TryAdd(code, text))
        {
            throw PdfTextLayer.Other("a code stands for two characters");
        }
    }
}
