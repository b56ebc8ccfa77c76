using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>A bundle of a log with the tiles that end at its last leaf.</summary>
/// <param name="Entries">The bundle's bytes.</param>
/// <param name="Width">How many of its entries the log has.</param>
/// <param name="Tiles">The tiles of the SHA-256 tree.</param>
/// <param name="Sm3Tiles">Those of the twin; empty where it is not audited.</param>
internal sealed record LogPart(
    byte[] Entries, int Width, IReadOnlyList<(TilePlace Place, byte[] Bytes)> Tiles, IReadOnlyList<(TilePlace Place, byte[] Bytes)> Sm3Tiles);

/// <summary>Reads all bundles and tiles of one size of a log in order.</summary>
internal sealed class LogParts(ReadLogFile read, long size, bool withTwin)
{
    private const int MaxTile = TilePath.Width * Digest.Length;

    /// <exception cref="IOException">A part cannot be read.</exception>
    public IAsyncEnumerable<LogPart> ReadAsync(CancellationToken cancel) =>
        LogBundles.InOrderAsync(LogBundles.Starts(0, size), ReadPartAsync, cancel);

    private async Task<LogPart> ReadPartAsync(long start, CancellationToken cancel)
    {
        long end = long.Min(start + TilePath.Width, size);
        LogBundle bundle = await LogBundles.ReadOneAsync(read, start, size, EntryBundle.MaxLength, cancel);
        return new LogPart(
            bundle.Bytes,
            bundle.Width,
            await ReadTilesAsync("", end, cancel),
            withTwin ? await ReadTilesAsync(TilePath.Sm3Prefix, end, cancel) : []);
    }

    private async Task<IReadOnlyList<(TilePlace Place, byte[] Bytes)>> ReadTilesAsync(string prefix, long end, CancellationToken cancel)
    {
        List<(TilePlace, byte[])> tiles = [];
        foreach (TilePlace place in TilePlace.EndingAt(end, size))
        {
            TilePlace full = place with { Width = TilePath.Width };
            tiles.Add((place, await LogBundles.ReadEitherAsync(read, prefix + place.Path, prefix + full.Path, MaxTile, cancel)));
        }

        return tiles;
    }
}
