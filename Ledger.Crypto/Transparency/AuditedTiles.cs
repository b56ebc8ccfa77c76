using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>The recomputed hashes of the tiles of one tree that are not compared yet.</summary>
internal sealed class AuditedTiles
{
    private readonly List<List<Digest>> _waiting = [];

    /// <summary>Takes the hash of a complete subtree, the next of its level.</summary>
    public void Add(int level, Digest hash)
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
}
