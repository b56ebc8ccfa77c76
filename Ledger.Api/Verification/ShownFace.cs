using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification;

/// <summary>What the pages of a file show, whatever its format.</summary>
internal sealed class ShownFace
{
    private readonly IReadOnlyList<PdfTextElement> _tagged;
    private readonly IReadOnlyList<IReadOnlyList<OfdPiece>>? _pages;

    private ShownFace(
        IReadOnlyList<PdfTextElement> tagged, IReadOnlyList<IReadOnlyList<OfdPiece>>? pages, string? fault, IReadOnlyList<ReadOnlyMemory<byte>> photos) =>
        (_tagged, _pages, Fault, Photos) = (tagged, pages, fault, photos);

    /// <summary>Why the pages could not be read, in English; null where they were.</summary>
    public string? Fault { get; }

    /// <summary>The photographs drawn, each as its file.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Photos { get; }

    /// <summary>What a PDF shows.</summary>
    public static ShownFace Of(PdfReading reading, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(reading);
        PdfFace face = reading.Face ?? PdfFace.Read(reading, cancel);
        return new(face.Elements, null, face.Fault, face.Photos);
    }

    /// <summary>What an OFD shows.</summary>
    public static ShownFace Of(OfdReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        OfdFace face = reading.Face ?? new OfdFace([], "The pages were not read.", []);
        return new([], face.Pages, face.Fault, face.Photos);
    }

    /// <summary>Whether one element, whole, says this. An OFD has none: it is Chinese, without a signature page.</summary>
    public bool Says(string tag, string text)
    {
        string squeezed = PdfTextElement.Squeezed(text);
        return _tagged.Any(element => element.Tag == tag && PdfTextElement.Squeezed(element.Text) == squeezed);
    }

    /// <summary>The text in elements, in the order of the pages.</summary>
    /// <param name="picture">What it should be: where a format has no elements, this says what the pieces of the pages can be.</param>
    public IReadOnlyList<PdfTextElement> Elements(LicencePicture picture) => _pages is null ? _tagged : OfdFaceElements.Of(picture, _pages);
}
