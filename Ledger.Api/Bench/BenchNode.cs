using System.Net.Http.Headers;
using Ledger.Api.Demo;
using Ledger.Api.Documents;
using Ledger.Api.Hosting;
using Ledger.Api.Verification;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Outgoing;
using Ledger.Node.TimeStamps;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Api.Bench;

/// <summary>A province's node to be measured, in this process: real store, keys, log and sockets; no chain and no other province.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    private const string Key = "key-of-the-department-that-measures";

    private readonly WebApplication _app;
    private readonly DemoNode _calls;

    private BenchNode(ProvinceNode node, WebApplication app, TrustPolicy policy)
    {
        Node = node;
        Policy = policy;
        _app = app;
        _calls = new DemoNode(node.Options.Folder, node.Options.Listen, Key);
        Department = DepartmentOf(node.Options.Listen);
    }

    /// <summary>The node.</summary>
    public ProvinceNode Node { get; }

    /// <summary>The system of the authority that issues.</summary>
    public HttpClient Department { get; }

    /// <summary>Writes licences as PDF.</summary>
    public LicenceFile Files => _app.Services.GetRequiredService<LicenceFile>();

    /// <summary>A trust policy for its files.</summary>
    public TrustPolicy Policy { get; }

    /// <summary>Makes a new one in an empty folder and starts it.</summary>
    public static async Task<BenchNode> StartAsync(string folder)
    {
        TrustPolicy policy;
        NodeOptions options;
        using (DemoPki pki = DemoPki.Create(Path.Combine(folder, "pki"), TimeProvider.System.GetUtcNow()))
        {
            options = BenchSettings.Prepare(folder, pki, Key) with
            {
                TimeStamps = new TimeStampOptions { Sources = [TimeStampOptions.Own] },
                ClientAddressHeader = GuessBench.Header,
            };
            policy = new TrustPolicy(pki.Roots, [LogOf(options.Origin, Path.Combine(folder, "keys"))], Chain: null, TimeSpan.FromDays(1));
            TrustFolder.Save(Path.Combine(folder, "trust"), policy);
        }

        options.Save(folder);
        return await OpenAsync(options, policy);
    }

    /// <summary>Starts this one again, which was disposed of.</summary>
    public Task<BenchNode> ReopenAsync() => OpenAsync(Node.Options, Policy);

    /// <summary>This one, which was disposed of, as a process of its own that is not started yet.</summary>
    public DemoNode AsProcess() => new(Node.Options.Folder, Node.Options.Listen, Key);

    /// <summary>The system of the authority that issues, at an address where such a node answers.</summary>
    public static HttpClient DepartmentOf(Uri address) => DepartmentOf(address, Key);

    /// <summary>The system that has a key, at an address where such a node answers.</summary>
    public static HttpClient DepartmentOf(Uri address, string key)
    {
        HttpClient department = OutgoingHttp.Create(OutgoingCall.OfPerson(TimeSpan.FromSeconds(100)), address);
        department.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return department;
    }

    /// <summary>Issues a licence as a department does: checked, signed, sealed.</summary>
    /// <returns>Its identifier.</returns>
    public async Task<string> IssueAsync(DemoLicence licence) =>
        (await _calls.IssueAsync(licence, CancellationToken.None))["identifier"]!.GetValue<string>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Department.Dispose();
        await _calls.DisposeAsync();
        await _app.DisposeAsync();
        await Node.DisposeAsync();
    }

    private static async Task<BenchNode> OpenAsync(NodeOptions options, TrustPolicy policy)
    {
        ProvinceNode node = await ProvinceNode.OpenAsync(
            options, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        WebApplication app = NodeHost.Build(node, TimeProvider.System, builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        return new BenchNode(node, app, policy);
    }

    private static TrustedLog LogOf(string origin, string keys)
    {
        using SigningKey ed25519 = SigningKeyFile.Load(Path.Combine(keys, "log-ed25519.key"));
        using SigningKey sm2 = SigningKeyFile.Load(Path.Combine(keys, "log-sm2.key"));
        return new TrustedLog(origin, new NoteSigner(origin, ed25519).Verifier, new NoteSigner(origin + "/sm3", sm2).Verifier, Address: null);
    }
}
