using System.Net;
using System.Net.Sockets;
using Ledger.Api.Demo;
using Ledger.Api.Hosting;
using Ledger.Api.Verification;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Ledger.Node.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Api.Tests.Federation;

/// <summary>Two provinces' nodes over HTTP in this process, each the other's witness.</summary>
internal sealed class ProvincePair : IAsyncDisposable
{
    private readonly NodeOptions[] _options;
    private readonly WebApplication?[] _apps = new WebApplication?[2];
    private readonly ProvinceNode?[] _nodes = new ProvinceNode?[2];
    private int _authorities;

    public ProvincePair(TemporaryFolder folder, int heartbeatSeconds)
    {
        DemoProvince[] provinces = [DemoWorld.Provinces[0], DemoWorld.Provinces[1]];
        Uri[] addresses = FreeAddresses();
        using (DemoPki pki = DemoPki.Create(folder["pki"], TimeProvider.System.GetUtcNow()))
        {
            foreach (DemoProvince province in provinces)
            {
                pki.WriteNodeKeys(Path.Combine(folder[province.Folder], "keys"), province.Origin, province.Operator);
            }

            Policy = new TrustPolicy(
                pki.Roots,
                [.. provinces.Select((province, i) => LogOf(folder, province, addresses[i]))],
                Chain: null,
                TimeSpan.FromDays(1));
        }

        DemoCosigners witnesses = DemoCosigners.Load(folder.Path, provinces, province => addresses[Array.IndexOf(provinces, province)]);
        Quorum = EitherOf(provinces, witnesses);
        _options = [.. provinces.Select((province, i) => OptionsOf(folder, province, addresses[i], heartbeatSeconds, witnesses))];
        Array.ForEach(_options, options => TrustFolder.Save(options.TrustFolder, Policy));
    }

    public HttpClient Http { get; } = new();

    public TrustPolicy Policy { get; }

    public TlogPolicy Quorum { get; }

    public ProvinceNode Node(int i) => _nodes[i]!;

    public Uri Address(int i, string path) => new(_options[i].Listen, path);

    public string FolderOf(int i) => _options[i].Folder;

    /// <summary>Writes a node's settings, for commands that read its folder.</summary>
    public void Save(int i) => _options[i].Save(_options[i].Folder);

    /// <summary>Takes over what a command changed in a node's settings.</summary>
    public NodeOptions Reload(int i) => _options[i] = NodeOptions.Load(_options[i].Folder);

    /// <summary>Makes a stopped node's log longer while nobody else is asked or told, as a thief of its folder would.</summary>
    public async Task GrowAloneAsync(int i)
    {
        NodeOptions alone = _options[i] with { Witnesses = [], MapAuditors = [] };
        await using ProvinceNode node = await ProvinceNode.OpenAsync(alone, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        DemoAuthority authority = DemoWorld.Authorities[_authorities++];
        await node.Authorities.RegisterAsync(authority.Code, authority.Name, authority.Province, CancellationToken.None);
    }

    public async Task StartAsync(int i)
    {
        EmptyDatabase.PutInto(_options[i].DatabaseFolder);
        _nodes[i] = await ProvinceNode.OpenAsync(_options[i], TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        _apps[i] = NodeHost.Build(_nodes[i]!, TimeProvider.System, builder => builder.Logging.ClearProviders());
        await _apps[i]!.StartAsync();
    }

    public async Task StopAsync(int i)
    {
        if (_apps[i] is WebApplication app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            await _nodes[i]!.DisposeAsync();
            _apps[i] = null;
        }
    }

    /// <summary>Signs with a node's log key what that node would not.</summary>
    public SignedNote SignAs(int i, Checkpoint checkpoint)
    {
        using SigningKey key = SigningKeyFile.Load(Path.Combine(_options[i].KeyFolder, "log-ed25519.key"));
        return SignedNote.Sign(checkpoint.Format(), new NoteSigner(checkpoint.Origin, key));
    }

    /// <summary>Makes a node's log longer, once the others have told what they remember of it.</summary>
    public async Task GrowAsync(int i)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (Node(i).Ledger.State.Mode == WriterMode.Waiting)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }

        DemoAuthority authority = DemoWorld.Authorities[_authorities++];
        await Node(i).Authorities.RegisterAsync(authority.Code, authority.Name, authority.Province, CancellationToken.None);
    }

    /// <summary>Asks a node for its checkpoint until it is as it should be.</summary>
    public async Task<SignedNote> CheckpointAsync(int i, Predicate<SignedNote> isRight)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            SignedNote note = SignedNote.Parse(await Http.GetByteArrayAsync(Address(i, "/log/checkpoint"), patience.Token));
            if (isRight(note))
            {
                return note;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(0);
        await StopAsync(1);
        Http.Dispose();
    }

    /// <summary>A policy for either log: the other's witness must have cosigned it.</summary>
    private TlogPolicy EitherOf(DemoProvince[] provinces, DemoCosigners cosigners)
    {
        WitnessPeer[] peers = [.. provinces.SelectMany(cosigners.WitnessesFor)];
        return new TlogPolicy(
            [.. Policy.Logs.Select(log => new TlogPolicyLog(log.Ed25519, Address: null))],
            [.. peers.Select(peer => new TlogPolicyWitness(peer.Name, peer.Verifier(), peer.Address))],
            [new TlogPolicyGroup("either", 1, [.. peers.Select(peer => peer.Name)])],
            "either");
    }

    private static Uri[] FreeAddresses()
    {
        using TcpListener first = new(IPAddress.Loopback, 0);
        using TcpListener second = new(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return [.. new[] { first, second }.Select(probe => new Uri($"http://{probe.LocalEndpoint}"))];
    }

    private static TrustedLog LogOf(TemporaryFolder folder, DemoProvince province, Uri address)
    {
        string keys = Path.Combine(folder[province.Folder], "keys");
        using SigningKey ed25519 = SigningKeyFile.Load(Path.Combine(keys, "log-ed25519.key"));
        using SigningKey sm2 = SigningKeyFile.Load(Path.Combine(keys, "log-sm2.key"));
        return new TrustedLog(
            province.Origin,
            new NoteSigner(province.Origin, ed25519).Verifier,
            new NoteSigner(province.Origin + "/sm3", sm2).Verifier,
            address);
    }

    private static NodeOptions OptionsOf(
        TemporaryFolder folder, DemoProvince province, Uri address, int heartbeatSeconds, DemoCosigners witnesses) => new()
        {
            Folder = folder[province.Folder],
            Origin = province.Origin,
            Province = province.Name,
            Division = province.Division,
            Listen = address,
            PublicAddress = address,
            WitnessName = DemoCosigners.NameOf(province),
            Witnesses = witnesses.WitnessesFor(province),
            WitnessHeartbeatSeconds = heartbeatSeconds,
            MirrorPollSeconds = 1,
        };
}
