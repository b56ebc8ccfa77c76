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
        long tenthSize = _node.Node.Ledger.Head!.Size;
        await _node.DisposeAsync();
        MemoryFigures small = await MeasureMemoryAsync(tenth, tenthSize);

        say($"writing {licences} licences");
        _node = await _node.ReopenAsync();
        long start = Stopwatch.GetTimestamp();
        await written.FillAsync(_node, licences);
        double perSecond = (licences - tenth) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        BenchQueries queries = new(licences, () => _node.Node.Ledger.Head!.Size);
        await AddDocumentsAsync(queries);
        await AddDeepCursorsAsync(queries);
        List<QueryFigures> figures = [];
        foreach ((string name, Func<HttpRequestMessage> ask) in queries.All())
        {
            say(name);
            figures.Add(await MeasureAsync(name, ask));
        }

        long size = _node.Node.Ledger.Head!.Size;
        await _node.DisposeAsync();
        MemoryFigures all = await MeasureMemoryAsync(licences, size);
        return new QueryBenchReport(machine, BenchMachine.LoadNow(), licences, size, perSecond, figures, small, all, _mixed);
    }

    private async Task<MemoryFigures> MeasureMemoryAsync(long count, long logSize)
    {
        say($"memory with {count} licences");
        await using DemoNode process = _node.AsProcess();
        using HttpClient department = BenchNode.DepartmentOf(process.Address);
        long start = Stopwatch.GetTimestamp();
        await process.StartAsync(CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long atStart = process.ResidentBytes;
        BenchQueries queries = new(count, () => logSize);
        await AskAsync(department, queries);
        long behind = process.ResidentBytes;
        await AskAsync(department, queries);
        return new MemoryFigures(count, seconds, atStart, behind, process.ResidentBytes);
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
            using JsonDocument page = JsonDocument.Parse(await SendAsync(BenchQueries.PageOfValid(cursor, LargestPage)));
            cursor = page.RootElement.GetProperty("cursor").GetString();
            if (cursor is null)
            {
                break;
            }

            queries.DeepCursors.Add(cursor);
        }

        queries.DeepCursors.RemoveRange(0, Math.Max(0, queries.DeepCursors.Count - DeepPages));
    }

    private async Task<QueryFigures> MeasureAsync(string name, Func<HttpRequestMessage> ask)
    {
        List<double> milliseconds = [];
        long entries = 0;
        for (int i = -WarmUp; i < samples; i++)
        {
            HttpRequestMessage request = ask();
            long start = Stopwatch.GetTimestamp();
            byte[] answer = await SendAsync(request);
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

    private async Task AskAsync(HttpClient department, BenchQueries queries)
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

    private Task<byte[]> SendAsync(HttpRequestMessage request) => SendAsync(_node.Department, request);

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
