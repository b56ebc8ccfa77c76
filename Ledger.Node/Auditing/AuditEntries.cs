using Google.Protobuf;
using Ledger.Node.Log;

namespace Ledger.Node.Auditing;

/// <summary>The bytes of an entry of the audit log: <c>"AE1\n"</c>, then the message. They are what the trees hash.</summary>
internal static class AuditEntries
{
    /// <summary>The most subjects of one entry.</summary>
    public const int MostSubjects = 1_000;

    /// <summary>The longest text of an entry in characters.</summary>
    public const int LongestText = 200;

    // Otherwise a field that nobody knows would be written back, and pass for one of ours.
    private static readonly MessageParser<AuditEntry> Strict = AuditEntry.Parser.WithDiscardUnknownFields(true);

    private static ReadOnlySpan<byte> Magic => "AE1\n"u8;

    /// <summary>The bytes.</summary>
    public static byte[] Encode(AuditEntry entry) => [.. Magic, .. entry.ToByteArray()];

    /// <summary>Reads what <see cref="Encode"/> writes, and nothing else.</summary>
    /// <exception cref="FormatException">Any other bytes, or values outside their limits.</exception>
    public static AuditEntry Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            AuditEntry entry = bytes.StartsWith(Magic) ? Strict.ParseFrom(bytes[Magic.Length..]) : throw new FormatException("No audit entry.");
            return Problem(entry) is null && bytes.SequenceEqual(Encode(entry)) ? entry : throw new FormatException("The audit entry is malformed.");
        }
        catch (InvalidProtocolBufferException malformed)
        {
            throw new FormatException("The audit entry is malformed.", malformed);
        }
    }

    /// <summary>What is wrong with an entry; null where nothing is.</summary>
    public static string? Problem(AuditEntry entry) =>
        entry.Number < 0 || entry.Count < 1 ? "number, count"
        : entry.Subjects.Count > MostSubjects || entry.Subjects.Any(subject => subject.Length != AuditEdge.SubjectLength) ? "subjects"
        : entry.Subjects.Distinct().Count() != entry.Subjects.Count ? "subjects"
        : new[] { entry.System, entry.Network, entry.Action, entry.Code, entry.Purpose?.ItemCode ?? "" }.Any(text => text.Length > LongestText) ? "text"
        : null;

    /// <summary>The entry as the writer takes it.</summary>
    public static AuditLeaf LeafOf(AuditEntry entry) => new(Encode(entry), [.. entry.Subjects.Select(subject => subject.ToByteArray())]);
}
