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
    public const int TileWidth = TilePath.Width;

    private const int MaxTileLevel = 7;
    private readonly LedgerRead _rows;
    private readonly LogHead? _head;
    private readonly long _size;

    /// <summary>Proves under the newest signed checkpoint of these rows; they stay the caller's.</summary>
    public LogProofs(LedgerRead rows)
    {
        _rows = rows;
        _head = rows.Head;
        _size = _head?.Size ?? (rows.Get(Column.Meta, LogRows.SizeKey) is byte[] row ? LogRows.ReadNumber(row) : 0);
    }

    /// <summary>Proves under an earlier signed checkpoint of the same log: everything is as it was then.</summary>
    /// <param name="rows">Rows of that checkpoint or a later one; they stay the caller's.</param>
    /// <param name="head">The checkpoint.</param>
    /// <exception cref="ArgumentException">The rows are older than the checkpoint.</exception>
    public LogProofs(LedgerRead rows, LogHead head)
    {
        if (rows.Head is null || head.Size > rows.Head.Size)
        {
            throw new ArgumentException("The rows are older than the checkpoint.", nameof(rows));
        }

        _rows = rows;
        _head = head;
        _size = head.Size;
    }

    /// <summary>The signed checkpoint that everything is proven against.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: there is none.</exception>
    public LogHead Head => _head ?? throw new LedgerException(
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
        RequireReached(level, index, width, _size);
        return Tree(hasher).Tile(level, index, width);
    }

    /// <summary>The first leaves of an entry bundle, each behind its length in two bytes.</summary>
    /// <param name="index">Number of the bundle.</param>
    /// <param name="width">1 to 256 leaves.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> when the log is not that far.</exception>
    public byte[] Entries(long index, int width)
    {
        RequireReached(level: 0, index, width, _size);
        return LogEntries.Own(_rows).Bundle(index, width);
    }

    /// <summary>The status of a subject under the head, or the proof that the log knows none.</summary>
    /// <param name="mapKey">The subject.</param>
    /// <param name="maxEvents">At most so many of its newest events.</param>
    public StatusProof Status(Digest mapKey, int maxEvents)
    {
        LogHead head = Head;
        StatusEntry? entry = Statuses.EntryOf(mapKey);
        return new StatusProof(
            head,
            Inclusion(MerkleHasher.Sha256, head.Size - 1, head.Size),
            Inclusion(MerkleHasher.Sm3, head.Size - 1, head.Size),
            mapKey,
            entry,
            Statuses.Prove(head.Map, mapKey),
            [.. History(entry?.LastIndex).Take(maxEvents).Reverse()]);
    }

    /// <summary>Index of a subject's newest event under the checkpoint, or null where it has none.</summary>
    public long? LastIndexOf(Digest mapKey) => Statuses.EntryOf(mapKey)?.LastIndex;

    private StatusRows Statuses => new(_rows, _size);

    private IEnumerable<ProvenEvent> History(long? newest) => LogEntry.Back(_rows, newest).Select(
        entry => new ProvenEvent(entry.Index, entry.Event!.Encode(), Inclusion(MerkleHasher.Sha256, entry.Index, Head.Size), entry.Body));

    private LogTree Tree(MerkleHasher hasher) => hasher == MerkleHasher.Sha256 ? LogTree.Sha256(_rows) : LogTree.Sm3(_rows);

    /// <summary>Refuses a tile or bundle that a log of so many leaves does not have.</summary>
    /// <param name="level">Tile level; 0 for a bundle.</param>
    /// <param name="index">Its number.</param>
    /// <param name="width">How many of its places are asked for.</param>
    /// <param name="size">Leaves in the log.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    internal static void RequireReached(int level, long index, int width, long size)
    {
        Require(level is >= 0 and <= MaxTileLevel);
        long available = size >> (TilePath.LevelsPerTile * level);
        Require(width is > 0 and <= TileWidth && index >= 0 && index <= available / TileWidth);
        Require((index * TileWidth) + width <= available);
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
