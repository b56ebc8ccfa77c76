using Google.Protobuf;
using Ledger.Node.Auditing;
using Ledger.Node.Log;

namespace Ledger.Api.Auditing;

/// <summary>Writes what the auditor gets.</summary>
internal static class AuditAnswers
{
    /// <summary>A page.</summary>
    public static AuditPageResponse Of(AuditPage page) => new(
        [.. page.Entries.Select(Of)], page.Next, page.Commitment is AuditCommitment commitment ? Of(commitment, page.Body) : null);

    private static AuditCommitmentContract Of(AuditCommitment commitment, byte[]? body) => new(
        commitment.Index,
        body is null ? null : Convert.ToBase64String(body),
        commitment.Size,
        commitment.Sha256Root.ToBase64(),
        commitment.Sm3Root.ToBase64());

    private static AuditEntryContract Of(AuditPage.ProvenEntry proven)
    {
        AuditEntry entry = AuditEntries.Parse(proven.Bytes);
        return new AuditEntryContract(
            entry.Number,
            DateTimeOffset.FromUnixTimeMilliseconds(entry.Time),
            entry.Actor.ToString().ToLowerInvariant(),
            Text(entry.System),
            Hex(entry.Person),
            Text(entry.Network),
            entry.Action,
            [.. entry.Subjects.Select(subject => Convert.ToHexStringLower(subject.Span))],
            entry.Purpose is AuditPurpose purpose
                ? new AuditPurposeContract(Text(purpose.ItemCode), Hex(purpose.CaseNumber), Hex(purpose.Organisation), Hex(purpose.Use))
                : null,
            entry.Status,
            Text(entry.Code),
            Convert.ToHexStringLower(entry.Trace.Span),
            entry.Count,
            Convert.ToHexStringLower(entry.Key.Span),
            Convert.ToBase64String(proven.Bytes),
            [.. proven.Proof.Select(hash => hash.ToBase64())]);
    }

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static string? Hex(ByteString bytes) => bytes.Length == 0 ? null : Convert.ToHexStringLower(bytes.Span);
}
