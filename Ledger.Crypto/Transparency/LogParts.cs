using System.Runtime.CompilerServices;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>A bundle of a log with the tiles that end at its last leaf.</summary>
/// <param name="Entries">The bundle's bytes.</param>
/// <param name="Width">How many of its entries the log has.</param>
/// <param name="Tiles">The tiles of the SHA-256 tree.</param>
/// <param name="Sm3Tiles">Those of the twin; empty where it is not audited.</param>
internal sealed record LogPart(
    byte[] Entries, int Width, IReadOnlyList<(TilePlace Place, byte[] Bytes)> Tiles, IReadOnlyList<(TilePlace Place, byte[] Bytes)> Sm3Tiles);

/// <summary>Reads all bundles and tiles of one size of a log in order, a few ahead of the one that is asked for.</summary>
internal sealed class LogParts(ReadLogFile read, long size, bool withTwin)
{
    private const int ReadAhead = 4;
    private const int MaxTile = TilePath.Width * Digest.Length;

    /// <exception cref="IOException">A part cannot be read.</exception>
    public async IAsyncEnumerable<LogPart> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Queue<Task<LogPart>> ahead = [];
        try
        {
            for (long start = 0; start < size; start += TilePath.Width)
            {
                ahead.Enqueue(ReadPartAsync(start, stop.Token));
                if (ahead.Count == ReadAhead)
                {
                    yield return await ahead.Dequeue();
                }
            }

            while (ahead.TryDequeue(out Task<LogPart>? next))
            {
                yield return await next;
            }
        }
        finally
        {
            await stop.CancelAsync();

            // What was read ahead in vain may fail as it likes, but not unwatched.
            await ((Task)Task.WhenAll(ahead)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<LogPart> ReadPartAsync(long start, CancellationToken cancel)
    {
        long end = long.Min(start + TilePath.Width, size);
        (long index, int width) = (start / TilePath.Width, (int)(end - start));
        byte[] entries = await ReadEitherAsync(
            TilePath.Entries(index, width), TilePath.Entries(index, TilePath.Width), EntryBundle.MaxLength, cancel);
        return new LogPart(
            entries,
            width,
            await ReadTilesAsync("", end, cancel),
            withTwin ? await ReadTilesAsync(TilePath.Sm3Prefix, end, cancel) : []);
    }

    private async Task<IReadOnlyList<(TilePlace Place, byte[] Bytes)>> ReadTilesAsync(string prefix, long end, CancellationToken cancel)
    {
        List<(TilePlace, byte[])> tiles = [];
        foreach (TilePlace place in TilePlace.EndingAt(end, size))
        {
            TilePlace full = place with { Width = TilePath.Width };
            tiles.Add((place, await ReadEitherAsync(prefix + place.Path, prefix + full.Path, MaxTile, cancel)));
        }

        return tiles;
    }

    /// <summary>A log may delete a partial tile or bundle once the full one is there (c2sp.org/tlog-tiles).</summary>
    private async Task<byte[]> ReadEitherAsync(string path, string fullPath, int maxLength, CancellationToken cancel)
    {
        try
        {
            return await read(path, maxLength, cancel);
        }
        catch (FileNotFoundException) when (path != fullPath)
        {
            return await read(fullPath, maxLength, cancel);
        }
    }
}
