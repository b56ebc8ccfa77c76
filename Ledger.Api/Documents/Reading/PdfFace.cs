namespace Ledger.Api.Documents.Reading;

/// <summary>What the pages of a licence show.</summary>
/// <param name="Elements">The text, in the order of the pages; empty where there is a fault.</param>
/// <param name="Fault">Why it could not be read; null where it was.</param>
/// <param name="Photos">The photographs drawn, each as its file.</param>
internal sealed record PdfFace(IReadOnlyList<PdfTextElement> Elements, string? Fault, IReadOnlyList<ReadOnlyMemory<byte>> Photos)
{
    /// <summary>Reads the pages.</summary>
    public static PdfFace Read(PdfReading reading, CancellationToken cancel)
    {
        IReadOnlyList<ReadOnlyMemory<byte>> photos = PdfTextLayer.Photos(reading);
        try
        {
            return new PdfFace(PdfTextLayer.Read(reading, cancel), null, photos);
        }
        catch (PdfRejectedException e)
        {
            return new PdfFace([], e.Message, photos);
        }
    }
}
