using System.Net;
using Ledger.Node.Outgoing;
using Ledger.Node.Security;

namespace Ledger.Node;

/// <content>What of the settings cannot work.</content>
internal sealed partial record NodeOptions
{
    private const int DivisionLength = 6;

    /// <summary>The first setting that cannot work, as a sentence; null where there is none.</summary>
    public string? Problem() => NameProblem() ?? CallerProblem() ?? PeerProblem() ?? NumberProblem() ?? PartProblem();

    private string? NameProblem()
    {
        if (Origin.Length == 0 || Origin.Any(c => char.IsWhiteSpace(c) || c == '+'))
        {
            return "origin: one word without white space.";
        }

        if (Division.Length != DivisionLength || !Division.All(char.IsAsciiDigit))
        {
            return $"division: {DivisionLength} digits.";
        }

        if (!IsWeb(Listen) || !IsWeb(PublicAddress))
        {
            return "listen, publicAddress: absolute http or https addresses.";
        }

        if (Listen.Scheme == Uri.UriSchemeHttp && !Listen.IsLoopback)
        {
            return $"listen: an http address on loopback, or an https address, is needed, not {Listen}.";
        }

        return null;
    }

    private string? CallerProblem()
    {
        if ((Systems.Select(system => system.Problem()).FirstOrDefault(problem => problem is not null) ?? SystemsProblem()) is string system)
        {
            return $"systems: {system}";
        }

        if ((Provinces.Select(province => province.Problem()).FirstOrDefault(problem => problem is not null) ?? ProvincesProblem()) is string province)
        {
            return $"provinces: {province}";
        }

        return null;
    }

    private string? PeerProblem()
    {
        if (PrivateNetworks.Count > OutgoingLimits.PrivateNetworks || PrivateNetworks.Any(network => !IPNetwork.TryParse(network, out _)))
        {
            return $"privateNetworks: {OutgoingLimits.PrivateNetworks} networks at most, such as 10.8.0.0/16.";
        }

        if (Witnesses.Concat(MapAuditors).Select(peer => peer.Problem()).FirstOrDefault(problem => problem is not null) is string peer)
        {
            return $"witnesses, mapAuditors: {peer}";
        }

        if (Continues?.Problem() is string continues)
        {
            return $"continues: {continues}";
        }

        if (KeyPassphrase is not null && KeyPassphraseSource.Problem(KeyPassphrase) is string passphrase)
        {
            return passphrase;
        }

        return null;
    }

    private string? NumberProblem()
    {
        if (WitnessHeartbeatSeconds is < 1 or > 86_400)
        {
            return "witnessHeartbeatSeconds: 1 to 86400.";
        }

        if (MirrorPollSeconds is < 1 or > 3600)
        {
            return "mirrorPollSeconds: 1 to 3600.";
        }

        if (ImportRowsPerSecond is < 0 or > 100_000)
        {
            return "importRowsPerSecond: 0 to 100000.";
        }

        if (ImportRowsAlone is < 0 or > 1_000_000)
        {
            return "importRowsAlone: 0 to 1000000.";
        }

        if (AuditCommitSeconds is < 1 or > 3600)
        {
            return "auditCommitSeconds: 1 to 3600.";
        }

        return null;
    }

    private string? PartProblem()
    {
        if (TimeStamps?.Problem() is string timeStamps)
        {
            return $"timeStamps: {timeStamps}";
        }

        if (Telemetry?.Problem() is string telemetry)
        {
            return $"telemetry: {telemetry}";
        }

        if (SignIn.Problem() is string signIn)
        {
            return $"signIn: {signIn}";
        }

        if (Uses.Problem() is string uses)
        {
            return $"uses: {uses}";
        }

        if (RingCopies.Count > Parties.ErasableRing.MostCopies || RingCopies.Any(string.IsNullOrWhiteSpace))
        {
            return $"ringCopies: {Parties.ErasableRing.MostCopies} paths at most.";
        }

        return Signing.Problem() ?? (Anchoring?.Problems() is { Count: > 0 } problems ? $"anchoring: {string.Join(' ', problems)}" : null);
    }

    private string? SystemsProblem() =>
        Callers.SelectMany(system => system.Keys).GroupBy(key => key.Id).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"two keys are named {twice.Key}."
        : !TakesBearerKeys && Systems.FirstOrDefault(system => system.KeySha256 is not null) is DepartmentSystem shown
            ? $"keySha256 of {shown.Name}: a key that is shown is taken on this machine only; register keys, with which requests are signed, or say bearerKeys."
        : !SpeaksTls && Callers.FirstOrDefault(system => system.Certificates.Count > 0) is DepartmentSystem pinned
            ? $"certificates of {pinned.Name}: the node sees a caller's certificate only where it speaks TLS itself (listen: https)."
        : null;

    private string? ProvincesProblem() =>
        Provinces.Count > NeighbourProvince.Most ? $"{NeighbourProvince.Most} at most."
        : Provinces.Select(province => province.Division).Append(Division).GroupBy(division => division, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? $"{twice.Key} stands there twice, or is this node's own."
        : null;

    private static bool IsWeb(Uri address) => address.IsAbsoluteUri && (address.Scheme is "http" or "https");
}
