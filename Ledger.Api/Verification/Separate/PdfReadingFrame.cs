using System.Formats.Asn1;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification.Separate;

/// <summary>
/// A licence PDF's reading on its way between processes. Of a signature only its place travels: value and covered bytes are taken from
/// the file again.
/// </summary>
internal static class PdfReadingFrame
{
    private const int Signatures = 4;

    public static void Write(FrameWriter frame, PdfReading reading)
    {
        frame.Number((int)reading.Integrity);
        frame.Number(reading.SignedLength);
        AttachmentFrame.Write(frame, reading.Attachments);
        frame.Number(reading.Signatures.Count);
        foreach (PdfSignatureRevision signature in reading.Signatures)
        {
            frame.Number((int)signature.Kind);
            frame.Number(signature.Before.Length);
            frame.Number(signature.After.Length);
        }

        PdfStoreFrame.Write(frame, reading.Store);
        PdfFaceFrame.Write(frame, PdfFace.Read(reading, CancellationToken.None));
    }

    /// <exception cref="FormatException">It cannot be true of this file.</exception>
    public static PdfReading Read(FrameReader frame, ReadOnlyMemory<byte> file)
    {
        PdfIntegrity integrity = frame.Choice<PdfIntegrity>();
        int signedLength = frame.Number(0, file.Length);
        if (integrity == PdfIntegrity.AsSigned && signedLength != file.Length)
        {
            throw new FormatException("A file that goes on behind what was signed is not as signed.");
        }

        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments =
            AttachmentFrame.Read(frame, PdfLimits.Attachments, PdfLimits.InflatedLength);
        List<PdfSignatureRevision> signatures = [];
        for (int left = frame.Number(1, Signatures); left > 0; left--)
        {
            signatures.Add(ReadSignature(frame, file));
        }

        return new PdfReading(integrity, signedLength, attachments, signatures, PdfStoreFrame.Read(frame))
        {
            Objects = new PdfObjects(new Dictionary<int, object>()),
            Catalogue = new PdfDictionary(new Dictionary<string, object>()),
            Face = PdfFaceFrame.Read(frame),
        };
    }

    private static PdfSignatureRevision ReadSignature(FrameReader frame, ReadOnlyMemory<byte> file)
    {
        PdfSignatureKind kind = frame.Choice<PdfSignatureKind>();
        int before = frame.Number(0, file.Length);
        int after = frame.Number(0, file.Length);
        ReadOnlySpan<byte> token = file.Span[before..];
        int end = token.IndexOf((byte)'>') + 1;
        if (end <= 1 || token[0] != '<' || after > token.Length - end)
        {
            throw new FormatException("There is no signature at this place.");
        }

        byte[] contents = Convert.FromHexString(System.Text.Encoding.ASCII.GetString(token[1..(end - 1)]));
        return AsnDecoder.TryReadEncodedValue(contents, AsnEncodingRules.DER, out _, out _, out _, out int length)
            ? new PdfSignatureRevision(
                kind, contents.AsMemory(0, length), file[..before], file.Slice(before + end, after), before + end + after == file.Length)
            : throw new FormatException("There is no signature at this place.");
    }
}
