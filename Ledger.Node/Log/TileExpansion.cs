using System.Runtime.InteropServices;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Log;

/// <summary>A tile, full or partial, with all the hashes inside it: every complete subtree of its 256 places. Never changed.</summary>
internal sealed class TileExpansion
{
    /// <summary>What one takes, in bytes.</summary>
    public const int Bytes = Nodes * Digest.Length;

    private const int Nodes = (2 * TilePath.Width) - 1;
    private readonly byte[] _nodes = new byte[Bytes];

    /// <summary>Computes what is inside a tile.</summary>
    /// <param name="hasher">The hash of the tree.</param>
    /// <param name="tile">1 to 256 hashes of 32 bytes.</param>
    /// <param name="before">The same tile when it was narrower: what it knows is not computed again.</param>
    public TileExpansion(MerkleHasher hasher, ReadOnlySpan<byte> tile, TileExpansion? before = null)
    {
        Width = tile.Length / Digest.Length;
        before?._nodes.CopyTo(_nodes, 0);
        tile.CopyTo(_nodes);
        Span<Digest> nodes = MemoryMarshal.Cast<byte, Digest>(_nodes.AsSpan());
        for (int level = 1; level <= TilePath.LevelsPerTile; level++)
        {
            int first = (before?.Width ?? 0) >> level;
            int count = (Width >> level) - first;
            hasher.Nodes(nodes.Slice(Place(level - 1, 2 * first), 2 * count), nodes.Slice(Place(level, first), count));
        }
    }

    /// <summary>How many of the 256 hashes there are.</summary>
    public int Width { get; }

    /// <summary>Whether a subtree is complete.</summary>
    /// <param name="level">0 (the tile's own hashes) to 8 (all 256 of them).</param>
    /// <param name="index">Its number within the tile.</param>
    public bool Has(int level, int index) => (index + 1) << level <= Width;

    /// <summary>The hash of a complete subtree.</summary>
    public Digest Node(int level, int index) => MemoryMarshal.Cast<byte, Digest>(_nodes)[Place(level, index)];

    // 256 hashes, then the 128 above them, and so on.
    private static int Place(int level, int index) => Nodes + 1 - ((Nodes + 1) >> level) + index;
}
