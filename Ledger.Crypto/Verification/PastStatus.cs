using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>What a proven history says about a moment.</summary>
/// <param name="Entry">The status then; null before the first event, when the log did not have the subject yet.</param>
/// <param name="Events">The events up to then, the oldest first.</param>
public sealed record PastStatus(StatusEntry? Entry, IReadOnlyList<BundledEvent> Events)
{
    /// <summary>Whether the licence had been changed by then: a document of before no longer counted.</summary>
    public bool IsAmended => Events.Any(step => step.Leaf.Type == EventType.Amend);

    internal ProvenStanding Standing => new(Entry?.Status, IsAmended, ProvenEnd.In(Events));
}
