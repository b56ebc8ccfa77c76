using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>The events of a status bundle: that they stand in the log, follow each other, and lead to the proven status.</summary>
internal static class EventHistory
{
    /// <summary>Whether the bundle shows every event of its key; it holds the newest <see cref="StatusBundle.MaxEvents"/> at most.</summary>
    public static bool IsWhole(StatusBundle bundle) => bundle.Events.Count == (bundle.Status?.Version ?? 0);

    /// <summary>Whether the events lead to the bundle's status, or to its absence.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="size">Size of the verified checkpoint.</param>
    /// <param name="root">Root of its SHA-256 tree.</param>
    public static bool AddsUp(StatusBundle bundle, long size, Digest root)
    {
        bool whole = IsWhole(bundle);
        StatusEntry? folded = null;
        long? previous = null;
        for (int i = 0; i < bundle.Events.Count; i++)
        {
            BundledEvent step = bundle.Events[i];
            bool follows = step.Leaf.PreviousIndex == previous || (i == 0 && !whole);
            if (!follows || !IsInTheLog(step, bundle.MapKey, size, root))
            {
                return false;
            }

            previous = step.Index;
            folded = whole ? StatusEntry.After(folded, step.Leaf, step.Index) : null;
            if (whole && folded is null)
            {
                return false;
            }
        }

        // Without the oldest events the chain of hashes has no beginning to fold from.
        return whole ? folded == bundle.Status : previous == bundle.Status!.LastIndex;
    }

    /// <summary>
    /// The entry after the events up to a moment, by the log's own times, and those events. Null where the bundle does not show
    /// all of them, or their times do not run forward up to the map commit's: then no moment parts them.
    /// </summary>
    public static PastStatus? At(StatusBundle bundle, DateTimeOffset moment)
    {
        DateTimeOffset[] times = [.. bundle.Events.Select(step => step.Leaf.Time), bundle.MapCommit.Time];
        if (!IsWhole(bundle) || times.Zip(times.Skip(1)).Any(pair => pair.First > pair.Second))
        {
            return null;
        }

        BundledEvent[] until = [.. bundle.Events.TakeWhile(step => step.Leaf.Time <= moment)];
        return new PastStatus(until.Aggregate((StatusEntry?)null, (entry, step) => StatusEntry.After(entry, step.Leaf, step.Index)), until);
    }

    private static bool IsInTheLog(BundledEvent step, Digest mapKey, long size, Digest root) =>
        step.Leaf.MapKey == mapKey
        && (step.Body is not { } body || step.Leaf.IsOf(body.Span))
        && InclusionProof.Verify(
            MerkleHasher.Sha256, MerkleHasher.Sha256.Leaf(step.Leaf.Encode()), step.Index, size, [.. step.Path], root);
}
