using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Hosting;
using Ledger.Api.Tests.Crash;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.SignIn;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Security;
using Ledger.Node.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Api.Tests.Consents;

/// <summary>Shanghai's node, which holds licences and materials, and Jiangsu's, whose departments ask for them: two real nodes over real sockets.</summary>
public sealed class ExchangeScene : IAsyncLifetime, IDisposable
{
    /// <summary>A department of Jiangsu.</summary>
    public const string Suzhou = "12320500MBDEM10267";

    /// <summary>At the provider, the group of that department's clerks.</summary>
    public const string SuzhouClerks = "suzhou-clerks";

    private const string SuzhouKey = "key-of-suzhou";
    private const string SealedKey = "key-of-suzhou-with-a-certificate";
    private static readonly DemoProvince Jiangsu = DemoWorld.Provinces[1];

    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new() { Now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()) };

    /// <summary>Where Jiangsu's node answers.</summary>
    public Uri HomeAddress { get; } = new($"http://127.0.0.1:{Ports.Find()}");

    /// <summary>Jiangsu's node.</summary>
    internal ProvinceNode? Home { get; private set; }

    private WebApplication? App { get; set; }

    internal TestClock Clock => _clock;

    internal TestProvider Provider { get; private set; } = null!;

    /// <summary>Shanghai's node.</summary>
    internal TestNode Source { get; private set; } = null!;

    /// <summary>The key by which Jiangsu's node asks.</summary>
    internal MessageKey Asking { get; private set; } = null!;

    /// <summary>Shanghai's node as Jiangsu's settings have it.</summary>
    internal NeighbourProvince Shanghai { get; private set; } = null!;

    /// <summary>Suzhou's system at Jiangsu's node.</summary>
    internal HttpClient Department { get; private set; } = null!;

    /// <summary>Another system of Suzhou's, which opens envelopes itself.</summary>
    internal HttpClient Sealed { get; private set; } = null!;

    /// <summary>Its key, and in PEM the file of it.</summary>
    internal Sm2PrivateKey SealedTo { get; } = Sm2PrivateKey.Generate();

    /// <summary>The keys by which Jiangsu's node signs receipts.</summary>
    internal ReceiptKeys Receipts { get; private set; } = null!;

    /// <summary>A path in a folder that is gone afterwards.</summary>
    internal string Beside(string name) => _folder[name];

    /// <summary>The key to which Jiangsu's node has answers sealed.</summary>
    internal EnvelopeKey Envelopes { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        string keys = _folder["keys"];
        IReadOnlyList<Certificate> roots;
        using (DemoPki pki = DemoPki.Create(_folder["pki"], _clock.Now))
        {
            pki.WriteNodeKeys(keys, Jiangsu.Origin, Jiangsu.Operator);
            roots = pki.Roots;
        }

        Asking = MessageKey.Open(keys, MessageKey.Requests, Jiangsu.Origin, passphrase: null);
        SystemKey homeAnswers = PublicOf(keys, MessageKey.Answers, Jiangsu.Origin);
        Receipts = ReceiptKeys.Load(keys, passphrase: null)!;
        Envelopes = EnvelopeKey.Open(keys, Jiangsu.Origin, passphrase: null, _clock);
        (SystemKey? requests, SystemKey? answers) = (null, null);
        Provider = await TestProvider.StartAsync();
        Source = new TestNode
        {
            Time = _clock,
            OtherRoots = roots,
            OtherLogs = [LogIn(keys)],
            AdjustKeys = folder =>
            {
                requests = PublicOf(folder, MessageKey.Requests, DemoWorld.Provinces[0].Origin);
                answers = PublicOf(folder, MessageKey.Answers, DemoWorld.Provinces[0].Origin);
            },
            Adjust = options => Provider.Into(options) with
            {
                Provinces =
                [
                    new NeighbourProvince
                    {
                        Division = Jiangsu.Division,
                        Origin = Jiangsu.Origin,
                        Address = HomeAddress,
                        RequestKeys = [KeyOf(Asking)],
                        AnswerKeys = [homeAnswers],
                    },
                ],
            },
        };
        await Source.InitializeAsync();
        Shanghai = new NeighbourProvince
        {
            Division = DemoWorld.Provinces[0].Division,
            Origin = DemoWorld.Provinces[0].Origin,
            Address = Source.Address,
            RequestKeys = [requests!],
            AnswerKeys = [answers!],
        };
        await StartHomeAsync();
    }

    public async Task DisposeAsync()
    {
        await StopHomeAsync();
        SealedTo.Dispose();
        Envelopes.Dispose();
        Receipts.Dispose();
        await Source.DisposeAsync();
        await Provider.DisposeAsync();
        Asking.Dispose();
    }

    public void Dispose()
    {
        Source.Dispose();
        _folder.Dispose();
    }

    /// <summary>A key as settings have it.</summary>
    internal static SystemKey KeyOf(MessageKey key) =>
        new() { Id = key.Id, PublicKey = Convert.ToBase64String(new VerifyingKey(key.Key.Algorithm, key.Key.PublicKey.Span).ToPublicKeyInfo()) };

    /// <summary>Issues a business licence, to a company of its own unless a holder is named.</summary>
    internal async Task<(string Identifier, JsonObject Holder)> IssueAsync(JsonObject? holder = null)
    {
        JsonObject licence = Calls.GoodLicence();
        licence["holder"] = holder?.DeepClone() ?? licence["holder"]!.DeepClone();
        return ((await Source.Department.IssueAsync(licence))["identifier"], licence["holder"]!.AsObject());
    }

    /// <summary>Hands a floor plan in.</summary>
    internal async Task<(string Identifier, JsonObject Holder)> HandInAsync(byte[] file) =>
        ((string)(await Source.Department.HandInAsync(file: file))["material"]!["identifier"]!, MaterialCalls.Plan()["holder"]!.AsObject());

    /// <summary>The holder consents that departments of Jiangsu use a licence, and floor plans.</summary>
    /// <returns>The consent's name, and where it is withdrawn.</returns>
    internal async Task<string> GrantAsync(JsonObject holder, string licence, TestVisitor visitor)
    {
        await visitor.SignInAsync(new JsonObject { [$"code_{holder["codeType"]}"] = (string)holder["code"]!, ["sub"] = $"of-{holder["code"]}" });
        JsonObject terms = ConsentBodies.Consent(Clock.Now, "unused", "KZ_MC", "KZ_ZS");
        terms.Remove("authorities");
        (terms["provinces"], terms["materials"], terms["count"]) = (new JsonArray(Jiangsu.Division), new JsonArray("CL030101"), 50);
        terms["licences"]![0]!["licence"] = licence;
        Answer granted = await visitor.PostAsync("/api/v1/me/consents", terms);
        Assert.True(granted.Status == System.Net.HttpStatusCode.Created, granted.Text);
        return granted["consent"];
    }

    /// <summary>What Shanghai's node sealed to Jiangsu's.</summary>
    internal byte[] Opened(byte[] content) => Envelopes.TryOpen(Envelope.Parse(content))!;

    internal TestVisitor Visitor() => new(Source, Provider);

    /// <summary>Suzhou's system asks at its own node.</summary>
    internal Task<Answer> AskAsync(JsonObject body, string? key = null) =>
        Department.PostJsonAsync("/api/v1/exchanges", Encoding.UTF8.GetBytes(body.ToJsonString()), key ?? Calls.NewKey());

    /// <summary>Opens a node of Jiangsu's with a log of its own in a folder, without a server: nothing of it works by itself. The caller disposes of it.</summary>
    internal Task<ProvinceNode> OpenHomeAsync(string folder, Uri? address = null)
    {
        NodeOptions options = new()
        {
            Folder = folder,
            Origin = Jiangsu.Origin,
            Province = Jiangsu.Name,
            Division = Jiangsu.Division,
            Listen = address ?? Shanghai.Address,
            PublicAddress = address ?? Shanghai.Address,
            AuditCommitSeconds = 3600,
            Provinces = [Shanghai],
            Systems = [SystemOf("suzhou", SuzhouKey), SystemOf("suzhou-2", SealedKey) with { Envelope = Convert.ToBase64String(CertificateOf(SealedTo).Raw.Span) }],
        };
        if (!Directory.Exists(options.KeyFolder))
        {
            Directory.CreateDirectory(options.KeyFolder);
            Directory.EnumerateFiles(_folder["keys"]).ToList().ForEach(key => File.Copy(key, Path.Combine(options.KeyFolder, Path.GetFileName(key))));
        }

        TrustFolder.Save(options.TrustFolder, Source.Policy);
        EmptyDatabase.PutInto(options.DatabaseFolder);
        return ProvinceNode.OpenAsync(Provider.Into(options, authority: Suzhou, clerks: SuzhouClerks), _clock, NullLoggerFactory.Instance, CancellationToken.None);
    }

    /// <summary>Starts Jiangsu's node, over what it had before.</summary>
    internal async Task StartHomeAsync()
    {
        Home = await OpenHomeAsync(_folder.Path, HomeAddress);
        App = NodeHost.Build(Home, _clock, builder => builder.Logging.ClearProviders());
        await App.StartAsync();
        (Department, Sealed) = (ClientOf(HomeAddress, SuzhouKey), ClientOf(HomeAddress, SealedKey));
    }

    /// <summary>Stops Jiangsu's node.</summary>
    internal async Task StopHomeAsync()
    {
        Department.Dispose();
        Sealed.Dispose();
        await App!.DisposeAsync();
        await Home!.DisposeAsync();
    }

    private static TrustedLog LogIn(string keys)
    {
        using SigningKey ed25519 = SigningKeyFile.Load(Path.Combine(keys, "log-ed25519.key"));
        using SigningKey sm2 = SigningKeyFile.Load(Path.Combine(keys, "log-sm2.key"));
        return new TrustedLog(Jiangsu.Origin, new NoteSigner(Jiangsu.Origin, ed25519).Verifier, new NoteSigner(Jiangsu.Origin + "/sm3", sm2).Verifier, Address: null);
    }

    private Certificate CertificateOf(SigningKey key)
    {
        using Sm2PrivateKey root = Sm2PrivateKey.Generate();
        CertificateSubject subject = new("苏州市住房公积金管理中心（演示）", Suzhou, "加密证书");
        (DateTimeOffset from, DateTimeOffset to) = (_clock.Now.AddDays(-1), _clock.Now.AddYears(5));
        return CertificateAuthority.CreateRoot(root, subject, from, to).Issue(CertificateTemplate.Encryption, subject, new VerifyingKey(key.Algorithm, key.PublicKey.Span), from, to);
    }

    private static DepartmentSystem SystemOf(string name, string key) =>
        new() { Name = name, Authority = Suzhou, KeySha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) };

    private static HttpClient ClientOf(Uri address, string key)
    {
        HttpClient client = new() { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static SystemKey PublicOf(string folder, string name, string origin)
    {
        using MessageKey key = MessageKey.Open(folder, name, origin, passphrase: null);
        return KeyOf(key);
    }
}
