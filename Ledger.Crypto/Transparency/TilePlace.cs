namespace Ledger.Crypto.Transparency;

/// <summary>One tile of a log.</summary>
/// <param name="Level">From 0.</param>
/// <param name="Index">Number of the tile in its level.</param>
/// <param name="Width">How many hashes it has: 1 to 256.</param>
internal readonly record struct TilePlace(int Level, long Index, int Width)
{
    // At level 7 a full tile would span 2^64 leaves, more than a size can say.
    private const int MaxFullLevel = 6;

    /// <summary>Its path below the log's prefix.</summary>
    public string Path => TilePath.Tile(Level, Index, Width);

    /// <summary>The tiles that the last leaves of a bundle complete, and the partial ones at the log's end.</summary>
    /// <param name="end">Number of leaves up to the end of the bundle.</param>
    /// <param name="size">Number of leaves in the log.</param>
    public static IEnumerable<TilePlace> EndingAt(long end, long size)
    {
        for (int level = 0; level <= MaxFullLevel && end >> (TilePath.LevelsPerTile * level) is long count and > 0; level++)
        {
            int width = (int)(count % TilePath.Width);
            if (end % (1L << (TilePath.LevelsPerTile * (level + 1))) == 0)
            {
                yield return new TilePlace(level, (count / TilePath.Width) - 1, TilePath.Width);
            }
            else if (end == size && width > 0)
            {
                yield return new TilePlace(level, count / TilePath.Width, width);
            }
        }
    }
}
