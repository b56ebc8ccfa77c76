using System.Diagnostics;
using Ledger.Node.Log;

namespace Ledger.Api.Bench;

/// <summary>How many entries a second go through the writer: decided, hashed in both trees and the map, synced, signed, answered.</summary>
internal static class WriterBench
{
    /// <summary>Entries a second of so many callers, each of whom waits for the answer before the next turn.</summary>
    public static async Task<double> RunAsync(BenchLedger ledger, int entries, int callers, int entriesPerTurn)
    {
        long turns = entries / entriesPerTurn;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync()));
        return entries / Stopwatch.GetElapsedTime(start).TotalSeconds;

        async Task CallAsync()
        {
            await Task.Yield();
            while (Interlocked.Decrement(ref turns) >= 0)
            {
                await AddAsync(ledger, entriesPerTurn);
            }
        }
    }

    /// <summary>Adds entries in one turn.</summary>
    /// <returns>The receipt of the last.</returns>
    public static Task<LogReceipt> AddAsync(BenchLedger ledger, int count)
    {
        long first = ledger.Bodies.Take(count);
        LoadAdded[] events = [.. Enumerable.Range(0, count).Select(i => LoadEvents.Of(ledger.Bodies.Make(first + i)))];
        return ledger.Writer.WriteAsync(write => events.Select(e => write.Append(e)).ToList()[^1], CancellationToken.None);
    }
}
