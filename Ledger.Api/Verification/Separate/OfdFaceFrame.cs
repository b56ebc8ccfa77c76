using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification.Separate;

/// <summary>What a licence's pages in OFD show, on its way between processes.</summary>
internal static class OfdFaceFrame
{
    private const int Pages = 1_000;
    private const int Pieces = 100_000;
    private const int Photos = 64;
    private const int TextLength = 1 << 20;
    private const double Micrometres = 1_000;

    public static void Write(FrameWriter frame, OfdFace? face)
    {
        frame.Number(face is null ? 0 : 1);
        if (face is null)
        {
            return;
        }

        frame.Number(face.Fault is null ? 0 : 1);
        frame.Text(face.Fault ?? "");
        frame.Number(face.Pages.Count);
        foreach (IReadOnlyList<OfdPiece> page in face.Pages)
        {
            frame.Number(page.Count);
            foreach (OfdPiece piece in page)
            {
                frame.Text(piece.Text);
                frame.Number((int)Math.Round(Math.Clamp(piece.Line * Micrometres, int.MinValue, int.MaxValue)));
            }
        }

        frame.Number(face.Photos.Count);
        foreach (ReadOnlyMemory<byte> photo in face.Photos)
        {
            frame.Bytes(photo);
        }
    }

    /// <exception cref="FormatException">It is not within its bounds.</exception>
    public static OfdFace? Read(FrameReader frame)
    {
        if (!frame.Flag())
        {
            return null;
        }

        bool hasFault = frame.Flag();
        string fault = frame.Text(TextLength);
        List<IReadOnlyList<OfdPiece>> pages = [];
        for (int left = frame.Number(0, Pages); left > 0; left--)
        {
            List<OfdPiece> pieces = [];
            for (int rest = frame.Number(0, Pieces); rest > 0; rest--)
            {
                pieces.Add(new OfdPiece(frame.AnyText(TextLength), frame.Number(int.MinValue, int.MaxValue) / Micrometres));
            }

            pages.Add(pieces);
        }

        List<ReadOnlyMemory<byte>> photos = [];
        for (int left = frame.Number(0, Photos); left > 0; left--)
        {
            photos.Add(frame.Bytes(OfdLimits.InflatedLength));
        }

        return new OfdFace(pages, hasFault ? fault : null, photos);
    }
}
