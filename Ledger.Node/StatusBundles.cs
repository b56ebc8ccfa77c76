using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Anchoring;
using Ledger.Node.Federation;
using Ledger.Node.Log;

namespace Ledger.Node;

/// <summary>Puts together the proof that travels with a licence: the log's part, and the newest final anchor under the same head.</summary>
internal static class StatusBundles
{
    /// <summary>The bundle of one key under a signed checkpoint.</summary>
    /// <param name="ledger">The log.</param>
    /// <param name="anchors">Its anchors, or null without a chain.</param>
    /// <param name="mapKey">The key.</param>
    /// <param name="under">The checkpoint, with its cosignatures.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.Quarantined"/>; <see cref="LedgerError.Waiting"/>.</exception>
    public static StatusBundle Make(LedgerWriter ledger, AnchorJournal? anchors, Digest mapKey, ShownHead under)
    {
        ledger.RequireTrusted();
        using LedgerRead rows = ledger.Read();
        LogProofs proofs = new(rows, under.Head);
        StatusProof status = proofs.Status(mapKey, StatusBundle.MaxEvents);
        return new StatusBundle(
            status.Head.Checkpoint.Origin,
            under.Note,
            SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(status.Head.Sm3Note)),
            status.Head.MapCommit,
            status.MapCommitPath,
            status.MapCommitSm3Path,
            status.MapKey,
            status.Entry,
            status.MapProof,
            [.. status.Events.Select(EventOf)],
            anchors?.LatestFinal(status.Head.Size) is AnchorRecord anchor ? AnchorOf(anchor, proofs, status.Head.Size) : null);
    }

    /// <summary>
    /// Only the first body is shown, which a verifier compares with the document, that which names a made seal, that of a key's
    /// compromise, which says from where on, and that of an end, which says how; the others speak for themselves.
    /// </summary>
    private static BundledEvent EventOf(ProvenEvent proven, int place)
    {
        EventLeaf leaf = EventLeaf.Parse(proven.Leaf);
        bool isShown = place == 0 || leaf.Type is EventType.SealMade or EventType.KeyCompromised or EventType.Revoke;
        return new BundledEvent(proven.Index, leaf, proven.Path, isShown && proven.Body is byte[] body ? body : (ReadOnlyMemory<byte>?)null);
    }

    private static BundledAnchor AnchorOf(AnchorRecord record, LogProofs proofs, long size) => new(
        record.ChainId,
        record.Contract.Span.ToArray(),
        record.Anchor.Size,
        record.Anchor.ShaRoot,
        record.Anchor.Sm3Root,
        record.Anchor.MapRoot,
        record.Anchor.NoteHash,
        record.Anchor.Time,
        record.Transaction,
        record.Block,
        proofs.Consistency(MerkleHasher.Sha256, record.Anchor.Size, size));
}
