using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>One tree of a log, added up from its leaves; holds the hashes of the tiles that are not compared yet.</summary>
internal sealed class AuditedTree(MerkleHasher hasher)
{
    private readonly CompactRange _edge = new(hasher);
    private readonly List<List<Digest>> _waiting = [];

    /// <summary>Number of leaves so far.</summary>
    public long Size => _edge.Size;

    /// <summary>The root of the leaves so far.</summary>
    public Digest Root() => _edge.Root();

    public void Append(ReadOnlySpan<byte> leaf) => _edge.Append(hasher.Leaf(leaf), Keep);

    /// <summary>Number of the first hash of a tile that is not the recomputed one, or null where none differs.</summary>
    /// <param name="place">The newest tile of its level.</param>
    /// <param name="tile">Its bytes as the log has them; a longer tile is one that has grown since.</param>
    /// <exception cref="FormatException">The tile is shorter, or not whole hashes.</exception>
    public int? FirstDifference(TilePlace place, ReadOnlySpan<byte> tile)
    {
        List<Digest> computed = _waiting[place.Level];
        if (tile.Length % Digest.Length != 0 || tile.Length < place.Width * Digest.Length)
        {
            throw new FormatException($"The tile has {tile.Length} bytes, not {place.Width * Digest.Length}.");
        }

        for (int i = 0; i < place.Width; i++)
        {
            if (!tile.Slice(i * Digest.Length, Digest.Length).SequenceEqual(computed[i].Span))
            {
                return i;
            }
        }

        if (place.Width == TilePath.Width)
        {
            computed.Clear();
        }

        return null;
    }

    private void Keep(int level, long index, Digest hash)
    {
        if (level % TilePath.LevelsPerTile != 0)
        {
            return;
        }

        int tileLevel = level / TilePath.LevelsPerTile;
        while (_waiting.Count <= tileLevel)
        {
            _waiting.Add([]);
        }

        _waiting[tileLevel].Add(hash);
    }
}
