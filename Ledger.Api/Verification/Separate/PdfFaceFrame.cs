using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification.Separate;

/// <summary>What a licence's pages show, on its way between processes.</summary>
internal static class PdfFaceFrame
{
    private const int Elements = 100_000;
    private const int Photos = 64;
    private const int TagLength = 64;
    private const int TextLength = 1 << 20;

    public static void Write(FrameWriter frame, PdfFace face)
    {
        frame.Number(face.Fault is null ? 0 : 1);
        frame.Text(face.Fault ?? "");
        frame.Number(face.Elements.Count);
        foreach (PdfTextElement element in face.Elements)
        {
            frame.Text(element.Tag);
            frame.Text(element.Text);
            frame.Number(element.Said is null ? 0 : 1);
            frame.Text(element.Said ?? "");
        }

        frame.Number(face.Photos.Count);
        foreach (ReadOnlyMemory<byte> photo in face.Photos)
        {
            frame.Bytes(photo);
        }
    }

    /// <exception cref="FormatException">It is not within its bounds.</exception>
    public static PdfFace Read(FrameReader frame)
    {
        bool hasFault = frame.Flag();
        string fault = frame.Text(TextLength);
        List<PdfTextElement> elements = [];
        for (int left = frame.Number(0, Elements); left > 0; left--)
        {
            (string tag, string text, bool isSaid, string said) = (frame.Text(TagLength), frame.AnyText(TextLength), frame.Flag(), frame.AnyText(TextLength));
            elements.Add(new PdfTextElement(tag, text, isSaid ? said : null));
        }

        List<ReadOnlyMemory<byte>> photos = [];
        for (int left = frame.Number(0, Photos); left > 0; left--)
        {
            photos.Add(frame.Bytes(PdfLimits.FileLength));
        }

        return new PdfFace(elements, hasFault ? fault : null, photos);
    }
}
