using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Demo;

/// <summary>
/// The rehearsal of a stolen signing key on a temporary node, a process of its own with real keys, log and files: issue, rotate while
/// issuing, condemn the old keys from a log index on, and verify what was issued before and after, with the node and without it.
/// </summary>
internal sealed class KeyDrill(string folder, int port) : IAsyncDisposable
{
    private const string SystemKey = "key-of-the-system-that-drills";
    private const string SecondSystemKey = "key-of-the-system-with-other-eyes";
    private const int IssuedMeanwhile = 24;
    private const int AtOnce = 4;

    private static readonly string[] Certificates = ["seal.crt", "signing.crt"];
    private static readonly DemoProvince Province = DemoWorld.Provinces[0];
    private static readonly DemoAuthority Authority = DemoWorld.Authorities[0];

    private readonly List<DemoStep> _steps = [];
    private readonly Uri _address = new($"http://127.0.0.1:{port}");
    private readonly Queue<DemoLicence> _licences = new(DemoWorld.Licences(IssuedMeanwhile + 8, LicenceDate.InChina(TimeProvider.System.GetUtcNow())));
    private DemoNode? _node;
    private TrustPolicy? _policy;

    private DemoNode Node => _node!;

    private string KeyFolder => Path.Combine(folder, "keys");

    /// <summary>Runs it.</summary>
    /// <returns>Every step with what was seen.</returns>
    public async Task<IReadOnlyList<DemoStep>> RunAsync(CancellationToken cancel)
    {
        using DemoPki pki = SetUp();
        await Node.StartAsync(cancel);
        Digest[] old = Thumbprints(Path.Combine(KeyFolder, "authorities", Authority.Code));
        (long first, byte[] before) = await IssueAsync(cancel);
        (long stolen, byte[] after) = await IssueAsync(cancel);
        await ExpectAsync("issued", "valid", before, cancel);
        await ExpectAsync("issued-second", "valid", after, cancel);

        await MakeNextSealAsync(cancel);
        await RotateWhileIssuingAsync(cancel);
        (_, byte[] renewed) = await IssueAsync(cancel);
        await ExpectAsync("old-licence-after-rotation", "valid", before, cancel);
        await ExpectAsync("new-licence-after-rotation", "valid", renewed, cancel);

        foreach (Digest key in old)
        {
            JsonNode answer = await Node.CompromiseAsync(key, stolen, cancel);
            Note("compromised", true, $"key {key.ToHex()[..16]}… does not count from log index {stolen} on (event {answer["index"]})");
        }

        await ExpectAsync($"index-{first}-before", "valid", before, cancel);
        await ExpectAsync($"index-{stolen}-not-before", "not-valid", after, cancel);
        await ExpectAsync("new-key-after-compromise", "valid", renewed, cancel);
        await Node.StopAsync();
        await OfflineAsync(old, stolen, before, after, cancel);
        return _steps;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }
    }

    private static Digest[] Thumbprints(string own) =>
        [.. Certificates.Select(name => Certificate.ParsePem(File.ReadAllText(Path.Combine(own, name))).Thumbprint)];

    private static DepartmentSystem SystemOf(string name, string key) => new()
    {
        Name = name,
        Authority = Authority.Code,
        KeySha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
    };

    private DemoPki SetUp()
    {
        DemoPki pki = DemoPki.Create(Path.Combine(folder, "pki"), TimeProvider.System.GetUtcNow());
        pki.WriteNodeKeys(KeyFolder, Province.Origin, Province.Operator);
        pki.WriteAuthorityKeys(KeyFolder, Authority);
        pki.WriteSealMaker(KeyFolder);
        using SigningKey ed25519 = SigningKeyFile.Load(Path.Combine(KeyFolder, "log-ed25519.key"));
        using SigningKey sm2 = SigningKeyFile.Load(Path.Combine(KeyFolder, "log-sm2.key"));
        TrustedLog log = new(
            Province.Origin, new NoteSigner(Province.Origin, ed25519).Verifier, new NoteSigner(Province.Origin + "/sm3", sm2).Verifier, _address);
        _policy = new TrustPolicy(pki.Roots, [log], Chain: null, TimeSpan.FromDays(1));
        TrustFolder.Save(Path.Combine(folder, "trust"), _policy);
        new NodeOptions
        {
            Origin = Province.Origin,
            Province = Province.Name,
            Division = Province.Division,
            Listen = _address,
            PublicAddress = _address,
            Systems = [SystemOf("drill", SystemKey), SystemOf("other-eyes", SecondSystemKey)],
        }.Save(folder);
        _node = new DemoNode(folder, _address, SystemKey);
        return pki;
    }

    private async Task<(long Index, byte[] File)> IssueAsync(CancellationToken cancel)
    {
        JsonNode issued = await Node.IssueAsync(_licences.Dequeue(), cancel);
        return (issued["index"]!.GetValue<long>(), await Node.PdfAsync(issued["identifier"]!.GetValue<string>(), cancel));
    }

    /// <summary>A new seal with new keys, by due process: applied for, approved by other eyes, made, its use granted.</summary>
    private async Task MakeNextSealAsync(CancellationToken cancel)
    {
        await using DemoNode otherEyes = new(folder, _address, SecondSystemKey);
        JsonNode applied = await Node.PostAsync("/api/v1/seals", new JsonObject { ["operator"] = "clerk-1" }, "drill-apply", cancel);
        string seal = $"/api/v1/seals/{applied["seal"]!.GetValue<string>()}";
        JsonNode made = await otherEyes.PostAsync($"{seal}/approval", new JsonObject { ["operator"] = "clerk-2" }, "drill-approve", cancel);
        await Node.PostAsync($"{seal}/grants", new JsonObject { ["operator"] = "clerk-1" }, "drill-grant", cancel);
        string state = made["state"]!.GetValue<string>();
        Note("new-seal", state == "in-force", $"a new seal with new keys is {state}");
    }

    private async Task RotateWhileIssuingAsync(CancellationToken cancel)
    {
        DemoLicence[] meanwhile = [.. Enumerable.Range(0, IssuedMeanwhile).Select(_ => _licences.Dequeue())];
        Task issuing = Parallel.ForEachAsync(
            meanwhile,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (licence, stop) => await Node.IssueAsync(licence, stop));
        JsonNode rotated = await Node.RotateKeysAsync(cancel);
        await issuing; // throws where one was refused
        Note("rotated", true, $"at log index {rotated["index"]}; {IssuedMeanwhile} licences issued meanwhile, none refused");
    }

    private async Task ExpectAsync(string name, string expected, byte[] file, CancellationToken cancel) =>
        Judge(name, expected, await Node.VerifyAsync(file, cancel));

    private async Task OfflineAsync(Digest[] old, long from, byte[] before, byte[] after, CancellationToken cancel)
    {
        TrustPolicy policy = _policy! with { CompromisedKeys = [.. old.Select(key => new CompromisedKey(Province.Origin, key, from))] };
        using TrustedVerifier verifier = new(policy, TimeProvider.System);
        foreach ((string name, Conclusion expected, byte[] file) in new[]
        {
            ("offline-before", Conclusion.Valid, before), ("offline-not-before", Conclusion.NotValid, after),
        })
        {
            Verdict verdict = await verifier.VerifyAsync(file, offline: true, cancel);
            Check? standing = verdict.Checks.FirstOrDefault(check => check.Name == "key-standing");
            Note(name, verdict.Conclusion == expected && standing is not null, $"{verdict.Conclusion}: {standing?.English}");
        }
    }

    private void Judge(string name, string expected, JsonNode verdict)
    {
        string conclusion = verdict["conclusion"]!.GetValue<string>();
        JsonNode said = verdict["checks"]!.AsArray().FirstOrDefault(check => check!["name"]!.GetValue<string>() == "key-standing")?["compared"]
            ?? verdict["sentence"]!;
        Note(name, conclusion == expected, string.Create(CultureInfo.InvariantCulture, $"{conclusion}: {said["english"]}"));
    }

    private void Note(string name, bool held, string detail) => _steps.Add(new DemoStep(name, held, detail));
}
