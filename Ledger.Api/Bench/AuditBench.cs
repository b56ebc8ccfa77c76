using System.Diagnostics;
using Ledger.Api.Tiles;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Bench;

/// <summary>Measures how fast anybody with the files of a log audits it, beside what hashing its leaves alone takes.</summary>
/// <param name="leaves">Leaves of the log.</param>
/// <param name="say">Told what is being measured.</param>
internal sealed class AuditBench(int leaves, Action<string> say)
{
    private const int Rounds = 3;

    /// <summary>Measures in a folder, which is left full.</summary>
    /// <param name="folder">Empty.</param>
    /// <exception cref="InvalidOperationException">The log does not add up.</exception>
    public async Task<AuditBenchReport> RunAsync(string folder)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        say("a log to audit");
        (NoteVerifier key, NoteVerifier sm3Key) = TileLog.Write(folder, leaves);
        ReadLogFile read = new LogFolder(folder).ReadAsync;
        TileAuditReport report = null!;
        List<double> audits = [];
        List<double> hashes = [];

        // By turns, so that whatever else the machine does meets both.
        for (int round = 0; round < Rounds; round++)
        {
            say($"audit {round + 1} of {Rounds}");
            long start = Stopwatch.GetTimestamp();
            report = await new TileAudit(read, key, sm3Key).RunAsync(null, CancellationToken.None);
            audits.Add(leaves / Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (report.Difference is AuditDifference difference || report.Leaves != leaves)
            {
                throw new InvalidOperationException($"The log that was measured does not add up: {report.Difference?.English}");
            }

            say($"hashes {round + 1} of {Rounds}");
            hashes.Add(leaves / (await HashAsync(read)).TotalSeconds);
        }

        return new AuditBenchReport(
            machine, BenchMachine.LoadNow(), leaves, report.Events.Values.Sum(), report.Events[EventType.Issue], report.MapCommits, Rounds,
            Quantile.Of(audits, 0.5), Quantile.Of(hashes, 0.5));
    }

    /// <summary>Time for the hashes of both trees alone, on one thread; the leaves are in memory already.</summary>
    private async Task<TimeSpan> HashAsync(ReadLogFile read)
    {
        CompactRange sha256 = new(MerkleHasher.Sha256);
        CompactRange sm3 = new(MerkleHasher.Sm3);
        TimeSpan time = TimeSpan.Zero;
        await foreach (LogBundle bundle in LogBundles.ReadAsync(read, 0, leaves, EntryBundle.MaxLength, CancellationToken.None))
        {
            IReadOnlyList<ReadOnlyMemory<byte>> entries = EntryBundle.Parse(bundle.Bytes);
            long start = Stopwatch.GetTimestamp();
            sha256.Append(MerkleHasher.Sha256.Leaves(entries));
            sm3.Append(MerkleHasher.Sm3.Leaves(entries));
            time += Stopwatch.GetElapsedTime(start);
        }

        return time;
    }
}
