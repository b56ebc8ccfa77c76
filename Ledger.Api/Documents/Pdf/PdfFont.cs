using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Pdf;

/// <summary>The characters a document draws from one font, and that font's objects in the file (ISO 32000-1 §9.7).</summary>
internal sealed class PdfFont(TrueTypeFont font, string resource)
{
    // Outlines hardly get smaller by more effort: level 6 saves another two bytes in a thousand.
    private const int FontLevel = 4;

    // Glyph 0 must stay the "missing" glyph. Each character gets a code of its own even where two share a
    // glyph (a radical and its ideograph): otherwise the text copied out of the file would change.
    private readonly List<Rune> _characters = [];
    private readonly Dictionary<Rune, int> _codes = [];
    private int _expected;

    /// <summary>Its name among a page's resources.</summary>
    public string Resource => resource;

    /// <summary>The two-byte code of a character in this document.</summary>
    public int Code(Rune rune)
    {
        if (!_codes.TryGetValue(rune, out int code))
        {
            _characters.Add(rune);
            code = _characters.Count;
            _codes.Add(rune, code);
        }

        return code;
    }

    /// <summary>Gives a character its code before any that is not expected has one: the outlines of these are compressed once for all documents.</summary>
    public void Expect(Rune rune)
    {
        Code(rune);
        _expected = _characters.Count;
    }

    /// <summary>Writes the font's streams.</summary>
    public PdfFontFile WriteFile(PdfOutput output)
    {
        List<int> glyphs = [0, .. _characters.Select(font.Glyph)];
        (byte[] subset, Range expected) = FontSubset.MakeMarked(font, glyphs, _expected == 0 ? 0 : _expected + 1);
        int file = output.Encoded($"/Length1 {subset.Length}/Filter/FlateDecode", Compress(subset, expected));
        return new PdfFontFile(
            this, $"{SubsetTag(subset)}+{font.Name}", glyphs, file, output.Stream("", Encoding.ASCII.GetBytes(UnicodeMap())));
    }

    /// <summary>Writes its dictionaries; the number of the Type0 one.</summary>
    public int WriteDictionaries(PdfOutput output, PdfFontFile written)
    {
        string name = written.Name;
        int descriptor = output.Object(
            $"<</Type/FontDescriptor/FontName/{name}/Flags 4"
            + $"/FontBBox[{Scaled(font.Left)} {Scaled(font.Bottom)} {Scaled(font.Right)} {Scaled(font.Top)}]"
            + $"/ItalicAngle 0/Ascent {Scaled(font.Ascent)}/Descent {Scaled(font.Descent)}"
            + $"/CapHeight {Scaled(font.CapitalHeight)}/StemV 80/FontFile2 {PdfText.Reference(written.File)}>>");
        int descendant = output.Object(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {PdfText.Reference(descriptor)}/DW 1000/W[{Widths(written.Glyphs)}]/CIDToGIDMap/Identity>>");
        return output.Object(
            $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            + $"/DescendantFonts[{PdfText.Reference(descendant)}]/ToUnicode {PdfText.Reference(written.Unicode)}>>");
    }

    private static byte[] Compress(byte[] subset, Range expected)
    {
        ReadOnlySpan<byte> kept = subset.AsSpan(expected);
        if (kept.IsEmpty)
        {
            return PdfOutput.Deflate(subset, FontLevel);
        }

        using PdfDeflater deflater = new(subset.Length);
        deflater.AddStored(subset.AsSpan(..expected.Start));
        deflater.Add(PdfKeptPieces.Of(kept));
        deflater.Add(subset.AsSpan(expected.End..), FontLevel);
        return deflater.Finish();
    }

    /// <summary>The widths that are not the usual one of an ideograph, in runs of neighbouring codes (§9.7.4.3).</summary>
    private string Widths(IReadOnlyList<int> glyphs)
    {
        StringBuilder widths = new();
        bool isOpen = false;
        for (int code = 0; code < glyphs.Count; code++)
        {
            string width = Scaled(font.Advance(glyphs[code]));
            if (width == "1000")
            {
                widths.Append(isOpen ? "]" : "");
                isOpen = false;
                continue;
            }

            widths.Append(CultureInfo.InvariantCulture, $"{(isOpen ? " " : $"{code}[")}{width}");
            isOpen = true;
        }

        return widths.Append(isOpen ? "]" : "").ToString();
    }

    /// <summary>Six capital letters that tell subsets of one font apart (§9.6.4); equal subsets get equal letters.</summary>
    private static string SubsetTag(byte[] subset) =>
        string.Concat(SHA256.HashData(subset).Take(6).Select(octet => (char)('A' + (octet % 26))));

    private string Scaled(int units) =>
        ((int)Math.Round(units * 1000.0 / font.UnitsPerEm)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The ToUnicode CMap (§9.10.3): codes to UTF-16BE, a surrogate pair for characters beyond U+FFFF.</summary>
    private string UnicodeMap()
    {
        StringBuilder map = new(
            "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            + "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        int code = 0;
        foreach (Rune[] block in _characters.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (Rune rune in block)
            {
                code++;
                string unicode = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()));
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}><{unicode}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n").ToString();
    }
}
