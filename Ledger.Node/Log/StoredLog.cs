using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>The stored log as a start finds it: read for the writer to go on from, and compared with itself meanwhile.</summary>
internal sealed class StoredLog(LedgerRead rows)
{
    private const int TailLeaves = 1024;
    private readonly LogEntries _entries = LogEntries.Own(rows);

    /// <summary>The size that the database says it has.</summary>
    /// <exception cref="FormatException">The row is malformed.</exception>
    public long Size { get; } = rows.Get(Column.Meta, LogRows.SizeKey) is byte[] row ? LogRows.ReadNumber(row) : 0;

    /// <summary>Where the log ends.</summary>
    /// <exception cref="QuarantineException">Leaves, bodies, hashes, status rows and the last MapCommit do not fit together.</exception>
    /// <exception cref="StoreException">Something is missing or damaged.</exception>
    public LogEdge ReadEdge()
    {
        QuarantineException.Unless(
            _entries.Find(Size) is null,
            $"数据库中存在超出记录大小 {Size} 的条目。",
            $"The database holds a leaf beyond its size {Size}.");
        return Size == 0 ? LogEdge.Empty : ReadLeaves();
    }

    /// <summary>Whether at most one group lies behind a size. A group ends with its only MapCommit.</summary>
    public bool IsOneGroupBehind(long size) => !_entries.From(size, Size - 1).Any(leaf => MapCommit.Is(leaf.Span));

    private LogEdge ReadLeaves()
    {
        MapCommit last = MapCommit.Parse(_entries.Leaf(Size - 1).Span);
        LogTree sha256 = LogTree.Sha256(rows);
        LogTree sm3 = LogTree.Sm3(rows);
        CheckTail();
        CheckHashes(TileColumn.Sha256);
        CheckHashes(TileColumn.Sm3);
        (StatusMap map, KnownStatuses known) = StatusRows.ReadMap(rows);
        QuarantineException.Unless(
            last.Index == Size - 1 && last.Sha256Root == sha256.Root(Size - 1) && last.Sm3Root == sm3.Root(Size - 1),
            "最后一个条目所记的两个树根与存储的树不符。",
            "The last leaf does not commit to the stored trees.");
        QuarantineException.Unless(
            last.MapRoot == map.Root, "由状态行重建的状态图与最后条目所记不符。", "The status rows do not give the map that the last leaf commits to.");
        return new LogEdge(_entries.Edge(Size), sha256.Edge(Size), sm3.Edge(Size), map, last) { Known = known };
    }

    private void CheckTail()
    {
        long index = Math.Max(0, Size - TailLeaves);
        foreach (ReadOnlyMemory<byte> leaf in _entries.From(index, Size))
        {
            byte[]? body = rows.Get(Column.Bodies, LogRows.Number(index));
            bool fits = MapCommit.Is(leaf.Span) ? body is null
                : body is null ? rows.Get(Column.LostBodies, LogRows.Number(index)) is not null
                : EventLeaf.Parse(leaf.Span).IsOf(body);
            QuarantineException.Unless(fits, $"条目 {index} 的内容与其哈希不符。", $"The body of leaf {index} does not fit its hashes.");
            index++;
        }
    }

    private void CheckHashes(TileColumn tiles)
    {
        TreeCheck tree = new(tiles, EntryColumn.Own, (column, key) => rows.Get(column, key), Size);
        string? difference = tree.EdgeDifference() ?? tree.Difference(Math.Max(0, Size - TailLeaves));
        QuarantineException.Unless(
            difference is null, $"存储的哈希与条目不符:{difference}。", $"A stored hash does not fit its leaves: {difference}.");
    }
}
