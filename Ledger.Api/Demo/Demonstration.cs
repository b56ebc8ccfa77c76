using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Hosting;
using Ledger.Api.Verification;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Federation;

namespace Ledger.Api.Demo;

/// <summary>
/// The main job on real parts: licences issued in Shanghai, anchored, written as PDF, verified in Jiangsu from the file alone with
/// Shanghai's node stopped, tampered with, revoked, and verified again.
/// </summary>
internal sealed class Demonstration(string folder, int firstPort, int licences, Action<string> say) : IAsyncDisposable
{
    private const int AtOnce = 8;
    private const int ChainPortOffset = 10;

    private static readonly TimeSpan AnchorPatience = TimeSpan.FromSeconds(60);

    private readonly List<DemoStep> _steps = [];
    private DevelopmentChain? _chain;
    private DemoIdentityProvider? _identity;
    private DemoFundOffice? _fund;
    private IReadOnlyList<DemoNode> _nodes = [];

    /// <summary>Names of the provinces and addresses of their nodes, once they are made.</summary>
    public IEnumerable<(string Name, Uri Address)> Addresses => DemoSetUp.Running.Zip(_nodes, (province, node) => (province.Name, node.Address));

    /// <summary>Where the system of the first story's housing fund answers.</summary>
    public Uri FundOffice { get; private set; } = null!;

    private DemoNode Shanghai => _nodes[0];

    private DemoNode Jiangsu => _nodes[1];

    /// <summary>The ports it needs: one for each node, one for the chain, one for the identity provider, one for the system of a housing fund.</summary>
    public static IEnumerable<int> PortsFrom(int firstPort) =>
        DemoSetUp.Running.Select((_, i) => firstPort + i)
            .Concat([firstPort + ChainPortOffset, firstPort + DemoSetUp.IdentityPortOffset, firstPort + DemoSetUp.FundPortOffset]);

    /// <summary>Runs it all; what is running stays so until disposal.</summary>
    public async Task<DemoReport> RunAsync(CancellationToken cancel)
    {
        Stopwatch clock = Stopwatch.StartNew();
        say("Starting the chain / 启动链");
        _chain = await DevelopmentChain.StartAsync(Path.Combine(folder, "chain"), firstPort + ChainPortOffset, cancel);
        DemoSetUp setUp = new(folder, firstPort, _chain);
        _nodes = await setUp.RunAsync(cancel);
        _identity = await DemoIdentityProvider.StartAsync(setUp.IdentityProvider, setUp.Clients, TimeProvider.System, cancel);
        say("Starting the nodes of the four provinces / 启动四省市节点");
        await Task.WhenAll(_nodes.Select(node => node.StartAsync(cancel)));

        IReadOnlyList<string> identifiers = await IssueAsync(cancel);
        await WaitForAnchorAsync(cancel);
        await LookAtCosignaturesAsync(setUp, cancel);
        say("A department of Jiangsu uses a licence of Shanghai / 江苏部门经授权调取上海证照");
        (bool held, string detail) = await new DemoUse(Shanghai, Jiangsu).RunAsync(DemoSetUp.Running[0], DemoSetUp.Running[1], identifiers[0], DemoMatter.Freight, cancel);
        Note("used-in-jiangsu", held, detail);
        say("Preparing the five stories of the guide / 准备指南中的五个故事");
        (held, detail) = await new DemoStories(_nodes).PrepareAsync(cancel);
        Note("stories", held, detail);
        FundOffice = setUp.FundOffice;
        _fund = await DemoFundOffice.StartAsync(FundOffice, Jiangsu, ConsentsOfShenAsync, cancel);
        await WriteFilesAsync(identifiers, cancel);
        byte[] file = await File.ReadAllBytesAsync(PdfPath(identifiers[0]), cancel);
        await VerifyFromTheFileAloneAsync(setUp, file, cancel);
        await AuditFromMirrorAsync(setUp, cancel);
        await TamperAsync(file, cancel);
        await RevokeAsync(identifiers[^1], cancel);
        string contract = TrustFolder.Load(setUp.TrustFolderPath).Chain!.Contract;
        return new DemoReport(
            _steps.All(step => step.Held), folder, setUp.AddressOf(DemoSetUp.Running[0]), identifiers.Count, contract,
            Math.Round(clock.Elapsed.TotalSeconds, 1), _steps);
    }

    public async ValueTask DisposeAsync()
    {
        if (_fund is not null)
        {
            await _fund.DisposeAsync();
        }

        await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask()));
        if (_identity is not null)
        {
            await _identity.DisposeAsync();
        }

        if (_chain is not null)
        {
            await _chain.DisposeAsync();
        }
    }

    /// <summary>What 沈知夏 has allowed, as she reads it herself.</summary>
    private async Task<JsonNode> ConsentsOfShenAsync(CancellationToken cancel)
    {
        using DemoVisitor shen = new(Shanghai.Address);
        await shen.SignInAsync(DemoMatter.Freight.Person, cancel);
        return await shen.GetAsync("/api/v1/me/consents", cancel);
    }

    private async Task<IReadOnlyList<string>> IssueAsync(CancellationToken cancel)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(DemoWorld.Holders, options, async (holder, stop) => await Shanghai.RegisterAsync(holder, stop));
        DateOnly today = LicenceDate.InChina(TimeProvider.System.GetUtcNow());
        ConcurrentDictionary<int, string> identifiers = new();
        await Parallel.ForEachAsync(DemoWorld.Licences(licences, today).Index(), options, async (licence, stop) =>
        {
            JsonNode issued = await Shanghai.IssueAsync(licence.Item, stop);
            identifiers[licence.Index] = issued["identifier"]!.GetValue<string>();
            say($"Issued {identifiers.Count} of {licences} licences / 已签发");
        });
        Note("issued", identifiers.Count == licences, $"{identifiers.Count} licences of {licences} issued in Shanghai");
        return [.. identifiers.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    private async Task WaitForAnchorAsync(CancellationToken cancel)
    {
        DateTime end = DateTime.UtcNow + AnchorPatience;
        JsonNode state;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancel);
            state = await Shanghai.AnchoringAsync(cancel);
            say($"Waiting for the anchor: {state["anchoredSize"]} of {state["logSize"]} leaves / 等待上链");
        }
        while (state["state"]!.GetValue<string>() != "anchored" && DateTime.UtcNow < end);
        Note("anchored", state["state"]!.GetValue<string>() == "anchored", $"{state["anchoredSize"]} of {state["logSize"]} leaves anchored");
    }

    private async Task LookAtCosignaturesAsync(DemoSetUp setUp, CancellationToken cancel)
    {
        TrustedLog log = TrustFolder.Load(setUp.TrustFolderPath).LogOf(DemoSetUp.Running[0].Origin)!;
        TlogPolicyReport report = log.Witnesses!.Evaluate(SignedNote.Parse(await Shanghai.CheckpointAsync(cancel)));
        string names = string.Join(", ", report.Cosignatures.Select(cosignature => cosignature.Verifier.Name));
        Note("cosigned", report.IsAccepted, $"Shanghai's checkpoint is cosigned by {names}");
    }

    private async Task WriteFilesAsync(IReadOnlyList<string> identifiers, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.Combine(folder, "pdf"));
        int written = 0;
        await Parallel.ForEachAsync(
            identifiers,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel },
            async (identifier, stop) =>
            {
                await File.WriteAllBytesAsync(PdfPath(identifier), await Shanghai.PdfAsync(identifier, stop), stop);
                say($"Wrote {Interlocked.Increment(ref written)} of {identifiers.Count} PDF files / 已生成文件");
            });
        Note("files", written == identifiers.Count, $"{written} PDF files in {Path.Combine(folder, "pdf")}");
    }

    private async Task VerifyFromTheFileAloneAsync(DemoSetUp setUp, byte[] file, CancellationToken cancel)
    {
        say("Stopping Shanghai's node; verifying in Jiangsu from the file alone / 停止上海节点，江苏凭文件核验");
        await Shanghai.StopAsync();
        JsonNode verdict = await Jiangsu.VerifyAsync(file, cancel);
        Expect("verified-in-jiangsu", verdict, "valid");
        bool anchored = verdict["checks"]!.AsArray().Any(check =>
            check!["name"]!.GetValue<string>() == "anchor" && check["result"]!.GetValue<string>() == "passed");
        Note("anchor-compared", anchored, "Jiangsu compared the file's anchor with the contract by eth_call");

        using TrustedVerifier stranger = TrustedVerifier.Load(setUp.TrustFolderPath, TimeProvider.System);
        Verdict offline = await stranger.VerifyAsync(file, offline: true, cancel);
        Note("verified-offline", offline.Conclusion == Conclusion.Valid, VerdictText.Sentence(offline, english: true));
    }

    /// <summary>With Shanghai's node stopped, its whole log is added up again from the copy that another province keeps.</summary>
    private async Task AuditFromMirrorAsync(DemoSetUp setUp, CancellationToken cancel)
    {
        TrustedLog log = TrustFolder.Load(setUp.TrustFolderPath).LogOf(DemoSetUp.Running[0].Origin)!;
        DemoProvince keeper = DemoSetUp.Running[2];
        using RemoteLog mirror = new(new Uri(setUp.AddressOf(keeper), $"/mirror/{Witness.KeyOf(log.Origin).ToHex()}"));
        TileAuditReport report = await new TileAudit(mirror.ReadAsync, log.Ed25519, log.Sm2).RunAsync(progress: null, cancel);
        Note(
            "audited-from-mirror", report.Difference is null && report.TwinChecked && report.Leaves > 0,
            $"{report.Leaves} leaves of Shanghai's log added up from {keeper.Folder}'s copy: both trees, status map, signatures");
    }

    private async Task TamperAsync(byte[] file, CancellationToken cancel)
    {
        byte[] tampered = DemoForgery.Of(file, FontCatalogue.Discover(ProgramFolder.FontFolders), "人民币壹佰万元整", "人民币壹仟万元整");
        await File.WriteAllBytesAsync(Path.Combine(folder, DemoSigns.ForgedFile), tampered, cancel);
        Expect("tampered", await Jiangsu.VerifyAsync(tampered, cancel), "not-valid");
    }

    private async Task RevokeAsync(string identifier, CancellationToken cancel)
    {
        say("Revoking a licence in Shanghai / 吊销一份证照");
        await Shanghai.StartAsync(cancel);
        byte[] file = await File.ReadAllBytesAsync(PdfPath(identifier), cancel);
        Expect("before-revocation", await Jiangsu.VerifyAsync(file, cancel), "valid");
        await Shanghai.RevokeAsync(identifier, cancel);
        Expect("after-revocation", await Jiangsu.VerifyAsync(file, cancel), "not-valid");
    }

    private void Expect(string name, JsonNode verdict, string conclusion)
    {
        string found = verdict["conclusion"]!.GetValue<string>();
        Note(name, found == conclusion, $"{found}: {verdict["sentence"]!["english"]}");
    }

    private void Note(string name, bool held, string detail)
    {
        _steps.Add(new DemoStep(name, held, detail));
        say(string.Create(CultureInfo.InvariantCulture, $"{(held ? "✔" : "✘")} {name}: {detail}"));
    }

    private string PdfPath(string identifier) => Path.Combine(folder, "pdf", identifier + ".pdf");
}
