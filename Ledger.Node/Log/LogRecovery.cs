using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// Gives a log that lost its newest leaves those that a mirror kept. The mirror has no bodies: what only they said is lost, while
/// both trees and every status go on as if nothing had happened.
/// </summary>
/// <param name="store">The store of an older moment.</param>
/// <param name="events">The complete catalogue.</param>
/// <param name="origin">Origin of the log.</param>
/// <param name="edge">Where the stored log ends.</param>
internal sealed class LogRecovery(StateStore store, EventCatalogue events, string origin, LogEdge edge)
{
    private const int LeavesPerBatch = 4096;
    private WriteBatch _batch = new();
    private long _written = edge.Size;

    /// <summary>Where the log ends now.</summary>
    public LogEdge Edge { get; private set; } = edge;

    /// <summary>Whether leaves behind the stored ones lead to roots that this log signed: asked before any of them is kept.</summary>
    /// <param name="leaves">All of them, in order.</param>
    /// <param name="sha256">Root of the SHA-256 tree, from a verified checkpoint of the size that they lead to.</param>
    /// <param name="sm3">Root of the SM3 tree, likewise.</param>
    public bool LeadTo(IReadOnlyList<ReadOnlyMemory<byte>> leaves, Digest sha256, Digest sm3)
    {
        LogEdge tried = Edge.Copy();
        foreach (ReadOnlyMemory<byte> leaf in leaves)
        {
            tried.Sha256.Append(MerkleHasher.Sha256.Leaf(leaf.Span));
            tried.Sm3.Append(MerkleHasher.Sm3.Leaf(leaf.Span));
        }

        return tried.Sha256.Root() == sha256 && tried.Sm3.Root() == sm3;
    }

    /// <summary>Takes the leaves up. A crash within leaves a beginning of them, with which a second recovery goes on.</summary>
    /// <param name="leaves">Leaves that <see cref="LeadTo"/> signed roots.</param>
    /// <returns>Number of events whose bodies are lost.</returns>
    /// <exception cref="FormatException">They are signed and break a rule all the same: this log was never right.</exception>
    public long Take(IReadOnlyList<ReadOnlyMemory<byte>> leaves)
    {
        long lost = 0;
        List<ReadOnlyMemory<byte>> group = [];
        foreach (ReadOnlyMemory<byte> leaf in leaves)
        {
            if (!MapCommit.Is(leaf.Span))
            {
                group.Add(leaf);
                continue;
            }

            TakeGroup(group, MapCommit.Parse(leaf.Span));
            lost += group.Count;
            group.Clear();
            if (Edge.Size - _written >= LeavesPerBatch)
            {
                Write();
            }
        }

        Write();
        return lost;
    }

    private void TakeGroup(List<ReadOnlyMemory<byte>> leaves, MapCommit commit)
    {
        LogGroup group = new(store, _batch, Edge, RecentRows.Unknown, events, origin, commit.Time);
        using (LedgerWrite write = group.Open(request: null))
        {
            leaves.ForEach(leaf => write.RecordLost(EventLeaf.Parse(leaf.Span)));
            write.Close();
            group.Keep(write);
        }

        LogEdge next = group.Seal();
        Edge = next.Last == commit ? next : throw new FormatException($"The MapCommit {commit.Index} commits to other roots.");
    }

    private void Write()
    {
        if (!_batch.IsEmpty)
        {
            store.Write(_batch);
            _batch = new WriteBatch();
            _written = Edge.Size;
        }
    }
}
