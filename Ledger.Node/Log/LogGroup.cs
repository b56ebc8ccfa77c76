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
    private readonly List<byte[]> _leaves = [];

    /// <summary>Whether events were appended.</summary>
    public bool HasEvents => Count > 0;

    /// <summary>Number of events appended.</summary>
    public int Count => _leaves.Count;

    /// <summary>Begins a turn that sees what the turns kept so far have changed.</summary>
    public LedgerWrite Open(RequestKey? request) => new(store, batch, _leaves, events, origin, time, edge.Size + Count, request);

    /// <summary>Keeps what a turn changed. A turn that is not kept has left nothing.</summary>
    public void Keep(LedgerWrite turn)
    {
        batch.Absorb(turn.Changes);
        _subjects.UnionWith(turn.Subjects);
        _leaves.AddRange(turn.Leaves);
    }

    /// <summary>
    /// Adds the MapCommit, the bundles and the tiles of both trees to the batch, and computes both trees a second time from what
    /// the batch now holds. Nothing is signed that two different ways of computing do not agree upon.
    /// </summary>
    /// <returns>The edge behind the group.</returns>
    /// <exception cref="InvalidOperationException">The two computations differ: a fault of this machine or program.</exception>
    public LogEdge Seal()
    {
        LogEdge next = Grow();
        return Difference(next) is string difference
            ? throw new InvalidOperationException($"Two computations of the tree differ ({difference}): nothing was signed.")
            : next;
    }

    /// <summary>First half of <see cref="Seal"/>: appends, and puts the rows that this changes into the batch.</summary>
    internal LogEdge Grow()
    {
        LogEdge next = edge.Copy();
        _leaves.ForEach(leaf => Append(next, leaf));
        StatusMap map = edge.Map.With(_subjects.Select(subject => (subject, ValueOf(subject))));
        MapCommit commit = new(
            edge.Last is null ? 0 : edge.Last.Epoch + 1, next.Size, time, map.Root, next.Sha256.Root(), next.Sm3.Root());
        Append(next, commit.Encode());
        next.Entries.Put(batch.Put);
        next.Sha256.Put(batch.Put);
        next.Sm3.Put(batch.Put);
        batch.Put(Column.Meta, LogRows.SizeKey, LogRows.Number(next.Size));
        return next with { Map = map, Last = commit };
    }

    /// <summary>Second half of <see cref="Seal"/>: computes both trees from the bytes in the batch, and compares.</summary>
    /// <returns>Null, or what differs first.</returns>
    internal string? Difference(LogEdge next)
    {
        bool isSizeRight = Row(Column.Meta, LogRows.SizeKey).AsSpan().SequenceEqual(LogRows.Number(next.Size));
        return isSizeRight
            ? Difference(TileColumn.Sha256, next.Size, next.Sha256.Root(), next.Last!.Sha256Root)
                ?? Difference(TileColumn.Sm3, next.Size, next.Sm3.Root(), next.Last.Sm3Root)
            : "size";
    }

    private string? Difference(TileColumn tiles, long size, Digest root, Digest committed)
    {
        try
        {
            TreeCheck check = new(tiles, EntryColumn.Own, Row, size);
            return check.Difference(edge.Size)
                ?? (check.Root(size) != root || check.Root(size - 1) != committed ? $"{tiles.Column}: root" : null);
        }
        catch (StoreException missing)
        {
            return missing.Message;
        }
    }

    private static void Append(LogEdge next, byte[] leaf)
    {
        next.Entries.Append(leaf);
        next.Sha256.Append(MerkleHasher.Sha256.Leaf(leaf));
        next.Sm3.Append(MerkleHasher.Sm3.Leaf(leaf));
    }

    private Digest ValueOf(Digest subject) => batch.TryGet(Column.StatusEntries, subject.ToArray(), out byte[]? row) && row is not null
        ? LogRows.ReadStatusEntry(row).ValueHash()
        : throw new InvalidOperationException($"The group has no status of {subject}.");

    // Upper tiles that did not change are not in the batch: they are read from the disk, as the next start will.
    private byte[]? Row(Column column, byte[] key) => batch.TryGet(column, key, out byte[]? row) ? row : store.Get(column, key);
}
