using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// A stored tree as readers see it: tiles, and every complete subtree's hash for proofs. What is inside the tiles is computed
/// once and kept in the store's cache. Cheap to make; for one thread, as its rows are.
/// </summary>
/// <param name="rows">Where to read; the tree is as large there as it was at that moment.</param>
/// <param name="column">Which tree.</param>
internal sealed class LogTree(LedgerRead rows, TileColumn column)
{
    /// <summary>The hash of this tree.</summary>
    public MerkleHasher Hasher => column.Hasher;

    /// <summary>This node's SHA-256 tree.</summary>
    public static LogTree Sha256(LedgerRead rows) => new(rows, TileColumn.Sha256);

    /// <summary>Its SM3 twin.</summary>
    public static LogTree Sm3(LedgerRead rows) => new(rows, TileColumn.Sm3);

    /// <summary>The first hashes of a tile: 32 bytes each. A partial tile is the beginning of the full one.</summary>
    /// <param name="level">Tile level, from 0: its hashes are those of subtrees of 256^level leaves.</param>
    /// <param name="number">Number of the tile within its level.</param>
    /// <param name="width">1 to 256 hashes.</param>
    /// <exception cref="StoreException">It is missing, or shorter.</exception>
    public byte[] Tile(int level, long number, int width)
    {
        byte[] tile = Row(level, number);
        int length = width * Digest.Length;
        return tile.Length == length ? tile : tile.Length > length ? tile[..length] : throw Missing(level, number);
    }

    /// <summary>The hash of a complete subtree: a <see cref="ReadHash"/>.</summary>
    /// <exception cref="StoreException">It is not stored.</exception>
    public Digest Read(int level, long index)
    {
        int tileLevel = level / TilePath.LevelsPerTile;
        int within = level % TilePath.LevelsPerTile;
        int nodes = TilePath.LevelsPerTile - within; // so many bits of the index say which of the tile's subtrees
        long number = index >> nodes;
        int place = (int)(index & ((1L << nodes) - 1));
        return Expansion(tileLevel, number, within, place).Node(within, place);
    }

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="StoreException">A hash is missing.</exception>
    public Digest Root(long size) => MerkleTree.Root(Hasher, size, Read);

    /// <summary>The first <paramref name="size"/> leaves as a writer goes on from them.</summary>
    /// <exception cref="StoreException">A hash is missing.</exception>
    public GrowingTree Edge(long size)
    {
        List<GrowingRow> levels = [];
        for (long left = size; left > 0; left >>= TilePath.LevelsPerTile)
        {
            int width = (int)(left % TilePath.Width);
            levels.Add(new GrowingRow(left, width == 0 ? [] : Tile(levels.Count, left / TilePath.Width, width)));
        }

        return new GrowingTree(column, new CompactRange(Hasher, size, Read), levels);
    }

    private TileExpansion Expansion(int level, long number, int within, int place)
    {
        Span<byte> key = stackalloc byte[column.KeyLength];
        column.WriteKey(key, level, number);
        GrownCache? cache = rows.GrownCacheOf(column.Column);
        TileExpansion? known = cache?.Get<TileExpansion>(column.Column, key);
        if (known?.Has(within, place) == true)
        {
            return known;
        }

        TileExpansion grown = new(Hasher, Row(level, number), known);
        if (grown.Width > (known?.Width ?? 0))
        {
            cache?.Put(column.Column, key, grown, TileExpansion.Bytes);
        }

        return grown.Has(within, place) ? grown : throw Missing(level, number);
    }

    private byte[] Row(int level, long number) =>
        rows.Get(column.Column, column.Key(level, number)) is { Length: > 0 and <= TilePath.Width * Digest.Length } tile
        && tile.Length % Digest.Length == 0
            ? tile
            : throw Missing(level, number);

    private StoreException Missing(int level, long number) =>
        new($"{column.Column}: tile {number} at level {level} is missing, too short or damaged.");
}
