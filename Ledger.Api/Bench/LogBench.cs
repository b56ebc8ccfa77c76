namespace Ledger.Api.Bench;

/// <summary>Measures the log: writing, latency, proofs, start-up and space, beside what the machine does without a ledger.</summary>
/// <param name="options">How much.</param>
/// <param name="say">Told what is being measured.</param>
internal sealed class LogBench(LogBenchOptions options, Action<string> say)
{
    private const int WarmUp = 2048;
    private const int Callers = 64;
    private const int EntriesPerTurn = 16;
    private const int SingleCallers = 1024;

    // So many entries are ready at once: what a group of the batched rounds takes.
    private const int EntriesPerGroup = Callers * EntriesPerTurn;

    /// <summary>Measures everything in a folder, which is left full.</summary>
    /// <param name="folder">Empty, on the disk that is to be measured.</param>
    public async Task<LogBenchReport> RunAsync(string folder)
    {
        int entries = options.Entries / (2 * options.Rounds);
        BenchMachine machine = BenchMachine.Measure(folder);
        await using BenchLedger ledger = BenchLedger.Create(folder);
        await WriterBench.RunAsync(ledger, WarmUp, Callers, EntriesPerTurn);
        say("writer, 16 entries a turn");
        double batched = await Quantile.OfRoundsAsync(options.Rounds, () => WriterBench.RunAsync(ledger, entries, Callers, EntriesPerTurn));
        say("writer, one entry a turn");
        double single = await Quantile.OfRoundsAsync(options.Rounds, () => WriterBench.RunAsync(ledger, entries, SingleCallers, 1));
        say("rows and hashes alone");
        int round = 0;
        double store = await Quantile.OfRoundsAsync(
            options.Rounds, () => Task.FromResult(BareBench.Store(Path.Combine(folder, $"bare{round++}"), entries, EntriesPerGroup)));
        double hashes = await Quantile.OfRoundsAsync(options.Rounds, () => Task.FromResult(BareBench.Hashes(entries)));
        say("latency");
        (IReadOnlyCollection<double> latency, long refused) = await LatencyBench.RunAsync(ledger, single / 2, options.LatencyTime);
        say("proofs");
        double proofs = await Quantile.OfRoundsAsync(options.Rounds, () => ProofBench.RunAsync(ledger, options.ProofTime));
        say("start");
        double start = await Quantile.OfRoundsAsync(options.Rounds, ledger.RestartAsync);
        long leaves = ledger.Size;
        double load = BenchMachine.LoadNow();
        await ledger.CloseAsync();
        return new LogBenchReport(
            machine, load, leaves, BenchBodies.Length, options.Rounds, batched, single, store, hashes, single / 2,
            Quantile.Of(latency, 0.5), Quantile.Of(latency, 0.99), refused, proofs, start, (double)ledger.DiskBytes() / leaves);
    }
}
