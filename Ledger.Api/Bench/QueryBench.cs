using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Ledger.Api.Demo;
using Ledger.Node.Parties;

namespace Ledger.Api.Bench;

/// <summary>Measures what finding licences costs a department: over HTTP, on a real node, with as many licences as asked for.</summary>
/// <param name="licences">How many licences; memory is looked at with a tenth of them, too.</param>
/// <param name="samples">How often each query is asked.</param>
/// <param name="say">Told what is being measured.</param>
internal sealed class QueryBench(int licences, int samples, Action<string> say)
{
    private const int Documents = 50;
    private const int WarmUp = 50;
    private const int DeepPages = 100;
    private const int LargestPage = 200;
    private const int MixedPerSample = 10;

    private readonly int _mixed = samples * MixedPerSample;
    private BenchNode _node = null!;

    /// <summary>Measures everything in an empty folder, which is left full.</summary>
    public async Task<QueryBenchReport> RunAsync(string folder)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        int tenth = licences / 10;
        say($"writing {tenth} licences");
        _node = await BenchNode.StartAsync(folder);
        using HolderSecrets secrets = HolderSecrets.Open(Path.Combine(_node.Node.Options.KeyFolder, "holder-secrets"));
        BenchLicences written = new(secrets);
        await written.FillAsync(_node, tenth);
        BenchQueries queries = new(tenth, _node.Node.Ledger.Head!.Size);
        await _node.DisposeAsync();
        (MemoryFigures small, _) = await AskAsync(queries, []);

        say($"writing {licences} licences");
        _node = await _node.ReopenAsync();
        long start = Stopwatch.GetTimestamp();
        await written.FillAsync(_node, licences);
        double perSecond = (licences - tenth) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        queries = new BenchQueries(licences, _node.Node.Ledger.Head!.Size);
        await AddDocumentsAsync(queries);
        await AddDeepCursorsAsync(queries);
        await _node.DisposeAsync();
        (MemoryFigures all, IReadOnlyList<QueryFigures> figures) = await AskAsync(queries, queries.All());
        return new QueryBenchReport(machine, BenchMachine.LoadNow(), licences, queries.LogSize, perSecond, figures, small, all, _mixed);
    }

    /// <summary>Asks the node as a process of its own, whose memory and time nothing else shares: first all sorts, for its memory, then kind by kind, for the time.</summary>
    private async Task<(MemoryFigures Memory, IReadOnlyList<QueryFigures> Figures)> AskAsync(
        BenchQueries queries, IReadOnlyList<(string Name, Func<HttpRequestMessage> Ask)> kinds)
    {
        say($"memory with {queries.Licences} licences");
        await using DemoNode process = _node.AsProcess();
        using HttpClient department = BenchNode.DepartmentOf(process.Address);
        long start = Stopwatch.GetTimestamp();
        await process.StartAsync(CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long atStart = process.ResidentBytes;
        await AskMixedAsync(department, queries);
        long behind = process.ResidentBytes;
        await AskMixedAsync(department, queries);
        MemoryFigures memory = new(queries.Licences, seconds, atStart, behind, process.ResidentBytes);
        List<QueryFigures> figures = [];
        foreach ((string name, Func<HttpRequestMessage> ask) in kinds)
        {
            say(name);
            figures.Add(await MeasureAsync(department, name, ask));
        }

        return (memory, figures);
    }

    private async Task AddDocumentsAsync(BenchQueries queries)
    {
        foreach (DemoLicence licence in DemoWorld.Licences(Documents, BenchQueries.Today))
        {
            queries.Identifiers.Add(await _node.IssueAsync(licence));
        }
    }

    /// <summary>Pages through the valid licences and keeps the cursors of the last pages it comes to.</summary>
    private async Task AddDeepCursorsAsync(BenchQueries queries)
    {
        string? cursor = null;
        for (int i = 0; i < 2 * DeepPages; i++)
        {
            using JsonDocument page = JsonDocument.Parse(await SendAsync(_node.Department, BenchQueries.PageOfValid(cursor, LargestPage)));
            cursor = page.RootElement.GetProperty("cursor").GetString();
            if (cursor is null)
            {
                break;
            }

            queries.DeepCursors.Add(cursor);
        }

        queries.DeepCursors.RemoveRange(0, Math.Max(0, queries.DeepCursors.Count - DeepPages));
    }

    private async Task<QueryFigures> MeasureAsync(HttpClient department, string name, Func<HttpRequestMessage> ask)
    {
        List<double> milliseconds = [];
        long entries = 0;
        for (int i = -WarmUp; i < samples; i++)
        {
            HttpRequestMessage request = ask();
            long start = Stopwatch.GetTimestamp();
            byte[] answer = await SendAsync(department, request);
            double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (i >= 0)
            {
                milliseconds.Add(took);
                entries += EntriesOf(answer);
            }
        }

        return new QueryFigures(
            name, samples, (double)entries / samples, Quantile.Of(milliseconds, 0.5), Quantile.Of(milliseconds, 0.99), milliseconds.Max());
    }

    private async Task AskMixedAsync(HttpClient department, BenchQueries queries)
    {
        IReadOnlyList<(string, Func<HttpRequestMessage> Ask)> kinds = queries.Lists();
        for (int i = 0; i < _mixed; i++)
        {
            await SendAsync(department, kinds[i % kinds.Count].Ask());
        }
    }

    private static int EntriesOf(byte[] answer)
    {
        using JsonDocument json = JsonDocument.Parse(answer);
        JsonElement root = json.RootElement;
        return root.TryGetProperty("licences", out JsonElement list) || root.TryGetProperty("changes", out list) ? list.GetArrayLength() : 1;
    }

    private static async Task<byte[]> SendAsync(HttpClient department, HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = await department.SendAsync(request);
            byte[] answer = await response.Content.ReadAsByteArrayAsync();
            return response.IsSuccessStatusCode
                ? answer
                : throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {Encoding.UTF8.GetString(answer)}");
        }
    }
}
