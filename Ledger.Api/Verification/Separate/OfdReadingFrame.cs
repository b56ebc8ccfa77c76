using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Verification.Separate;

/// <summary>
/// An OFD's reading on its way between processes. What was inflated cannot be taken from the file again, so it travels itself; seals and
/// statements in it are verified by whoever asked.
/// </summary>
internal static class OfdReadingFrame
{
    private const int PathLength = 4 * 1024;

    public static void Write(FrameWriter frame, OfdReading reading)
    {
        frame.Number(reading.IsExact ? 1 : 0);
        frame.Number(reading.AnnouncesStamp ? 1 : 0);
        AttachmentFrame.Write(frame, reading.Attachments);
        frame.Number(reading.Signatures.Count);
        foreach (OfdSignature signature in reading.Signatures)
        {
            frame.Text(signature.Id);
            frame.Number(signature.IsSeal ? 1 : 0);
            frame.Text(signature.Path);
            frame.Bytes(signature.Description);
            frame.Bytes(signature.Value);
            frame.Number(signature.Seal is null ? 0 : 1);
            frame.Bytes(signature.Seal ?? default);
            frame.Number(signature.References.Count);
            foreach (OfdReference reference in signature.References)
            {
                frame.Text(reference.Path);
                frame.Number((int)reference.State);
            }

            frame.Number(signature.Uncovered.Count);
            foreach (string path in signature.Uncovered)
            {
                frame.Text(path);
            }
        }

        OfdFaceFrame.Write(frame, reading.Face);
    }

    /// <exception cref="FormatException">It is not within its bounds.</exception>
    public static OfdReading Read(FrameReader frame)
    {
        bool isExact = frame.Flag();
        bool announcesStamp = frame.Flag();
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments =
            AttachmentFrame.Read(frame, OfdLimits.Entries, OfdLimits.InflatedLength);
        OfdSignature[] signatures = [.. Many(frame, OfdLimits.Signatures, ReadSignature)];
        return new OfdReading(isExact, attachments, signatures, OfdFaceFrame.Read(frame)) { AnnouncesStamp = announcesStamp };
    }

    private static OfdSignature ReadSignature(FrameReader frame)
    {
        (string id, bool isSeal, string path) = (frame.Text(PathLength), frame.Flag(), frame.Text(PathLength));
        (ReadOnlyMemory<byte> description, ReadOnlyMemory<byte> value) = (frame.Bytes(OfdLimits.InflatedLength), frame.Bytes(OfdLimits.InflatedLength));
        bool hasSeal = frame.Flag();
        ReadOnlyMemory<byte> seal = frame.Bytes(OfdLimits.InflatedLength);
        return new OfdSignature(
            id, isSeal, path, description, value, hasSeal ? seal : (ReadOnlyMemory<byte>?)null,
            [.. Many(frame, OfdLimits.References, each => new OfdReference(each.Text(PathLength), each.Choice<OfdReferenceState>()))],
            [.. Many(frame, OfdLimits.Entries, each => each.Text(PathLength))]);
    }

    private static IEnumerable<T> Many<T>(FrameReader frame, int most, Func<FrameReader, T> read)
    {
        for (int left = frame.Number(0, most); left > 0; left--)
        {
            yield return read(frame);
        }
    }
}
