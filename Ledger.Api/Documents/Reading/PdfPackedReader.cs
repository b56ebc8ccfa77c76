using System.Diagnostics;
using System.Text;
using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Documents.Reading;

/// <summary>Reads the objects of a file that stand together in one compressed stream, as <see cref="PdfObjectStream"/> writes them.</summary>
internal static class PdfPackedReader
{
    /// <summary>Whether a stream is such a one.</summary>
    public static bool IsPacked(PdfStream stream) =>
        stream.Dictionary.Entries.GetValueOrDefault("Type") is PdfName { Value: "ObjStm" };

    /// <summary>The objects in the order of their numbers, none of them a stream.</summary>
    /// <param name="place">Where the stream stands, which decides the numbers.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="clock">Runs since reading began.</param>
    /// <param name="cancel">The caller gave up.</param>
    /// <exception cref="PdfRejectedException">They are written in another way, or are too many.</exception>
    public static IReadOnlyList<object> Read(PdfObjectStream place, PdfStream stream, Stopwatch clock, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, object> entries = stream.Dictionary.Entries;
        if (entries.Count != 5 || entries.GetValueOrDefault("N") is not (long and > 0 and long count)
            || entries.GetValueOrDefault("First") is not (long and > 0 and long start))
        {
            throw Malformed();
        }

        if (place.First + count > PdfLimits.Objects)
        {
            throw new PdfRejectedException(PdfRejection.TooLarge, "The PDF has too many objects.");
        }

        byte[] data = PdfInflater.Inflate(stream.Data, PdfLimits.InflatedLength, clock, cancel);
        PdfValueParser parser = new(data);
        parser.Take(start);
        List<int> places = [];
        List<object> objects = [];
        for (int i = 0; i < count; i++)
        {
            places.Add(parser.Position - (int)start);
            objects.Add(parser.Value());
            parser.Expect("\n"u8);
        }

        bool isWhole = parser.Position == data.Length && data.AsSpan(0, (int)start).SequenceEqual(Encoding.ASCII.GetBytes(place.Index(places)));
        return isWhole ? objects : throw Malformed();
    }

    private static PdfRejectedException Malformed() => new(PdfRejection.Malformed, "The packed objects are written in another way.");
}
