namespace Ledger.Node.Anchoring;

/// <summary>How far anchoring is, for people and monitoring.</summary>
/// <param name="AnchoredSize">Entries under the newest final anchor; 0 when there is none.</param>
/// <param name="HeadSize">Entries under the newest signed checkpoint.</param>
/// <param name="PendingSince">Since when there are entries without a final anchor; null when there are none.</param>
/// <param name="IsLate">Whether that is longer ago than the options allow.</param>
/// <param name="LastError">Why the last attempt did not get on, as a sentence; null when it did.</param>
/// <param name="Mismatch">What the chain has that this ledger cannot have written; then nothing is anchored any more.</param>
internal sealed record AnchorState(
    long AnchoredSize,
    long HeadSize,
    DateTimeOffset? PendingSince,
    bool IsLate,
    string? LastError,
    AnchorMismatch? Mismatch)
{
    /// <summary>What kind of failure <see cref="LastError"/> tells of; null where the chain only needs more time, or nothing failed.</summary>
    public EvmError? Failure { get; init; }
}
