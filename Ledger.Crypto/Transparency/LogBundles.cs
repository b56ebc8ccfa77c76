using System.Runtime.CompilerServices;

namespace Ledger.Crypto.Transparency;

/// <summary>One entry bundle as a log shows it.</summary>
/// <param name="Index">Number of the bundle.</param>
/// <param name="Width">How many of its entries are asked for; there may be more.</param>
/// <param name="Bytes">Its bytes, unverified.</param>
public sealed record LogBundle(long Index, int Width, byte[] Bytes);

/// <summary>Reads entry bundles of a log in order, a few ahead of the one that is asked for.</summary>
public static class LogBundles
{
    private const int ReadAhead = 4;

    /// <summary>The bundles with the leaves from one size to another; the first may begin with leaves before.</summary>
    /// <param name="read">Reads a part of the log.</param>
    /// <param name="from">First leaf that is wanted.</param>
    /// <param name="size">Leaves in the log.</param>
    /// <param name="maxLength">A longer bundle is not read.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="IOException">A bundle cannot be read, or is too long.</exception>
    public static IAsyncEnumerable<LogBundle> ReadAsync(
        ReadLogFile read, long from, long size, int maxLength, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(read);
        return InOrderAsync(Starts(from, size), (start, stop) => ReadOneAsync(read, start, size, maxLength, stop), cancel);
    }

    /// <summary>First leaves of the bundles from the one that holds a leaf.</summary>
    internal static IEnumerable<long> Starts(long from, long size)
    {
        for (long start = from - (from % TilePath.Width); start < size; start += TilePath.Width)
        {
            yield return start;
        }
    }

    internal static async Task<LogBundle> ReadOneAsync(ReadLogFile read, long start, long size, int maxLength, CancellationToken cancel)
    {
        (long index, int width) = (start / TilePath.Width, (int)long.Min(TilePath.Width, size - start));
        return new LogBundle(index, width, await ReadEitherAsync(
            read, TilePath.Entries(index, width), TilePath.Entries(index, TilePath.Width), maxLength, cancel));
    }

    /// <summary>A log may delete a partial tile or bundle once the full one is there (c2sp.org/tlog-tiles).</summary>
    internal static async Task<byte[]> ReadEitherAsync(
        ReadLogFile read, string path, string fullPath, int maxLength, CancellationToken cancel)
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

    internal static async IAsyncEnumerable<T> InOrderAsync<T>(
        IEnumerable<long> starts, Func<long, CancellationToken, Task<T>> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Queue<Task<T>> ahead = [];
        try
        {
            foreach (long start in starts)
            {
                ahead.Enqueue(read(start, stop.Token));
                if (ahead.Count == ReadAhead)
                {
                    yield return await ahead.Dequeue();
                }
            }

            while (ahead.TryDequeue(out Task<T>? next))
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
}
