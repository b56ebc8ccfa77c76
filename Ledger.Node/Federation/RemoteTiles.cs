using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Federation;

/// <summary>Proves from the tiles that a log serves that what it signed continues an earlier size, leaves aside.</summary>
internal static class RemoteTiles
{
    /// <summary>Whether the tiles show that one root's tree begins with another's.</summary>
    /// <param name="read">Reads a part of the log.</param>
    /// <param name="older">The earlier checkpoint, from size 1.</param>
    /// <param name="newer">The signed checkpoint of a greater size.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <returns>False for tiles that do not show it, whatever the reason.</returns>
    /// <exception cref="IOException">A tile cannot be read.</exception>
    public static async Task<bool> ShowGrowthAsync(ReadLogFile read, Checkpoint older, Checkpoint newer, CancellationToken cancel)
    {
        HashSet<(int Level, long Index)> needed = [];
        ConsistencyProof.Prove(MerkleHasher.Sha256, older.Size, newer.Size, (level, index) =>
        {
            needed.Add((level, index));
            return default;
        });
        Dictionary<(int Level, long Index), Digest> hashes = [];
        foreach ((int level, long index) in needed)
        {
            if (await HashAsync(read, level, index, newer.Size, cancel) is not Digest hash)
            {
                return false;
            }

            hashes[(level, index)] = hash;
        }

        Digest[] path = ConsistencyProof.Prove(
            MerkleHasher.Sha256, older.Size, newer.Size, (level, index) => hashes[(level, index)]);
        return ConsistencyProof.Verify(MerkleHasher.Sha256, older.Size, newer.Size, older.Root, newer.Root, path);
    }

    private static async Task<Digest?> HashAsync(ReadLogFile read, int level, long index, long size, CancellationToken cancel)
    {
        int tileLevel = level / TilePath.LevelsPerTile;
        int within = level % TilePath.LevelsPerTile;
        int bits = TilePath.LevelsPerTile - within; // so many bits of the index say which of the tile's subtrees
        long number = index >> bits;
        int place = (int)(index & ((1L << bits) - 1));
        int width = (int)long.Min(TilePath.Width, (size >> (TilePath.LevelsPerTile * tileLevel)) - (number * TilePath.Width));
        byte[] tile = await read(TilePath.Tile(tileLevel, number, width), TilePath.Width * Digest.Length, cancel);
        return tile.Length == width * Digest.Length ? new TileExpansion(MerkleHasher.Sha256, tile).Node(within, place) : null;
    }
}
