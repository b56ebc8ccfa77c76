using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Presentations;

/// <summary>
/// What the issuer's node says of the licence's status when it signs a presentation: its word, with the checkpoint that it had then. The
/// whole proof does not fit a code; who is online can ask the log for it and compare.
/// </summary>
/// <param name="Status">The status.</param>
/// <param name="CheckpointTime">When the checkpoint was signed, to the millisecond; the word itself is as of the presentation's issue.</param>
/// <param name="Size">Leaves under the checkpoint.</param>
/// <param name="Root">Its SHA-256 root.</param>
public sealed record PresentedStatus(SubjectStatus Status, DateTimeOffset CheckpointTime, long Size, Digest Root)
{
    /// <summary>Whether the licence is in force by this.</summary>
    public bool IsInForce => Status is SubjectStatus.Valid or SubjectStatus.Disputed;
}
