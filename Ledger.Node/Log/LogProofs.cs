using System.Buffers.Binary;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// Proofs out of the rows of one signed checkpoint. Nothing beyond its size is ever proven or shown. Without one (quarantine)
/// tiles and entries are shown as stored, since they claim nothing by themselves, and nothing is proven.
/// </summary>
internal sealed class LogProofs
{
    /// <summary>Hashes in a full tile, leaves in a full entry bundle (c2sp.org/tlog-tiles).</summary>
    public const int TileWidth = 256;

    private const int LevelsPerTile = 8;
    private const int MaxTileLevel = 7;
    private readonly LedgerRead _rows;
    private readonly long _size;

    /// <summary>Proves from these rows; they stay the caller's.</summary>
    public LogProofs(LedgerRead rows)
    {
        _rows = rows;
        _size = rows.Head?.Size ?? (rows.Get(Column.Meta, LogRows.SizeKey) is byte[] row ? LogRows.ReadNumber(row) : 0);
    }

    /// <summary>The signed checkpoint that everything is proven against.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: there is none.</exception>
    public LogHead Head => _rows.Head ?? throw new LedgerException(
        LedgerError.NotFound, "账本尚无已签署的检查点。", "The ledger has no signed checkpoint to prove against.");

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> unless 0 ≤ size ≤ head.</exception>
    public Digest Root(MerkleHasher hasher, long size)
    {
        Require(size >= 0 && size <= Head.Size);
        return Tree(hasher).Root(size);
    }

    /// <summary>The inclusion path of a leaf in the tree of a size; <see cref="InclusionProof"/> verifies it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> unless 0 ≤ index &lt; size ≤ head.</exception>
    public Digest[] Inclusion(MerkleHasher hasher, long index, long size)
    {
        Require(index >= 0 && index < size && size <= Head.Size);
        return InclusionProof.Prove(hasher, index, size, Tree(hasher).Read);
    }

    /// <summary>The path from one size's root to another's; <see cref="ConsistencyProof"/> verifies it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> unless 0 ≤ oldSize ≤ newSize ≤ head.</exception>
    public Digest[] Consistency(MerkleHasher hasher, long oldSize, long newSize)
    {
        Require(oldSize >= 0 && oldSize <= newSize && newSize <= Head.Size);
        return ConsistencyProof.Prove(hasher, oldSize, newSize, Tree(hasher).Read);
    }

    /// <summary>The first hashes of a tile: 32 bytes each. A partial tile is the beginning of the full one.</summary>
    /// <param name="hasher">Which tree.</param>
    /// <param name="level">Tile level, from 0: its hashes are those of subtrees of 256^level leaves.</param>
    /// <param name="index">Number of the tile within its level.</param>
    /// <param name="width">1 to 256 hashes.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> when the tree is not that far.</exception>
    public byte[] Tile(MerkleHasher hasher, int level, long index, int width)
    {
        Require(level is >= 0 and <= MaxTileLevel);
        long start = StartOf(index, width, _size >> (LevelsPerTile * level));
        LogTree tree = Tree(hasher);
        byte[] tile = new byte[width * Digest.Length];
        for (int i = 0; i < width; i++)
        {
            tree.Read(LevelsPerTile * level, start + i).CopyTo(tile.AsSpan(i * Digest.Length));
        }

        return tile;
    }

    /// <summary>The first leaves of an entry bundle, each behind its length in two bytes.</summary>
    /// <param name="index">Number of the bundle.</param>
    /// <param name="width">1 to 256 leaves.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> when the log is not that far.</exception>
    public byte[] Entries(long index, int width)
    {
        long start = StartOf(index, width, _size);
        using MemoryStream bundle = new();
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        for (int i = 0; i < width; i++)
        {
            byte[] leaf = Row(Column.Leaves, start + i);
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)leaf.Length);
            bundle.Write(length);
            bundle.Write(leaf);
        }

        return bundle.ToArray();
    }

    /// <summary>The status of a subject under the head, or the proof that the log knows none.</summary>
    /// <param name="mapKey">The subject.</param>
    /// <param name="maxEvents">At most so many of its newest events.</param>
    public StatusProof Status(Digest mapKey, int maxEvents)
    {
        LogHead head = Head;
        StatusEntry? entry = _rows.Get(Column.StatusEntries, mapKey.Span) is byte[] row ? LogRows.ReadStatusEntry(row) : null;
        return new StatusProof(
            head,
            Inclusion(MerkleHasher.Sha256, head.Size - 1, head.Size),
            Inclusion(MerkleHasher.Sm3, head.Size - 1, head.Size),
            mapKey,
            entry,
            head.Map.Prove(mapKey),
            [.. History(entry?.LastIndex).Take(maxEvents).Reverse()]);
    }

    private IEnumerable<ProvenEvent> History(long? newest)
    {
        for (long? index = newest; index is long at;)
        {
            byte[] leaf = Row(Column.Leaves, at);
            yield return new ProvenEvent(
                at, leaf, Inclusion(MerkleHasher.Sha256, at, Head.Size), Row(Column.Bodies, at));
            index = EventLeaf.Parse(leaf).PreviousIndex;
        }
    }

    private LogTree Tree(MerkleHasher hasher) => hasher == MerkleHasher.Sha256 ? LogTree.Sha256(_rows) : LogTree.Sm3(_rows);

    private byte[] Row(Column column, long index) => _rows.Get(column, LogRows.Number(index))
        ?? throw new StoreException($"{column}: row {index} is missing.");

    private static long StartOf(long index, int width, long available)
    {
        Require(width is > 0 and <= TileWidth && index >= 0 && index <= available / TileWidth);
        Require((index * TileWidth) + width <= available);
        return index * TileWidth;
    }

    private static void Require(bool isThere)
    {
        if (!isThere)
        {
            throw new LedgerException(
                LedgerError.NotFound, "日志在当前检查点下没有所请求的部分。", "Under the present checkpoint the log has no such part.");
        }
    }
}
