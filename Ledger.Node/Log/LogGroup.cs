using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>Some turns that reach the disk together, under one checkpoint; their changes gather in the batch.</summary>
internal sealed class LogGroup(
    StateStore store, WriteBatch batch, LogEdge edge, EventCatalogue events, string origin, DateTimeOffset time)
{
    private readonly HashSet<Digest> _subjects = [];
    private long _size = edge.Size;

    /// <summary>Whether events were appended.</summary>
    public bool HasEvents => _size > edge.Size;

    /// <summary>Begins a turn that sees what the turns kept so far have changed.</summary>
    public LedgerWrite Open(RequestKey? request) => new(store, batch, events, origin, time, _size, request);

    /// <summary>Keeps what a turn changed. A turn that is not kept has left nothing.</summary>
    public void Keep(LedgerWrite turn)
    {
        batch.Absorb(turn.Changes);
        _subjects.UnionWith(turn.Subjects);
        _size += turn.Count;
    }

    /// <summary>
    /// Adds the MapCommit and the hashes of both trees to the batch, and computes both trees a second time from what the batch
    /// now holds. Nothing is signed that two different ways of computing do not agree upon.
    /// </summary>
    /// <returns>The edge behind the group.</returns>
    /// <exception cref="InvalidOperationException">The two computations differ: a fault of this machine or program.</exception>
    public LogEdge Seal()
    {
        CompactRange sha256 = edge.Sha256.Clone();
        CompactRange sm3 = edge.Sm3.Clone();
        for (long index = edge.Size; index < _size; index++)
        {
            Hash(sha256, sm3, LeafOf(index));
        }

        StatusMap map = edge.Map.With(_subjects.Select(subject => (subject, ValueOf(subject))));
        MapCommit commit = new(
            edge.Last is null ? 0 : edge.Last.Epoch + 1, _size, time, map.Root, sha256.Root(), sm3.Root());
        batch.Put(Column.Leaves, LogRows.Number(_size), commit.Encode());
        Hash(sha256, sm3, commit.Encode());
        batch.Put(Column.Meta, LogRows.SizeKey, LogRows.Number(_size + 1));
        LogEdge next = new(sha256, sm3, map, commit);
        Check(next);
        return next;
    }

    private void Check(LogEdge next)
    {
        using LedgerWrite rows = Open(request: null);
        Check(LogTree.Sha256(rows), next.Sha256.Root(), next.Last!.Sha256Root, next.Size);
        Check(LogTree.Sm3(rows), next.Sm3.Root(), next.Last.Sm3Root, next.Size);
    }

    private void Check(LogTree tree, Digest root, Digest committed, long size)
    {
        string? difference = tree.Difference(edge.Size, size);
        if (difference is not null || tree.Root(size) != root || tree.Root(size - 1) != committed)
        {
            throw new InvalidOperationException($"Two computations of the tree differ ({difference ?? "root"}): nothing was signed.");
        }
    }

    private void Hash(CompactRange sha256, CompactRange sm3, byte[] leaf)
    {
        sha256.Append(MerkleHasher.Sha256.Leaf(leaf), (level, index, hash) =>
            batch.Put(Column.Sha256Hashes, LogRows.HashKey(level, index), hash.ToArray()));
        sm3.Append(MerkleHasher.Sm3.Leaf(leaf), (level, index, hash) =>
            batch.Put(Column.Sm3Hashes, LogRows.HashKey(level, index), hash.ToArray()));
    }

    private Digest ValueOf(Digest subject) => LogRows.ReadStatusEntry(Changed(Column.StatusEntries, subject.ToArray())).ValueHash();

    private byte[] LeafOf(long index) => Changed(Column.Leaves, LogRows.Number(index));

    private byte[] Changed(Column column, byte[] key) => batch.TryGet(column, key, out byte[]? row) && row is not null
        ? row
        : throw new InvalidOperationException($"The group has no row {Convert.ToHexStringLower(key)} in {column}.");
}
