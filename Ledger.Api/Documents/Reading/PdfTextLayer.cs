using System.Diagnostics;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// Reads what the pages of a licence show: every character drawn, by the ToUnicode tables of its fonts, in the order of the pages. Only what
/// our writer draws is read; a page that uses anything else is refused.
/// </summary>
internal static class PdfTextLayer
{
    private const int MostPages = 2_000;

    /// <summary>The text of all pages.</summary>
    /// <exception cref="PdfRejectedException">A page is drawn in another way, or is larger than any licence.</exception>
    public static IReadOnlyList<PdfTextElement> Read(PdfReading reading, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Face is PdfFace face)
        {
            return face.Fault is null ? face.Elements : throw new PdfRejectedException(PdfRejection.Malformed, face.Fault);
        }

        PdfObjects objects = reading.Objects;
        Stopwatch clock = Stopwatch.StartNew();
        List<object> pages = objects.Get<List<object>>(objects.Get<PdfDictionary>(reading.Catalogue, "Pages"), "Kids");
        if (pages.Count > MostPages)
        {
            throw new PdfRejectedException(PdfRejection.TooLarge, "The PDF has too many pages.");
        }

        Dictionary<PdfStream, byte[]> inflated = [];
        Dictionary<PdfDictionary, PdfUnicodeMap> maps = [];
        long room = PdfLimits.InflatedLength;
        List<PdfTextElement> elements = [];
        foreach (object kid in pages)
        {
            PdfDictionary page = objects.Resolve(kid) as PdfDictionary ?? throw Other("a page is no dictionary");
            if (objects.Optional<PdfName>(page, "Type")?.Value != "Page")
            {
                throw Other("pages lie in groups");
            }

            Dictionary<string, PdfUnicodeMap> fonts = FontsOf(page);
            foreach (object part in objects.Get<List<object>>(page, "Contents"))
            {
                byte[] content = Inflate(objects.Resolve(part) as PdfStream ?? throw Other("a page's content is no stream"));

                // Decoration without any text or picture is most of a page, and has nothing to read.
                if (content.AsSpan().IndexOf("Tj"u8) >= 0 || content.AsSpan().IndexOf("BDC"u8) >= 0 || content.AsSpan().IndexOf("Do"u8) >= 0)
                {
                    new PdfContentParser(content, fonts).ReadInto(elements);
                }
            }
        }

        return elements;

        byte[] Inflate(PdfStream stream)
        {
            if (!inflated.TryGetValue(stream, out byte[]? content))
            {
                content = PdfInflater.Inflate(stream.Data, room, clock, cancel);
                room -= content.Length;
                inflated.Add(stream, content);
            }

            return content;
        }

        Dictionary<string, PdfUnicodeMap> FontsOf(PdfDictionary page)
        {
            Dictionary<string, PdfUnicodeMap> fonts = new(StringComparer.Ordinal);
            PdfDictionary? named = objects.Optional<PdfDictionary>(objects.Get<PdfDictionary>(page, "Resources"), "Font");
            foreach ((string name, object value) in named?.Entries ?? new Dictionary<string, object>())
            {
                PdfDictionary font = objects.Resolve(value) as PdfDictionary ?? throw Other("a font is no dictionary");
                if (!maps.TryGetValue(font, out PdfUnicodeMap? map))
                {
                    map = PdfUnicodeMap.Parse(Inflate(objects.Get<PdfStream>(font, "ToUnicode")));
                    maps.Add(font, map);
                }

                fonts.Add(name, map);
            }

            return fonts;
        }
    }

    /// <summary>The photographs that the pages draw, each as its file.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Photos(PdfReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.Face?.Photos ?? [.. reading.Objects.Streams("Image").Select(stream => stream.Data)];
    }

    /// <summary>What is not drawn as our writer draws.</summary>
    internal static PdfRejectedException Other(string what) => new(PdfRejection.Malformed, $"A page is drawn in another way: {what}.");
}
