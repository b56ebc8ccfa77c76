using Ledger.Crypto.Hashing;
using Ledger.Node.Log;

namespace Ledger.Node.Auditing;

/// <summary>Entries of the audit log, each with its proof, up to the newest commitment.</summary>
/// <param name="Entries">In order.</param>
/// <param name="Next">Where the next page begins; null where nothing more is committed to.</param>
/// <param name="Commitment">What the log says of the audit log; null before the first.</param>
/// <param name="Body">Body of the event that says it: with the proof of its leaf it leads to a signed checkpoint. Null where its body was lost.</param>
internal sealed record AuditPage(IReadOnlyList<AuditPage.ProvenEntry> Entries, long? Next, AuditCommitment? Commitment, byte[]? Body)
{
    /// <summary>One entry.</summary>
    /// <param name="Bytes">Exactly as hashed.</param>
    /// <param name="Proof">Inclusion in the SHA-256 tree that the commitment names.</param>
    internal sealed record ProvenEntry(byte[] Bytes, IReadOnlyList<Digest> Proof);
}
