using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Federation;

namespace Ledger.Api.Demo;

/// <summary>The demonstration's witnesses and map auditors: each province's node is both, for the logs of the others.</summary>
internal sealed class DemoCosigners
{
    private const string Witnesses = "witnesses";
    private const string Auditors = "auditors";
    private const string Quorum = "provinces";

    private readonly IReadOnlyDictionary<DemoProvince, WitnessPeer> _witnesses;
    private readonly IReadOnlyDictionary<DemoProvince, WitnessPeer> _auditors;

    private DemoCosigners(
        IReadOnlyDictionary<DemoProvince, WitnessPeer> witnesses, IReadOnlyDictionary<DemoProvince, WitnessPeer> auditors) =>
        (_witnesses, _auditors) = (witnesses, auditors);

    /// <summary>Reads the keys of provinces whose key folders are made.</summary>
    public static DemoCosigners Load(
        string folder, IReadOnlyList<DemoProvince> provinces, Func<DemoProvince, Uri> addressOf, KeyPassphrase? passphrase = null) => new(
        provinces.ToDictionary(province => province, province => PeerOf(
            folder, province, "", "witness-ed25519.key", new Uri(addressOf(province), "/witness"), passphrase)),
        provinces.ToDictionary(province => province, province => PeerOf(
            folder, province, MapAuditor.NameSuffix, "map-auditor-ed25519.key", new Uri(addressOf(province), "/map-auditor"), passphrase)));

    /// <summary>Name of a province's witness, for example <c>witness.example/sh</c>.</summary>
    public static string NameOf(DemoProvince province) => province.Origin.Replace("ledger.", "witness.", StringComparison.Ordinal);

    /// <summary>The witnesses that a province submits its checkpoints to.</summary>
    public IReadOnlyList<WitnessPeer> WitnessesFor(DemoProvince province) => OthersThan(province, _witnesses);

    /// <summary>The map auditors that a province submits its checkpoints to.</summary>
    public IReadOnlyList<WitnessPeer> MapAuditorsFor(DemoProvince province) => OthersThan(province, _auditors);

    /// <summary>
    /// Who must have cosigned a province's checkpoints: more than half of the other provinces as witnesses, and as many as map auditors.
    /// Each province has one key of each kind, and so counts once.
    /// </summary>
    public TlogPolicy PolicyFor(DemoProvince province, NoteVerifier log, Uri address)
    {
        IReadOnlyList<WitnessPeer> witnesses = WitnessesFor(province);
        IReadOnlyList<WitnessPeer> auditors = MapAuditorsFor(province);
        int most = (witnesses.Count / 2) + 1;
        return new TlogPolicy(
            [new TlogPolicyLog(log, new Uri(address, "/log"))],
            [.. witnesses.Concat(auditors).Select(peer => new TlogPolicyWitness(peer.Name, peer.Verifier(), peer.Address))],
            [
                new TlogPolicyGroup(Witnesses, most, [.. witnesses.Select(peer => peer.Name)]),
                new TlogPolicyGroup(Auditors, most, [.. auditors.Select(peer => peer.Name)]),
                new TlogPolicyGroup(Quorum, 2, [Witnesses, Auditors]),
            ],
            Quorum);
    }

    private static IReadOnlyList<WitnessPeer> OthersThan(DemoProvince province, IReadOnlyDictionary<DemoProvince, WitnessPeer> peers) =>
        [.. peers.Where(peer => peer.Key != province).Select(peer => peer.Value)];

    private static WitnessPeer PeerOf(string folder, DemoProvince province, string suffix, string keyFile, Uri address, KeyPassphrase? passphrase)
    {
        using SigningKey key = SigningKeyFile.Load(Path.Combine(folder, province.Folder, "keys", keyFile), passphrase);
        return new WitnessPeer
        {
            Name = province.Folder + suffix,
            Vkey = new NoteCosigner(NameOf(province) + suffix, key).Verifier.ToString(),
            Address = address,
        };
    }
}
