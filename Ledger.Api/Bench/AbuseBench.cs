using Ledger.Api.Demo;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Bench;

/// <summary>Treats nodes of its own, each in a process of its own, as nobody should, and looks at what honest callers see.</summary>
/// <param name="size">How badly.</param>
/// <param name="say">Told what is being done.</param>
internal sealed class AbuseBench(AbuseBenchSize size, Action<string> say)
{
    private static readonly TimeSpan LongestCut = TimeSpan.FromSeconds(60);

    /// <summary>Runs it in an empty folder.</summary>
    public async Task<AbuseBenchReport> RunAsync(string folder, CancellationToken cancel)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        IdleFigures secure = await IdleAsync(Path.Combine(folder, "secure"), Uri.UriSchemeHttps, cancel);
        IdleFigures clear = await IdleAsync(Path.Combine(folder, "clear"), Uri.UriSchemeHttp, cancel);
        await using AbusedNode abused = AbusedNode.Make(Path.Combine(folder, "slow"), Uri.UriSchemeHttp);
        await abused.Process.StartAsync(cancel);
        (DemoNode process, Func<HttpClient> client) = (abused.Process, abused.Client);
        say("one honest caller");
        ProbeFigures alone = await AloneAsync(client, cancel);
        say($"{size.Guesses} guesses");
        GuessFigures guesses = await GuessAsync(process, client, cancel);
        SlowBench slow = new(process.Address, client);
        say("slow header lines");
        SlowFigures headers = await slow.HeadersAsync(size.Attackers, LongestCut, cancel);
        say("slow bodies");
        SlowFigures bodies = await slow.BodiesAsync(size.Attackers, LongestCut, cancel);
        say("slow readers");
        SlowFigures readers = await slow.ReadersAsync(size.Attackers, LongestCut, cancel);
        say("slowhttptest");
        List<SlowFigures> outsiders = [];
        foreach ((string mode, string path) in ((string, string)[])[("-H", "/"), ("-B", "/"), ("-R", "/verify.html"), ("-X", "/verify.html")])
        {
            SlowFigures? figures = await SlowHttpTest.RunAsync(mode, size.Attackers, new Uri(process.Address, path), LongestCut, client, cancel);
            outsiders.AddRange(figures is null ? [] : [figures]);
        }

        return new AbuseBenchReport(machine, BenchMachine.LoadNow(), alone, [secure, clear], guesses, [headers, bodies, readers, .. outsiders]);
    }

    private async Task<IdleFigures> IdleAsync(string folder, string scheme, CancellationToken cancel)
    {
        say($"{size.Connections} idle connections over {scheme}");
        await using AbusedNode abused = AbusedNode.Make(folder, scheme);
        await abused.Process.StartAsync(cancel);
        return await new IdleBench(abused.Process, abused.Client, abused.Tls).RunAsync(size.Connections, size.Active, size.ActiveTime, cancel);
    }

    private async Task<ProbeFigures> AloneAsync(Func<HttpClient> client, CancellationToken cancel)
    {
        using Probe probe = new(client());
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(size.ActiveTime);
        await probe.AskAsync(TimeSpan.FromMilliseconds(100), end.Token);
        return probe.Figures;
    }

    private async Task<GuessFigures> GuessAsync(DemoNode process, Func<HttpClient> client, CancellationToken cancel)
    {
        DemoLicence licence = DemoWorld.Licences(1, LicenceDate.InChina(TimeProvider.System.GetUtcNow())).Single();
        await process.RegisterAsync(licence.Holder, cancel);
        System.Text.Json.Nodes.JsonNode issued = await process.IssueAsync(licence, cancel);
        string identifier = issued["identifier"]!.GetValue<string>();
        LicenceIdentifier there = LicenceIdentifier.Parse(identifier);
        string absent = LicenceIdentifier.Create(there.Type, there.Issuer, "NEVER", 1).ToString();
        using HttpClient http = client();
        return await new GuessBench(http, identifier, issued["checkCode"]!.GetValue<string>(), absent).RunAsync(size.Guesses, size.Samples, cancel);
    }
}
