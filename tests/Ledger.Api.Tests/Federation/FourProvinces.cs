using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Crash;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;

namespace Ledger.Api.Tests.Federation;

/// <summary>
/// Four provinces' nodes, each the built program as a process of its own, without a chain. Each reaches each other one by a
/// <see cref="Link"/> of its own, so that anybody can be cut off, and different ones can be shown different things.
/// </summary>
public sealed class FourProvinces : IAsyncLifetime, IDisposable
{
    /// <summary>Short enough that a test can wait until a proof is too old.</summary>
    internal static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(12);

    private static readonly DemoProvince[] Provinces = [.. DemoWorld.Provinces];

    private readonly TemporaryFolder _folder = new();
    private readonly string _departmentKey = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    private readonly Dictionary<DemoProvince, Uri> _addresses = [];
    private readonly Dictionary<(string Folder, string To), Link> _ways = [];
    private readonly List<TcpListener> _reserved = [];
    private readonly List<ProvinceProcess> _all = [];
    private readonly IReadOnlyList<Certificate> _roots;

    public FourProvinces()
    {
        foreach (DemoProvince province in Provinces)
        {
            _addresses.Add(province, Reserve());
        }

        using DemoPki pki = DemoPki.Create(_folder["pki"], TimeProvider.System.GetUtcNow());
        foreach (DemoProvince province in Provinces)
        {
            string keys = Path.Combine(_folder[province.Folder], "keys");
            pki.WriteNodeKeys(keys, province.Origin, province.Operator);
            pki.WriteAuthorityKeys(keys, AuthorityOf(province));
        }

        _roots = pki.Roots;
        Nodes = [.. Provinces.Select(province => Make(province, _folder[province.Folder], _addresses[province]))];
        Referee = new Referee(PolicyOf(province => _addresses[province]));
    }

    /// <summary>The four nodes.</summary>
    internal IReadOnlyList<ProvinceProcess> Nodes { get; }

    internal ProvinceProcess Shanghai => Nodes[0];

    internal ProvinceProcess Jiangsu => Nodes[1];

    internal ProvinceProcess Zhejiang => Nodes[2];

    internal ProvinceProcess Anhui => Nodes[3];

    /// <summary>A stranger with the same policy, who knows what was really issued and revoked.</summary>
    internal Referee Referee { get; }

    /// <summary>The way from one node to another.</summary>
    internal Link Way(ProvinceProcess from, ProvinceProcess to) => _ways[(from.Options.Folder, to.Options.Origin)];

    /// <summary>The nodes but one.</summary>
    internal IEnumerable<ProvinceProcess> OthersThan(ProvinceProcess node) => Nodes.Where(other => other != node);

    /// <summary>Every way to and from a node.</summary>
    internal IEnumerable<Link> WaysOf(ProvinceProcess node) => OthersThan(node).SelectMany(other => new[] { Way(node, other), Way(other, node) });

    /// <summary>A path in a folder of its own beside the nodes'.</summary>
    internal string Beside(string name) => _folder[name];

    /// <summary>Copies Shanghai's folder, whose node is stopped, and makes a second node of it with ways of its own to the others.</summary>
    internal ProvinceProcess CloneShanghai()
    {
        DemoProvince shanghai = Provinces[0];
        FolderCopy.Make(_folder[shanghai.Folder], _folder["twin"]);
        return Make(shanghai, _folder["twin"], new Uri($"http://127.0.0.1:{Ports.Find()}"));
    }

    /// <summary>
    /// Waits until all is well: all write, all checkpoints have their quorum, all copies are whole. Starts nobody, and takes no hand to
    /// anything.
    /// </summary>
    internal async Task UntilWellAsync()
    {
        foreach (ProvinceProcess node in Nodes)
        {
            await node.UntilWritingAsync();
            await Patience.UntilAsync(node.QuorumAsync, IsMet, $"{node.Options.Origin} has its quorum");
        }

        foreach (ProvinceProcess node in Nodes)
        {
            long size = await node.SizeAsync();
            foreach (ProvinceProcess other in OthersThan(node))
            {
                await other.UntilMirroredAsync(node, size);
            }
        }
    }

    /// <summary>Whether a checkpoint's label says that it has its quorum.</summary>
    internal static bool IsMet(string label) => label.StartsWith("met", StringComparison.Ordinal);

    public async Task InitializeAsync()
    {
        _reserved.ForEach(listener => listener.Dispose());
        foreach (ProvinceProcess node in Nodes)
        {
            node.Launch();
        }

        await UntilWellAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (ProvinceProcess node in _all)
        {
            await node.DisposeAsync();
        }
    }

    public void Dispose()
    {
        foreach (Link link in _ways.Values)
        {
            link.Dispose();
        }

        Referee.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<DemoProvince> OthersThan(DemoProvince province) => Provinces.Where(other => other != province);

    private static DemoAuthority AuthorityOf(DemoProvince province) =>
        DemoWorld.Authorities.First(authority => authority.Province == province.Division);

    /// <summary>An address that nobody else is given until the nodes start: making their keys takes a while.</summary>
    private Uri Reserve()
    {
        TcpListener listener = new(IPAddress.Loopback, Ports.Find());
        listener.Start();
        _reserved.Add(listener);
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    /// <summary>Makes a node whose keys are there, with a way of its own to each of the others.</summary>
    private ProvinceProcess Make(DemoProvince province, string folder, Uri address)
    {
        foreach (DemoProvince to in OthersThan(province))
        {
            _ways.Add((folder, to.Origin), new Link(_addresses[to]));
        }

        Uri AddressOf(DemoProvince other) => other == province ? address : _ways[(folder, other.Origin)].Address;
        DemoCosigners cosigners = DemoCosigners.Load(_folder.Path, Provinces, AddressOf);
        NodeOptions options = new()
        {
            Origin = province.Origin,
            Province = province.Name,
            Division = province.Division,
            Listen = address,
            PublicAddress = address,
            WitnessName = DemoCosigners.NameOf(province),
            Witnesses = cosigners.WitnessesFor(province),
            MapAuditors = cosigners.MapAuditorsFor(province),
            Provinces = DemoNeighbours.Of(province, _folder.Path, other => _addresses[other]), // what is signed is one address: no detours
            WitnessHeartbeatSeconds = 1,
            MirrorPollSeconds = 1,
            Systems =
            [
                new DepartmentSystem
                {
                    Name = "test",
                    Authority = AuthorityOf(province).Code,
                    KeySha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_departmentKey))),
                },
            ],
            Folder = folder,
        };
        options.Save(folder);
        TrustFolder.Save(options.TrustFolder, PolicyOf(AddressOf));
        ProvinceProcess node = new(options, _departmentKey);
        _all.Add(node);
        return node;
    }

    private TrustPolicy PolicyOf(Func<DemoProvince, Uri> addressOf)
    {
        DemoCosigners cosigners = DemoCosigners.Load(_folder.Path, Provinces, addressOf);
        return new TrustPolicy(_roots, [.. Provinces.Select(province => LogOf(province, addressOf(province), cosigners))], Chain: null, MaximumAge);
    }

    private TrustedLog LogOf(DemoProvince province, Uri address, DemoCosigners cosigners)
    {
        string keys = Path.Combine(_folder[province.Folder], "keys");
        using SigningKey ed25519 = SigningKeyFile.Load(Path.Combine(keys, "log-ed25519.key"));
        using SigningKey sm2 = SigningKeyFile.Load(Path.Combine(keys, "log-sm2.key"));
        NoteVerifier log = new NoteSigner(province.Origin, ed25519).Verifier;
        return new TrustedLog(
            province.Origin, log, new NoteSigner(province.Origin + "/sm3", sm2).Verifier, address, cosigners.PolicyFor(province, log, address));
    }
}
