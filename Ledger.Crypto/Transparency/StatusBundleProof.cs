using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// Follows a status bundle from the log's two signatures down to the status of one key, or to its absence. Needs nothing
/// but the bundle and the log's public keys; says nothing about how old it may be.
/// </summary>
public static class StatusBundleProof
{
    /// <summary>The first link that does not hold, or null when all of them do.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="mapKey">The key that was asked for.</param>
    /// <param name="origin">The log that was asked.</param>
    /// <param name="ed25519">Key of its SHA-256 tree.</param>
    /// <param name="sm2">Key of its SM3 twin.</param>
    public static AuditDifference? FirstFault(
        StatusBundle bundle, Digest mapKey, string origin, NoteVerifier ed25519, NoteVerifier sm2)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        if (bundle.MapKey != mapKey || bundle.Origin != origin)
        {
            return new("证明回答的不是所问的对象。", "The bundle answers another question than was asked.");
        }

        if (Signed(bundle.Checkpoint, ed25519, origin) is not Checkpoint sha256
            || Signed(bundle.Sm3Checkpoint, sm2, origin + "/sm3") is not Checkpoint sm3
            || sha256.Size != sm3.Size)
        {
            return new($"两个检查点不是 {origin} 的密钥对同一大小所签。", $"The two checkpoints are not signed by the keys of {origin} at one size.");
        }

        if (!IsLast(bundle, sha256, sm3))
        {
            return new("MapCommit 不是两棵树检查点下的最后一叶。", "The MapCommit is not the last leaf under both checkpoints.");
        }

        if (!MapSays(bundle))
        {
            return new("状态图不证明该状态。", "The status map does not prove the status.");
        }

        return EventsAddUp(bundle, sha256) ? null : new("事件与状态不符。", "The events do not add up to the status.");
    }

    /// <summary>
    /// Whether the bundle shows all events of its key; a bundle holds the newest <see cref="StatusBundle.MaxEvents"/>.
    /// </summary>
    public static bool ShowsAllEvents(StatusBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return bundle.Events.Count == (bundle.Status?.Version ?? 0);
    }

    private static Checkpoint? Signed(SignedNote note, NoteVerifier key, string origin)
    {
        try
        {
            Checkpoint checkpoint = Checkpoint.Parse(note.Text);
            return checkpoint.Origin == origin && note.Verify(key).IsSignedBy(key) ? checkpoint : null;
        }
        catch (FormatException)
        {
            return null; // the caller names the refusal
        }
    }

    /// <summary>Rule L: only the last leaf under the signed checkpoint speaks for it; an older one would be stale.</summary>
    private static bool IsLast(StatusBundle bundle, Checkpoint sha256, Checkpoint sm3)
    {
        byte[] leaf = bundle.MapCommit.Encode();
        long index = sha256.Size - 1;
        return bundle.MapCommit.Index == index
            && InclusionProof.Verify(
                MerkleHasher.Sha256, MerkleHasher.Sha256.Leaf(leaf), index, sha256.Size, [.. bundle.MapCommitPath], sha256.Root)
            && InclusionProof.Verify(
                MerkleHasher.Sm3, MerkleHasher.Sm3.Leaf(leaf), index, sm3.Size, [.. bundle.MapCommitSm3Path], sm3.Root);
    }

    private static bool MapSays(StatusBundle bundle) => bundle.Status is StatusEntry entry
        ? bundle.MapProof.VerifyInclusion(MerkleHasher.Sm3, bundle.MapKey, entry.ValueHash(), bundle.MapCommit.MapRoot)
        : bundle.MapProof.VerifyAbsence(MerkleHasher.Sm3, bundle.MapKey, bundle.MapCommit.MapRoot);

    private static bool EventsAddUp(StatusBundle bundle, Checkpoint checkpoint)
    {
        uint version = bundle.Status?.Version ?? 0;
        if (bundle.Events.Count != long.Min(version, StatusBundle.MaxEvents))
        {
            return false;
        }

        StatusEntry? folded = null;
        long? previous = null;
        for (int i = 0; i < bundle.Events.Count; i++)
        {
            BundledEvent step = bundle.Events[i];
            bool follows = step.Leaf.PreviousIndex == previous || (i == 0 && !ShowsAllEvents(bundle));
            if (!follows
                || step.Leaf.MapKey != bundle.MapKey
                || (step.Body is { } body && !step.Leaf.IsOf(body.Span))
                || !InclusionProof.Verify(
                    MerkleHasher.Sha256,
                    MerkleHasher.Sha256.Leaf(step.Leaf.Encode()),
                    step.Index,
                    checkpoint.Size,
                    [.. step.Path],
                    checkpoint.Root))
            {
                return false;
            }

            previous = step.Index;
            folded = ShowsAllEvents(bundle) ? StatusEntry.After(folded, step.Leaf, step.Index) : folded;
        }

        // Without the oldest events the chain of hashes has no beginning to fold from.
        return ShowsAllEvents(bundle) ? folded == bundle.Status : previous == bundle.Status!.LastIndex;
    }
}
