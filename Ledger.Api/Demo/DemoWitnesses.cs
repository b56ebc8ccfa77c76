using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Federation;

namespace Ledger.Api.Demo;

/// <summary>The demonstration's witnesses: each province's node, for the logs of the others.</summary>
internal sealed class DemoWitnesses
{
    private const string Quorum = "provinces";

    private readonly IReadOnlyDictionary<DemoProvince, WitnessPeer> _peers;

    private DemoWitnesses(IReadOnlyDictionary<DemoProvince, WitnessPeer> peers) => _peers = peers;

    /// <summary>Reads the witness keys of provinces whose key folders are made.</summary>
    public static DemoWitnesses Load(string folder, IReadOnlyList<DemoProvince> provinces, Func<DemoProvince, Uri> addressOf) =>
        new(provinces.ToDictionary(province => province, province => PeerOf(folder, province, addressOf(province))));

    /// <summary>Name of a province's witness, for example <c>witness.example/sh</c>.</summary>
    public static string NameOf(DemoProvince province) => province.Origin.Replace("ledger.", "witness.", StringComparison.Ordinal);

    /// <summary>The witnesses that a province submits its checkpoints to.</summary>
    public IReadOnlyList<WitnessPeer> OthersThan(DemoProvince province) =>
        [.. _peers.Where(peer => peer.Key != province).Select(peer => peer.Value)];

    /// <summary>A policy in which each province counts once, and one other than the log's own must have cosigned.</summary>
    public TlogPolicy PolicyFor(IReadOnlyList<TrustedLog> logs) => new(
        [.. logs.Select(log => new TlogPolicyLog(log.Ed25519, log.Address is null ? null : new Uri(log.Address, "/log")))],
        [.. _peers.Values.Select(peer => new TlogPolicyWitness(peer.Verifier().Name, peer.Verifier(), peer.Address))],
        [
            .. _peers.Values.Select(peer => new TlogPolicyGroup(peer.Name, 1, [peer.Verifier().Name])),
            new TlogPolicyGroup(Quorum, 1, [.. _peers.Values.Select(peer => peer.Name)]),
        ],
        Quorum);

    private static WitnessPeer PeerOf(string folder, DemoProvince province, Uri address)
    {
        using SigningKey key = SigningKeyFile.Load(Path.Combine(folder, province.Folder, "keys", "witness-ed25519.key"));
        return new WitnessPeer
        {
            Name = province.Folder,
            Vkey = new NoteCosigner(NameOf(province), key).Verifier.ToString(),
            Address = new Uri(address, "/witness"),
        };
    }
}
