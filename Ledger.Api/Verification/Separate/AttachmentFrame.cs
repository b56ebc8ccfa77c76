namespace Ledger.Api.Verification.Separate;

/// <summary>Attached files on their way between processes.</summary>
internal static class AttachmentFrame
{
    private const int NameLength = 1024;

    /// <summary>Writes files by name.</summary>
    public static void Write(FrameWriter frame, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attachments)
    {
        frame.Number(attachments.Count);
        foreach ((string name, ReadOnlyMemory<byte> data) in attachments)
        {
            frame.Text(name);
            frame.Bytes(data);
        }
    }

    /// <summary>Reads files by name.</summary>
    /// <exception cref="FormatException">Too many or too long, or two of one name.</exception>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Read(FrameReader frame, int most, int longest)
    {
        Dictionary<string, ReadOnlyMemory<byte>> attachments = new(StringComparer.Ordinal);
        for (int left = frame.Number(0, most); left > 0; left--)
        {
            if (!attachments.TryAdd(frame.Text(NameLength), frame.Bytes(longest)))
            {
                throw new FormatException("Two attachments have one name.");
            }
        }

        return attachments;
    }
}
