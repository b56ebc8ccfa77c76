using System.Text;
using Ledger.Api.Hosting;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Verification;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Anchoring;
using Ledger.Node.Federation;
using Ledger.Node.Security;
using Ledger.Node.SignIn;

namespace Ledger.Api.Tests.Hosting;

/// <summary>One unsafe thing at a time is found, by its code, in both languages; a node that is set up rightly has none.</summary>
public sealed class ConfigurationCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NodeOptions _right;

    public ConfigurationCheckTests()
    {
        Directory.CreateDirectory(_folder["keys"]);
        using Ed25519PrivateKey log = Ed25519PrivateKey.Generate();
        using Ed25519PrivateKey witness = Ed25519PrivateKey.Generate();
        using Sm2PrivateKey sm2 = Sm2PrivateKey.Generate();
        SigningKeyFile.Save(Path.Combine(_folder["keys"], "log-ed25519.key"), log, passphrase: null);
        NoteVerifier own = new NoteSigner("ledger.example/sh", log).Verifier;
        string vkey = new NoteCosigner("witness.example/js", witness).Verifier.ToString()!;
        string policy = $"witness w {vkey}\nquorum w\n";
        TrustFolder.Save(_folder["trust"], new TrustPolicy(
            [],
            [new TrustedLog("ledger.example/sh", own, new NoteSigner("ledger.example/sh/sm3", sm2).Verifier, null, TlogPolicy.Parse(Encoding.UTF8.GetBytes(policy)))],
            null,
            TimeSpan.FromDays(1)));
        WitnessPeer peer = new() { Name = "js", Vkey = vkey, Address = new Uri("https://js.example/witness") };
        _right = new NodeOptions
        {
            Origin = "ledger.example/sh",
            Province = "上海市",
            Division = "310000",
            Listen = new Uri("http://127.0.0.1:8080"),
            PublicAddress = new Uri("https://ledger.example/"),
            ClientAddressHeader = "X-Forwarded-For",
            Witnesses = [peer],
            MapAuditors = [peer],
            Folder = _folder.Path,
        };
    }

    [Fact]
    public void A_node_that_is_set_up_rightly_has_no_error() => Assert.DoesNotContain(Findings(_right), finding => finding.IsError);

    [Fact]
    public void A_node_that_only_its_machine_reaches_may_do_what_a_demonstration_does()
    {
        NodeOptions demonstration = _right with { PublicAddress = new Uri("http://127.0.0.1:8080"), AcceptLoad = true, Witnesses = [], ClientAddressHeader = null };
        Assert.Empty(Findings(demonstration));
    }

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void What_is_unsafe_is_found_by_its_code_in_both_languages(string code)
    {
        ConfigurationFinding finding = Assert.Single(Findings(Spoil(code)), finding => finding.IsError);
        Assert.Equal(code, finding.Code);
        string[] parts = finding.Line.Split(" / ");
        Assert.Contains(parts[1], c => c is > '\u4e00' and < '\u9fff');
        Assert.DoesNotContain('\n', finding.Line);
    }

    public static TheoryData<string> Unsafe() =>
        [.. Enum.GetValues<ConfigurationFault>().Select(fault => new ConfigurationFinding(fault, "")).Where(finding => finding.IsError && finding.Fault != ConfigurationFault.KeyOwner).Select(finding => finding.Code)];

    [Fact]
    public void A_key_of_somebody_else_is_found()
    {
        string key = Path.Combine(_folder["keys"], "log-ed25519.key");
        if (SystemFacts.User == 0)
        {
            Tool.Run("chown", "coreutils", "65534", key);
            Assert.Equal("key-owner", Assert.Single(Findings(_right), finding => finding.IsError).Code);
        }
    }

    [Fact]
    public void What_lies_together_with_the_database_and_what_is_not_anchored_is_said_and_no_error()
    {
        IReadOnlyList<ConfigurationFinding> findings = Findings(_right);
        Assert.Equal(2, findings.Count(finding => finding.Code == "same-volume"));
        Assert.Single(findings, finding => finding.Code == "no-anchor");
        Assert.Single(Findings(_right with { LockFile = "/dev/shm/lock" }), finding => finding.Code == "same-volume");
    }

    [Fact]
    public void A_node_that_asks_provinces_without_a_key_for_TLS_is_told_and_one_with_a_key_is_not()
    {
        NodeOptions asking = _right with { Provinces = [Neighbour()] };
        ConfigurationFinding finding = Assert.Single(Findings(asking), finding => finding.Code == "no-client-key");
        Assert.False(finding.IsError);
        WriteTls();
        Assert.DoesNotContain(Findings(asking), known => known.Code is "no-client-key" or "client-key-unusable");
        File.Delete(Path.Combine(_folder["keys"], "tls.key"));
        Assert.Single(Findings(asking), known => known.Code == "no-client-key");
        Assert.DoesNotContain(Findings(_right), known => known.Code == "no-client-key");
    }

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<ConfigurationFinding> Findings(NodeOptions options, params string[] environment)
    {
        options.Save(_folder.Path);
        return ConfigurationCheck.Of(_folder.Path, ["PATH", "LEDGER_ROOT", .. _environment, .. environment]);
    }

    private string[] _environment = [];

    private NodeOptions Spoil(string code)
    {
        switch (code)
        {
            case "settings-wrong":
                return _right with { Division = "31" };
            case "plain-http":
                return _right with { Listen = new Uri("http://0.0.0.0:8080") };
            case "no-tls":
                return _right with { PublicAddress = new Uri("http://ledger.example/") };
            case "bearer-keys":
                return _right with { BearerKeys = true };
            case "demo-provider":
                return _right with { SignIn = new SignInOptions { Providers = [Provider()] } };
            case "accept-load":
                return _right with { AcceptLoad = true };
            case "no-client-address":
                return _right with { ClientAddressHeader = null };
            case "telemetry-open":
                return _right with { Telemetry = new TelemetryOptions { Metrics = new Uri("http://0.0.0.0:9464") } };
            case "no-witnesses":
                return _right with { MapAuditors = [] };
            case "no-quorum":
                File.Delete(Path.Combine(_folder["trust"], "policy.json"));
                return _right;
            case "key-mode":
                File.SetUnixFileMode(Path.Combine(_folder["keys"], "log-ed25519.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
                return _right;
            case "secret-in-environment":
                _environment = ["LEDGER_PASSPHRASE"];
                return _right;
            case "client-key-unusable":
                WriteTls("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:SM2");
                return _right with { Provinces = [Neighbour()] };
            case "settings-readable":
                return _right with { Anchoring = Chain() };
            default:
                throw new ArgumentOutOfRangeException(nameof(code), code);
        }
    }

    private void WriteTls(params string[] kind) => TlsFiles.Make(Path.Combine(_folder["keys"], "tls.crt"), Path.Combine(_folder["keys"], "tls.key"), "localhost", kind);

    private static NeighbourProvince Neighbour()
    {
        using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
        SystemKey entry = new() { Id = "js", PublicKey = Convert.ToBase64String(new VerifyingKey(key.Algorithm, key.PublicKey.Span).ToPublicKeyInfo()) };
        return new()
        {
            Division = "320000",
            Address = new Uri("https://js.example"),
            Origin = "ledger.example/js",
            RequestKeys = [entry],
            AnswerKeys = [entry],
        };
    }

    private static IdentityProviderOptions Provider() => new()
    {
        Name = "demo",
        Issuer = "http://127.0.0.1:8091",
        ClientId = "ledger",
        ClientSecretFile = "keys/demo.secret",
        Holders = [new HolderClaim { Claim = "citizen_number", CodeType = "111" }],
    };

    private static AnchorOptions Chain() => new()
    {
        Nodes = [new AnchorNode { Url = new Uri("https://chain.example/"), Headers = new Dictionary<string, string> { ["X-Key"] = "1" } }],
        ChainId = 1,
        Contract = "0x" + new string('1', 40),
        CodeHash = new string('1', 64),
    };
}
