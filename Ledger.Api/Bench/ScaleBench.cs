using System.Diagnostics;
using Ledger.Api.Demo;
using Ledger.Crypto.Signing;
using Ledger.Node;

namespace Ledger.Api.Bench;

/// <summary>
/// Issues licences by batch into a node of its own process until there are so many, and looks at it as it grows: licences a second, memory,
/// bytes of disk a licence, and how long it takes to start.
/// </summary>
/// <param name="licences">How many in the end.</param>
/// <param name="say">Told what is being measured.</param>
/// <param name="allowance">Licences that one department's system may issue on a day; so many systems issue.</param>
internal sealed class ScaleBench(int licences, Action<string> say, int allowance = IssueCalls.Allowance)
{
    /// <summary>The fewest that say anything.</summary>
    public const int Fewest = 2_000;

    /// <summary>The most: as many licences are invented.</summary>
    public const int Most = ImportRows.Most;

    private static readonly int[] Sizes = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000];

    // Some three seconds: less says more of the moment than of the size.
    private const int MeasuredAtLeast = 20_000;

    // A new process issues slowly at first: at every size it issues as many before it is measured. With the least that is measured they are the smallest size.
    private int RunIn => Math.Min(5_000, licences / 2);

    /// <summary>Runs it in an empty folder, which is left full.</summary>
    public async Task<ScaleBenchReport> RunAsync(string folder, CancellationToken cancel)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        (DemoNode node, HttpClient department, NodeOptions options) = await IssueCalls.StartAsync(folder, Sm2Engine.Lanes, licences, cancel, allowance);
        await using DemoNode process = node;
        using HttpClient http = department;
        IssueCalls calls = new(http, allowance);
        int issued = 0;
        List<ScaleFigures> figures = [];
        foreach (int size in Sizes.Where(size => size < licences).Append(licences))
        {
            int measured = Math.Max(size / 20, Math.Min(MeasuredAtLeast, size / 2));
            await IssueAsync(calls, size - RunIn - measured - issued, cancel);
            await process.StopAsync();
            await process.StartAsync(cancel);
            await IssueAsync(calls, Math.Min(RunIn, size - measured - issued), cancel);
            double perSecond = await IssueAsync(calls, Math.Min(measured, size - issued), cancel);
            issued = size;
            long resident = process.ResidentBytes;
            await process.StopAsync();
            long begun = Stopwatch.GetTimestamp();
            await process.StartAsync(cancel);
            double start = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            (long documents, long others) = BytesOf(options.DatabaseFolder);
            figures.Add(new ScaleFigures(size, perSecond, resident, process.ResidentBytes, start, documents, others));
            say($"✔ {figures[^1].ToText()}");
        }

        return new ScaleBenchReport(machine, BenchMachine.LoadNow(), figures);
    }

    private async Task<double> IssueAsync(IssueCalls calls, int count, CancellationToken cancel)
    {
        if (count <= 0)
        {
            return 0;
        }

        say($"issuing {count} licences");
        return await calls.ByBatchAsync(count, cancel);
    }

    /// <summary>Sealed contents lie in files of their own.</summary>
    private static (long Documents, long Others) BytesOf(string database)
    {
        FileInfo[] files = new DirectoryInfo(database).GetFiles();
        long documents = files.Where(file => file.Extension == ".blob").Sum(file => file.Length);
        return (documents, files.Sum(file => file.Length) - documents);
    }
}
