using System.Collections.Concurrent;
using System.Diagnostics;
using Ledger.Crypto.Merkle;
using Ledger.Node;
using Ledger.Node.Log;

namespace Ledger.Api.Bench;

/// <summary>
/// From the moment an entry is due to the moment its inclusion proof under a signed checkpoint is there. Entries come at a fixed rate, whether
/// or not those before are done (an open loop), so that a writer that stops is not spared the ones that would have come.
/// </summary>
internal static class LatencyBench
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Milliseconds of every entry, and how many were refused because too many waited.</summary>
    public static async Task<(IReadOnlyCollection<double> Milliseconds, long Refused)> RunAsync(BenchLedger ledger, double perSecond, TimeSpan time)
    {
        ConcurrentBag<double> milliseconds = [];
        long refused = 0;
        List<Task> running = [];
        long start = Stopwatch.GetTimestamp();
        for (TimeSpan now = TimeSpan.Zero; now < time; now = Stopwatch.GetElapsedTime(start))
        {
            while (running.Count < now.TotalSeconds * perSecond)
            {
                running.Add(AddAsync(TimeSpan.FromSeconds(running.Count / perSecond)));
            }

            await Task.Delay(Tick);
        }

        await Task.WhenAll(running);
        return (milliseconds, refused);

        async Task AddAsync(TimeSpan due)
        {
            try
            {
                LogReceipt receipt = await WriterBench.AddAsync(ledger, 1);
                using LedgerRead rows = ledger.Writer.Read();
                LogProofs proofs = new(rows);
                proofs.Inclusion(MerkleHasher.Sha256, receipt.Index, proofs.Head.Size);
                milliseconds.Add((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
            }
            catch (LedgerException busy) when (busy.Error == LedgerError.Busy)
            {
                Interlocked.Increment(ref refused);
            }
        }
    }
}
