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
        await using BenchNode node = _node = await BenchNode.StartAsync(folder);
        using HolderSecrets secrets = HolderSecrets.Open(Path.Combine(node.Node.Options.KeyFolder, "holder-secrets"));
        BenchLicences written = new(node, secrets);
        BenchQueries queries = new(licences, () => node.Node.Ledger.Head!.Size);
        int tenth = licences / 10;
        say($"writing {tenth} licences");
        await written.FillAsync(tenth);
        await AskAsync(queries, _mixed / 10);
        MemoryFigures small = MemoryFigures.Measure(tenth, node.Node.Ledger);
        say($"writing {licences} licences");
        long start = Stopwatch.GetTimestamp();
        await written.FillAsync(licences);
        double perSecond = (licences - tenth) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        await AddDocumentsAsync(queries);
        await AddDeepCursorsAsync(queries);
        List<QueryFigures> figures = [];
        foreach ((string name, Func<HttpRequestMessage> ask) in queries.All())
        {
            say(name);
            figures.Add(await MeasureAsync(name, ask));
        }

        say($"memory of {_mixed} queries");
        MemoryFigures before = MemoryFigures.Measure(licences, node.Node.Ledger);
        await AskAsync(queries, _mixed);
        MemoryFigures after = MemoryFigures.Measure(licences, node.Node.Ledger);
        return new QueryBenchReport(
            machine, BenchMachine.LoadNow(), licences, node.Node.Ledger.Head!.Size, perSecond, figures, small, before, after, _mixed);
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

    private async Task AskAsync(BenchQueries queries, int count)
    {
        IReadOnlyList<(string, Func<HttpRequestMessage> Ask)> kinds = queries.Lists();
        for (int i = 0; i < count; i++)
        {
            await SendAsync(kinds[i % kinds.Count].Ask());
        }
    }

    private static int EntriesOf(byte[] answer)
    {
        using JsonDocument json = JsonDocument.Parse(answer);
        JsonElement root = json.RootElement;
        return root.TryGetProperty("licences", out JsonElement list) || root.TryGetProperty("changes", out list) ? list.GetArrayLength() : 1;
    }

    private async Task<byte[]> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = await _node.Department.SendAsync(request);
            byte[] answer = await response.Content.ReadAsByteArrayAsync();
            return response.IsSuccessStatusCode
                ? answer
                : throw new InvalidOperationException($"{request.Method} {request.RequestUri}: {Encoding.UTF8.GetString(answer)}");
        }
    }
}
