using System.Security.Cryptography;
using Ledger.Api.Demo;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Bench;

/// <summary>Treats a node of its own, in a process of its own, as nobody should, and looks at what honest callers see.</summary>
/// <param name="size">How badly.</param>
/// <param name="say">Told what is being done.</param>
internal sealed class AbuseBench(AbuseBenchSize size, Action<string> say)
{
    private static readonly TimeSpan LongestCut = TimeSpan.FromSeconds(60);

    /// <summary>Runs it in an empty folder.</summary>
    public async Task<AbuseBenchReport> RunAsync(string folder, CancellationToken cancel)
    {
        BenchMachine machine = BenchMachine.Measure(folder);
        string key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        NodeOptions options = WriteNode(folder, key);
        await using DemoNode process = new(options.Folder, options.Listen, key);
        await process.StartAsync(cancel);
        HttpClient Client() => OutgoingHttp.Create(OutgoingCall.OfPerson(TimeSpan.FromSeconds(20)), options.Listen);

        say("one honest caller");
        ProbeFigures alone = await AloneAsync(Client, cancel);
        say($"{size.Connections} idle connections");
        IdleFigures idle = await new IdleBench(options.Listen, process, Client).RunAsync(size.Connections, size.Active, size.ActiveTime, cancel);
        say($"{size.Guesses} guesses");
        GuessFigures guesses = await GuessAsync(process, Client, cancel);
        SlowBench slow = new(options.Listen, Client);
        say("slow header lines");
        SlowFigures headers = await slow.HeadersAsync(size.Attackers, LongestCut, cancel);
        say("slow bodies");
        SlowFigures bodies = await slow.BodiesAsync(size.Attackers, LongestCut, cancel);
        say("slow readers");
        SlowFigures readers = await slow.ReadersAsync(size.Attackers, LongestCut, cancel);
        say("slowhttptest");
        List<SlowFigures> outsiders = [];
        foreach ((string mode, string path) in ((string, string)[])[("-H", "/"), ("-B", "/"), ("-X", "/verify.html")])
        {
            SlowFigures? figures = await SlowHttpTest.RunAsync(mode, size.Attackers, new Uri(options.Listen, path), LongestCut, Client, cancel);
            outsiders.AddRange(figures is null ? [] : [figures]);
        }

        return new AbuseBenchReport(machine, BenchMachine.LoadNow(), alone, idle, guesses, [headers, bodies, readers, .. outsiders]);
    }

    private static NodeOptions WriteNode(string folder, string key)
    {
        using DemoPki pki = DemoPki.Create(Path.Combine(folder, "pki"), TimeProvider.System.GetUtcNow());
        NodeOptions options = BenchSettings.Prepare(folder, pki, key) with { ClientAddressHeader = GuessBench.Header };
        TrustFolder.Save(options.TrustFolder, new TrustPolicy(pki.Roots, [], Chain: null, TimeSpan.FromDays(1)));
        options.Save(folder);
        return options;
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
