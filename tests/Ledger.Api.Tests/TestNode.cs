using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ledger.Api.Demo;
using Ledger.Api.Hosting;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Tests.Storage;
using Ledger.Node.TimeStamps;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Api.Tests;

/// <summary>Shanghai's node in this process: real store, real keys, real sockets; only the chain is absent.</summary>
public sealed class TestNode : IAsyncLifetime, IDisposable
{
    /// <summary>食品经营许可证: what the other department may read, whoever issued it.</summary>
    public const string SharedType = "11100000MBDEM901XT002";

    /// <summary>The key of the issuing department's system.</summary>
    public const string Key = "key-of-the-issuing-department";

    /// <summary>The key of the auditors' system.</summary>
    public const string AuditorKey = "key-of-the-auditors";

    /// <summary>Its session's cookie.</summary>
    public const string SessionName = "__Host-ledger-session-310000";

    private const string OtherKey = "key-of-another-department";

    private static readonly DemoProvince Province = DemoWorld.Provinces[0];

    private readonly TemporaryFolder _folder = new();

    /// <summary>Where it answers.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>A client that does not say who it is.</summary>
    public HttpClient Anyone { get; private set; } = null!;

    /// <summary>The system of the authority that issues.</summary>
    public HttpClient Department { get; private set; } = null!;

    /// <summary>The system of another authority on the same node.</summary>
    public HttpClient OtherDepartment { get; private set; } = null!;

    /// <summary>The auditors' system.</summary>
    public HttpClient Auditor { get; private set; } = null!;

    /// <summary>All that a stranger needs to verify.</summary>
    public string TrustFolderPath => _folder["trust"];

    /// <summary>Leaves under the newest signed checkpoint.</summary>
    public long LogSize => Node.Ledger.Head!.Size;

    /// <summary>The web application.</summary>
    public WebApplication App { get; private set; } = null!;

    /// <summary>The authorities whose keys it holds; the first two have the clients above.</summary>
    internal IReadOnlyList<DemoAuthority> Authorities { get; init; } = [.. DemoWorld.Authorities.Take(2)];

    /// <summary>Roots that it trusts besides its own.</summary>
    internal IReadOnlyList<Certificate> OtherRoots { get; init; } = [];

    /// <summary>Logs that it trusts besides its own.</summary>
    internal IReadOnlyList<TrustedLog> OtherLogs { get; init; } = [];

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether it takes entries without a meaning.</summary>
    public bool AcceptLoad { get; init; }

    /// <summary>Changes the key folder before the node opens it.</summary>
    public Action<string>? AdjustKeys { get; init; }

    /// <summary>Whether it makes the seals that are approved itself.</summary>
    public bool MakesSeals { get; init; }

    /// <summary>Changes the web application before it is built.</summary>
    public Action<WebApplicationBuilder>? AdjustHost { get; init; }

    /// <summary>Changes the settings before the node is opened.</summary>
    internal Func<NodeOptions, NodeOptions> Adjust { get; init; } = options => options;

    internal ProvinceNode Node { get; private set; } = null!;

    internal TrustPolicy Policy { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        WriteKeys();
        NodeOptions options = new()
        {
            Folder = _folder.Path,
            TimeStamps = new TimeStampOptions { Sources = [TimeStampOptions.Own] },
            Origin = Province.Origin,
            Province = Province.Name,
            Division = Province.Division,
            Listen = Address,
            PublicAddress = Address,
            AcceptLoad = AcceptLoad,
            ImportRowsAlone = 1_000_000, // a test says itself how few
            AuditCommitSeconds = 3600, // a test says itself when
            Systems =
            [
                SystemOf("test", DemoWorld.IssuingAuthority, Key),
                SystemOf("other", DemoWorld.Authorities[1].Code, OtherKey) with { Shares = [SharedType] },
                SystemOf("auditors", DemoWorld.IssuingAuthority, AuditorKey) with { Audits = true },
                .. Authorities.Select(authority => SystemOf(authority.Code, authority.Code, KeyOf(authority.Code))),
            ],
        };
        await StartAsync(Adjust(options));
        Anyone = Client(null);
        Department = Client(Key);
        OtherDepartment = Client(OtherKey);
        Auditor = Client(AuditorKey);
    }

    /// <summary>Ends the node and starts it again over the same folder.</summary>
    public async Task RestartAsync()
    {
        NodeOptions options = Node.Options;
        await App.DisposeAsync();
        await Node.DisposeAsync();
        await StartAsync(options);
    }

    public async Task DisposeAsync()
    {
        Anyone.Dispose();
        Department.Dispose();
        OtherDepartment.Dispose();
        Auditor.Dispose();
        await App.DisposeAsync();
        await Node.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The system of one of the node's authorities; the caller disposes of it.</summary>
    public HttpClient SystemOf(string authority) => Client(KeyOf(authority));

    /// <summary>A client that presents a key.</summary>
    public HttpClient Client(string? key)
    {
        HttpClient client = new() { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private async Task StartAsync(NodeOptions options)
    {
        EmptyDatabase.PutInto(options.DatabaseFolder);
        Node = await ProvinceNode.OpenAsync(options, Time, NullLoggerFactory.Instance, CancellationToken.None);
        App = NodeHost.Build(Node, Time, AdjustHost);
        await App.StartAsync();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string KeyOf(string authority) => $"key-of-{authority}";

    private static DepartmentSystem SystemOf(string name, string authority, string key) => new()
    {
        Name = name,
        Authority = authority,
        KeySha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
    };

    private void WriteKeys()
    {
        string keys = _folder["keys"];
        using DemoPki pki = DemoPki.Create(_folder["pki"], Time.GetUtcNow());
        pki.WriteNodeKeys(keys, Province.Origin, Province.Operator);
        foreach (DemoAuthority authority in Authorities)
        {
            pki.WriteAuthorityKeys(keys, authority);
        }

        if (MakesSeals)
        {
            pki.WriteSealMaker(keys);
        }

        AdjustKeys?.Invoke(keys);
        using SigningKey ed25519 = SigningKeyFile.Load(Path.Combine(keys, "log-ed25519.key"));
        using SigningKey sm2 = SigningKeyFile.Load(Path.Combine(keys, "log-sm2.key"));
        TrustedLog log = new(
            Province.Origin,
            new NoteSigner(Province.Origin, ed25519).Verifier,
            new NoteSigner(Province.Origin + "/sm3", sm2).Verifier,
            Address);
        Policy = new TrustPolicy([.. pki.Roots, .. OtherRoots], [log, .. OtherLogs], Chain: null, TimeSpan.FromDays(1));
        TrustFolder.Save(TrustFolderPath, Policy);
    }
}
