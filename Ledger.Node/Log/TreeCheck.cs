using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// Computes a tree from its leaves a second time, upward from the stored bytes: leaves → tiles of level 0 → tiles above → root.
/// Shares no state, no cache and no way of computing with <see cref="GrowingTree"/>, which appends.
/// </summary>
/// <param name="tiles">Where the tree lies.</param>
/// <param name="entries">Where its leaves lie.</param>
/// <param name="row">Reads a row, or null.</param>
/// <param name="size">Number of leaves: no row may hold more.</param>
internal sealed class TreeCheck(TileColumn tiles, EntryColumn entries, Func<Column, byte[], byte[]?> row, long size)
{
    private readonly Dictionary<(int Level, long Number), TileExpansion> _tiles = [];

    /// <summary>Recomputes all that the leaves from <paramref name="from"/> on have completed, and whatever shares a row with it.</summary>
    /// <returns>Null, or what is wrong first: a stored hash that differs, a row that is missing, too short or too long.</returns>
    public string? Difference(long from)
    {
        for (long number = from / TilePath.Width; number * TilePath.Width < size; number++)
        {
            if (Leaves(number) is string difference)
            {
                return difference;
            }
        }

        for (int level = 1; size >> (TilePath.LevelsPerTile * level) > 0; level++)
        {
            for (long index = from >> (TilePath.LevelsPerTile * level); index < size >> (TilePath.LevelsPerTile * level); index++)
            {
                if (Above(level, index) is string difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    /// <summary>Recomputes the last hash of every tile level but the lowest from the tile below it.</summary>
    /// <returns>Null, or what is wrong first.</returns>
    public string? EdgeDifference()
    {
        for (int level = 1; size >> (TilePath.LevelsPerTile * level) > 0; level++)
        {
            if (Above(level, (size >> (TilePath.LevelsPerTile * level)) - 1) is string difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>The root of the first leaves, from every hash of the tiles at the right edge.</summary>
    /// <exception cref="StoreException">A tile is missing, too short or too long.</exception>
    public Digest Root(long first) => MerkleTree.Root(tiles.Hasher, first, Read);

    private Digest Read(int level, long index)
    {
        int within = level % TilePath.LevelsPerTile;
        int nodes = TilePath.LevelsPerTile - within;
        return Tile(level / TilePath.LevelsPerTile, index >> nodes).Node(within, (int)(index & ((1L << nodes) - 1)));
    }

    private string? Leaves(long number)
    {
        int width = (int)Math.Min(TilePath.Width, size - (number * TilePath.Width));
        byte[] bundle = row(entries.Column, entries.Key(number)) ?? [];
        IReadOnlyList<ReadOnlyMemory<byte>> leaves;
        try
        {
            leaves = EntryBundle.Parse(bundle);
        }
        catch (FormatException)
        {
            return $"{entries.Column}: bundle {number} is damaged";
        }

        if (leaves.Count != width)
        {
            return $"{entries.Column}: bundle {number} has {leaves.Count} leaves, not {width}";
        }

        TileExpansion tile = Tile(level: 0, number);
        Digest[] hashes = tiles.Hasher.Leaves(leaves);
        for (int i = 0; i < width; i++)
        {
            if (hashes[i] != tile.Node(level: 0, i))
            {
                return $"{tiles.Column}: leaf {(number * TilePath.Width) + i}";
            }
        }

        return null;
    }

    private string? Above(int level, long index)
    {
        Digest computed = Tile(level - 1, index).Node(TilePath.LevelsPerTile, 0);
        Digest stored = Tile(level, index / TilePath.Width).Node(level: 0, (int)(index % TilePath.Width));
        return computed == stored ? null : $"{tiles.Column}: tile {index} at level {level - 1}";
    }

    private TileExpansion Tile(int level, long number)
    {
        if (!_tiles.TryGetValue((level, number), out TileExpansion? tile))
        {
            long width = Math.Min(TilePath.Width, (size >> (TilePath.LevelsPerTile * level)) - (number * TilePath.Width));
            byte[] bytes = row(tiles.Column, tiles.Key(level, number)) ?? [];
            tile = bytes.Length == width * Digest.Length ? new TileExpansion(tiles.Hasher, bytes) : throw new StoreException(
                $"{tiles.Column}: tile {number} at level {level} has {bytes.Length} bytes, not those of {width} hashes.");
            _tiles.Add((level, number), tile);
        }

        return tile;
    }
}
