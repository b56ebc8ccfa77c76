using Ledger.Api.Demo;
using Ledger.Crypto.Signing;
using Ledger.Node;

namespace Ledger.Api.Bench;

/// <summary>
/// Measures issuing as departments do it: requests over HTTP to a node of its own process, each answered once the licence is signed, in the
/// log and the map, under a signed checkpoint, and on the disk. The callers share the processors.
/// </summary>
/// <param name="licences">How many one by one; as many again by batch, and by batch for holders who have one already.</param>
/// <param name="engine">What signs by SM2.</param>
/// <param name="say">Told what is being measured.</param>
internal sealed class IssueBench(int licences, Sm2Engine engine, Action<string> say)
{
    private static readonly TimeSpan HalfTime = TimeSpan.FromSeconds(10);

    /// <summary>Runs it in an empty folder.</summary>
    public async Task<IssueBenchReport> RunAsync(string folder, CancellationToken cancel)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        (DemoNode node, HttpClient department, NodeOptions _) = await IssueCalls.StartAsync(folder, engine, batched: 4L * licences, cancel);
        await using DemoNode process = node;
        using HttpClient http = department;
        IssueCalls calls = new(http);
        say("warming up");
        await calls.OneByOneAsync(IssueCalls.WarmUpOf(licences), cancel);

        say($"{licences} one by one");
        (double single, double singleProcessor) = await MeasureAsync(process, () => calls.OneByOneAsync(licences, cancel));
        double callers = calls.CallersMicroseconds;
        say("at half of it");
        List<double> latencies = await calls.AtRateAsync(single / 2, HalfTime, cancel);
        say("warming up for batches");
        await calls.ByBatchAsync(IssueCalls.WarmUpOf(licences), cancel);
        say($"{licences} by batch");
        (double batch, double batchProcessor) = await MeasureAsync(process, () => calls.ByBatchAsync(licences, cancel));
        double batchCallers = calls.CallersMicroseconds;
        say("warming up for holders who are known");
        await calls.AgainByBatchAsync(IssueCalls.WarmUpOf(licences), cancel);
        say($"{licences} by batch for holders who are known");
        (double again, double againProcessor) = await MeasureAsync(process, () => calls.AgainByBatchAsync(licences, cancel));
        return new IssueBenchReport(
            machine, BenchMachine.LoadNow(), engine.ToString().ToLowerInvariant(), licences, IssueCalls.Clients, single, singleProcessor, callers,
            single / 2, Quantile.Of(latencies, 0.5), Quantile.Of(latencies, 0.99), IssueCalls.BatchSize, IssueCalls.BatchClients, batch, batchProcessor,
            batchCallers, again, againProcessor, process.ResidentBytes);
    }

    private async Task<(double PerSecond, double ProcessorMicroseconds)> MeasureAsync(DemoNode process, Func<Task<double>> issue)
    {
        TimeSpan before = process.ProcessorTime;
        double perSecond = await issue();
        return (perSecond, (process.ProcessorTime - before).TotalMicroseconds / licences);
    }
}
