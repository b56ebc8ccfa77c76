using System.Globalization;

namespace Ledger.Crypto.Transparency;

/// <summary>Where the parts of a log lie below its prefix (c2sp.org/tlog-tiles).</summary>
public static class TilePath
{
    /// <summary>The newest signed checkpoint.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Below it lie checkpoint and tiles of the SM3 twin; entry bundles are shared.</summary>
    public const string Sm3Prefix = "sm3/";

    /// <summary>Hashes of a full tile and entries of a full bundle.</summary>
    public const int Width = 256;

    /// <summary>Levels of the tree that one tile spans.</summary>
    public const int LevelsPerTile = 8;

    private const int Group = 1000;

    /// <summary>A tile: hashes of subtrees of 256^<paramref name="level"/> leaves.</summary>
    /// <param name="level">From 0.</param>
    /// <param name="index">Number of the tile in its level, from 0.</param>
    /// <param name="width">How many of its hashes there are: 1 to 256, less than 256 for a partial tile.</param>
    public static string Tile(int level, long index, int width) =>
        string.Create(CultureInfo.InvariantCulture, $"tile/{level}/{Place(index, width)}");

    /// <summary>An entry bundle.</summary>
    /// <param name="index">Number of the bundle, from 0.</param>
    /// <param name="width">How many of its entries there are: 1 to 256.</param>
    public static string Entries(long index, int width) => $"tile/entries/{Place(index, width)}";

    private static string Place(long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Width);
        string place = (index % Group).ToString("D3", CultureInfo.InvariantCulture);
        for (long rest = index / Group; rest > 0; rest /= Group)
        {
            place = string.Create(CultureInfo.InvariantCulture, $"x{rest % Group:D3}/{place}");
        }

        return width == Width ? place : string.Create(CultureInfo.InvariantCulture, $"{place}.p/{width}");
    }
}
