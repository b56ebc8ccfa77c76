using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Federation;

/// <summary>A node's mirrors of the other logs, and the map auditor that signs what they recomputed.</summary>
internal sealed class Mirroring : IAsyncDisposable
{
    private readonly Dictionary<string, LogMirror> _mirrors = [];
    private readonly Dictionary<Digest, LogMirror> _byKey = [];
    private readonly List<RemoteLog> _remotes = [];
    private readonly SigningKey? _key;

    private Mirroring(NodeOptions options, TrustPolicy? policy, StateStore store, LedgerWriter ledger, KeyPassphrase? passphrase, TimeProvider time, ILoggerFactory loggers)
    {
        List<TrustedLog> logs = [.. policy?.Logs.Where(log => log.Origin != options.Origin && log.Address is not null) ?? []];
        foreach (TrustedLog log in logs)
        {
            MirrorLimits limits = new() { Age = policy!.MaximumAge };
            RemoteLog remote = new(new Uri(log.Address!.AbsoluteUri.TrimEnd('/') + "/log"), limits.Answer, options.OutgoingNetworks);
            LogMirror mirror = new(log, remote.ReadAsync, store, limits, time);
            _remotes.Add(remote);
            _mirrors.Add(log.Origin, mirror);
            _byKey.Add(Witness.KeyOf(log.Origin), mirror);
        }

        if (options.WitnessName is string name)
        {
            _key = SigningKeyFile.Load(Path.Combine(options.KeyFolder, "map-auditor-ed25519.key"), passphrase);
            Auditor = new MapAuditor(
                store,
                new NoteCosigner(name + MapAuditor.NameSuffix, _key),
                _mirrors,
                logs.ToDictionary(log => log.Origin, log => log.Ed25519),
                () => ledger.State.Mode == WriterMode.Writing,
                time);
        }

        Follower = new MirrorFollower(
            _mirrors.Values, TimeSpan.FromSeconds(options.MirrorPollSeconds), time, loggers.CreateLogger<MirrorFollower>());
    }

    /// <summary>One mirror for each other log of the trust policy that has an address.</summary>
    public IReadOnlyCollection<LogMirror> All => _mirrors.Values;

    /// <summary>Signs what was recomputed; null where the node has no name to do so under.</summary>
    public MapAuditor? Auditor { get; }

    /// <summary>Keeps the mirrors up to date.</summary>
    public MirrorFollower Follower { get; }

    /// <summary>Opens them over the node's store and log, which stay the caller's.</summary>
    /// <exception cref="FormatException">The key file is malformed.</exception>
    public static Mirroring Open(
        NodeOptions options, TrustPolicy? policy, StateStore store, LedgerWriter ledger, KeyPassphrase? passphrase, TimeProvider time, ILoggerFactory loggers) =>
        new(options, policy, store, ledger, passphrase, time, loggers);

    /// <summary>The mirror of the log whose origin has this SHA-256, or null.</summary>
    public LogMirror? Find(Digest origin) => _byKey.GetValueOrDefault(origin);

    public async ValueTask DisposeAsync()
    {
        Follower.Dispose();
        foreach (LogMirror mirror in _mirrors.Values)
        {
            await mirror.DisposeAsync();
        }

        _remotes.ForEach(remote => remote.Dispose());
        _key?.Dispose();
    }
}
