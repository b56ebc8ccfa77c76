using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Ledger.Api.Demo;
using Ledger.Api.Hosting;
using Ledger.Api.Tests.Crash;
using Ledger.Api.Tests.SignIn;
using Ledger.Api.Verification;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Anchoring;

namespace Ledger.Api.Tests.Stories;

/// <summary>
/// Four provinces' nodes over real sockets in one process, each witness, map auditor, mirror and neighbour of the others, all anchoring on one chain, and people who
/// sign in at one provider: enough to play whole stories.
/// </summary>
public sealed class StoryWorld : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> _stories = [];
    private TestProvider? _provider;
    private AnvilChain? _chain;

    /// <summary>The nodes, in the order of the provinces.</summary>
    internal IReadOnlyList<StoryProvince> Nodes { get; private set; } = [];

    internal StoryProvince Shanghai => Nodes[0];

    internal StoryProvince Jiangsu => Nodes[1];

    internal StoryProvince Zhejiang => Nodes[2];

    internal StoryProvince Anhui => Nodes[3];

    /// <summary>Where the chain answers.</summary>
    internal AnvilChain Chain => _chain!;

    public async Task InitializeAsync()
    {
        _provider = await TestProvider.StartAsync();
        _chain = await AnvilChain.StartAsync();
        Dictionary<DemoProvince, Uri> addresses = DemoWorld.Provinces.ToDictionary(province => province, _ => new Uri($"http://127.0.0.1:{Ports.Find()}"));
        using DemoPki pki = DemoPki.Create(_folder["pki"], TimeProvider.System.GetUtcNow());
        foreach (DemoProvince province in DemoWorld.Provinces)
        {
            pki.WriteNodeKeys(KeysOf(province), province.Origin, province.Operator);
            foreach (DemoAuthority authority in AuthoritiesOf(province))
            {
                pki.WriteAuthorityKeys(KeysOf(province), authority);
            }
        }

        EvmContract contract = await DeployAsync();
        DemoCosigners cosigners = DemoCosigners.Load(_folder.Path, DemoWorld.Provinces, province => addresses[province]);
        TrustPolicy policy = new(pki.Roots, [.. DemoWorld.Provinces.Select(province => LogOf(province, addresses[province]))], Chain: null, TimeSpan.FromDays(1));
        Nodes = [.. DemoWorld.Provinces.Select(province => new StoryProvince(_provider.Into(OptionsOf(province, addresses, cosigners, contract)), _provider))];
        foreach (StoryProvince node in Nodes)
        {
            TrustFolder.Save(node.Options.TrustFolder, policy);
        }

        await Task.WhenAll(Nodes.Select(node => node.StartAsync()));
        await Task.WhenAll(Nodes.Select(node => node.UntilWritingAsync()));
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask()));
        await _provider!.DisposeAsync();
    }

    public void Dispose()
    {
        _chain?.Dispose();
        _folder.Dispose();
    }

    /// <summary>Plays a story once, whoever asks for it first.</summary>
    internal Task OnceAsync(string name, Func<Task> play) => _stories.GetOrAdd(name, _ => new Lazy<Task>(play)).Value;

    /// <summary>The key that an authority's system shows.</summary>
    internal static string KeyOf(string authority) => $"key-of-{authority}";

    private static IEnumerable<DemoAuthority> AuthoritiesOf(DemoProvince province) => DemoWorld.Authorities.Where(authority => authority.Province == province.Division);

    private string KeysOf(DemoProvince province) => Path.Combine(_folder[province.Folder], "keys");

    private NodeOptions OptionsOf(DemoProvince province, Dictionary<DemoProvince, Uri> addresses, DemoCosigners cosigners, EvmContract contract) => new()
    {
        Folder = _folder[province.Folder],
        Origin = province.Origin,
        Province = province.Name,
        Division = province.Division,
        Listen = addresses[province],
        PublicAddress = addresses[province],
        WitnessName = DemoCosigners.NameOf(province),
        Witnesses = cosigners.WitnessesFor(province),
        MapAuditors = cosigners.MapAuditorsFor(province),
        WitnessHeartbeatSeconds = 1,
        MirrorPollSeconds = 1,
        AuditCommitSeconds = 1,
        Provinces = DemoNeighbours.Of(province, _folder.Path, other => addresses[other]),
        Telemetry = new TelemetryOptions { Metrics = new Uri($"http://127.0.0.1:{Ports.Find()}") },
        Anchoring = new AnchorOptions
        {
            Nodes = [new AnchorNode { Url = Chain.Url }],
            ChainId = AnvilChain.ChainId,
            Contract = contract.Address.ToString(),
            CodeHash = contract.CodeHash.ToHex(),
            IntervalSeconds = 1,
            PollSeconds = 1,
        },
        Systems =
        [
            .. AuthoritiesOf(province).Select(authority => new DepartmentSystem
            {
                Name = authority.Code,
                Authority = authority.Code,
                KeySha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(authority.Code)))),
                MaterialLevels = ["a", "b", "c", "d"],
            }),
        ],
    };

    private async Task<EvmContract> DeployAsync()
    {
        using Secp256k1Key owner = Secp256k1Key.Generate();
        using EvmNetwork network = new([new AnchorNode { Url = Chain.Url }], AnvilChain.ChainId, Patience, expected: null);
        AnchorDeployment deployment = new(network, owner, gasPriceWei: 0, Patience, TimeProvider.System);
        EvmContract contract = await deployment.DeployAsync(AnchorArtefact.Load(ProgramFolder.ContractFile), CancellationToken.None);
        foreach (DemoProvince province in DemoWorld.Provinces)
        {
            using Secp256k1Key key = Secp256k1Key.Generate();
            AnchorKeyFile.Save(Path.Combine(KeysOf(province), "anchor.key"), key, passphrase: null);
            await deployment.RegisterAsync(contract.Address, province.Origin, new EvmAddress(key.Address), CancellationToken.None);
        }

        return contract;
    }

    private TrustedLog LogOf(DemoProvince province, Uri address)
    {
        using SigningKey ed25519 = SigningKeyFile.Load(Path.Combine(KeysOf(province), "log-ed25519.key"));
        using SigningKey sm2 = SigningKeyFile.Load(Path.Combine(KeysOf(province), "log-sm2.key"));
        return new TrustedLog(province.Origin, new NoteSigner(province.Origin, ed25519).Verifier, new NoteSigner(province.Origin + "/sm3", sm2).Verifier, address);
    }
}
