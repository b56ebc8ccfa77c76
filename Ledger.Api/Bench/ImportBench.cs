using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ledger.Api.Demo;
using Ledger.Api.Importing;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Importing;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Api.Bench;

/// <summary>
/// Imports a file into a node of its own, kills the node half-way, starts it again, and counts: by the log and by the identifiers. All the
/// while it issues interactively, as a counter does.
/// </summary>
internal sealed class ImportBench(int rows, Action<string> say)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly List<double> _latencies = [];
    private int _interactive;

    /// <summary>Runs it in an empty folder.</summary>
    public async Task<ImportBenchReport> RunAsync(string folder, CancellationToken cancel)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        DateOnly today = LicenceDate.InChina(TimeProvider.System.GetUtcNow());
        string file = Path.Combine(folder, "rows.csv");
        say($"writing {rows} rows");
        IReadOnlyList<(string Type, string Serial)> written = WriteRows(file, today);
        string key = BenchSettings.NewKey();
        NodeOptions options = WriteNode(folder, key);
        await using DemoNode node = new(options.Folder, options.Listen, key);
        await node.StartAsync(cancel);
        using ImportClient client = new(options.Listen, key);

        long begun = Stopwatch.GetTimestamp();
        ImportResponse import = await client.SendAsync(
            new FileInfo(file), null, "bench", "format=csv", "bench", cancel);
        double sendSeconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        begun = Stopwatch.GetTimestamp();
        import = await WatchAsync(client, node, import.Id, rows / 2, today, cancel);
        await node.StopAtOnceAsync();
        long killedAt = import.RowsDone;
        long killed = Stopwatch.GetTimestamp();
        say($"✔ killed at row {killedAt} of {rows}");
        await node.StartAsync(cancel);
        double restartSeconds = Stopwatch.GetElapsedTime(killed).TotalSeconds;
        import = await WatchAsync(client, node, import.Id, long.MaxValue, today, cancel);
        double wallSeconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        say("counting");
        await node.StopAsync();
        (long issues, long licences, long found) = Count(options, written);
        return new ImportBenchReport(
            machine, BenchMachine.LoadNow(), rows, new FileInfo(file).Length, sendSeconds, killedAt, restartSeconds, import.Issued, import.Refused,
            wallSeconds - restartSeconds, wallSeconds, issues, _interactive, found, licences, Quantile.Of(_latencies, 0.5), Quantile.Of(_latencies, 0.99));
    }

    private IReadOnlyList<(string Type, string Serial)> WriteRows(string path, DateOnly today)
    {
        using StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return new ImportRows(today).Write(file, rows);
    }

    /// <summary>Watches until so many rows are done or the import has ended, and issues interactively meanwhile.</summary>
    private async Task<ImportResponse> WatchAsync(ImportClient client, DemoNode node, string id, long until, DateOnly today, CancellationToken cancel)
    {
        ImportResponse import = await client.GetAsync(id, cancel);
        while (import.State == ImportState.Running && import.RowsDone < until)
        {
            say(ImportClient.LineOf(import));
            await IssueAsync(node, today, cancel);
            await Task.Delay(Pause, cancel);
            import = await client.GetAsync(id, cancel);
        }

        return import;
    }

    private async Task IssueAsync(DemoNode node, DateOnly today, CancellationToken cancel)
    {
        DemoLicence sample = DemoWorld.Licences(1, today).Single();
        string serial = string.Create(CultureInfo.InvariantCulture, $"COUNTER{_interactive}");
        long begun = Stopwatch.GetTimestamp();
        _ = await node.IssueAsync(sample with { Serial = serial }, cancel);
        _latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        _interactive++;
    }

    private static NodeOptions WriteNode(string folder, string key)
    {
        using DemoPki pki = DemoPki.Create(Path.Combine(folder, "pki"), TimeProvider.System.GetUtcNow());
        NodeOptions options = BenchSettings.Prepare(Path.Combine(folder, "node"), pki, key);
        options.Save(options.Folder);
        return options;
    }

    /// <summary>Reads the closed store: events of issuing in the log, licences, and rows whose identifier leads to one.</summary>
    private static (long Issues, long Licences, long Found) Count(NodeOptions options, IReadOnlyList<(string Type, string Serial)> written)
    {
        using StateStore store = StateStore.Open(new StoreOptions { Folder = options.DatabaseFolder });
        using LedgerRead read = new(store, snapshot: null, head: null);
        LogEntries entries = LogEntries.Own(read);
        long issues = 0;
        for (long index = 0; entries.Find(index) is ReadOnlyMemory<byte> leaf; index++)
        {
            issues += !MapCommit.Is(leaf.Span) && EventLeaf.Parse(leaf.Span).Type == EventType.Issue ? 1 : 0;
        }

        long licences = read.Scan(Column.LicencesByIdentifier, []).LongCount();
        long found = written.Count(row => LicenceTable.Find(
            read, LicenceIdentifier.Create(row.Type, DemoWorld.IssuingAuthority, row.Serial, version: 1)) is not null);
        return (issues, licences, found);
    }
}
