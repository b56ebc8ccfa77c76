using System.Diagnostics;
using System.Security.Cryptography;
using Ledger.Crypto.Merkle;
using Ledger.Node.Log;

namespace Ledger.Api.Bench;

/// <summary>How many inclusion proofs a second are made in this process, for leaves all over the log.</summary>
internal static class ProofBench
{
    private const int Batch = 256;

    /// <summary>Proofs a second of as many threads as there are processors, for at least the given time.</summary>
    public static async Task<double> RunAsync(BenchLedger ledger, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        long[] made = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(
            _ => Task.Factory.StartNew(Prove, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return made.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;

        long Prove()
        {
            using LedgerRead rows = ledger.Writer.Read();
            LogProofs proofs = new(rows);
            long size = proofs.Head.Size;
            long count = 0;
            byte[] random = new byte[Batch * sizeof(ulong)];
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                RandomNumberGenerator.Fill(random);
                for (int i = 0; i < Batch; i++, count++)
                {
                    proofs.Inclusion(MerkleHasher.Sha256, (long)(BitConverter.ToUInt64(random, i * sizeof(ulong)) % (ulong)size), size);
                }
            }

            return count;
        }
    }
}
