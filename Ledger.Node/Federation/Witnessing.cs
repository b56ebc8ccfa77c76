using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Federation;

/// <summary>A node's part in witnessing: as a witness of the other logs, and as a log that the others witness.</summary>
internal sealed class Witnessing : IDisposable
{
    private readonly SigningKey? _key;

    private Witnessing(
        NodeOptions options, TrustPolicy? trust, StateStore store, LedgerWriter ledger, NoteVerifier log, WitnessClient client, KeyPassphrase? passphrase, TimeProvider time, ILoggerFactory loggers)
    {
        if (options.WitnessName is string name)
        {
            _key = SigningKeyFile.Load(Path.Combine(options.KeyFolder, "witness-ed25519.key"), passphrase);
            Witness = new Witness(
                store, new NoteCosigner(name, _key), OtherLogs(options, trust), () => ledger.State.Mode == WriterMode.Writing, time);
        }

        Cosignatures cosignatures = new(store);
        Cosigned = new CosignedHeads(ledger, cosignatures, trust?.LogOf(options.Origin)?.Witnesses, time);
        Feeder = new WitnessFeeder(
            ledger,
            [.. options.Witnesses.Concat(options.MapAuditors).Select(peer => new WitnessFeed(peer, ledger, log, cosignatures, client, time))],
            Cosigned,
            TimeSpan.FromSeconds(options.WitnessHeartbeatSeconds),
            time,
            loggers.CreateLogger<WitnessFeeder>());
    }

    /// <summary>Cosigns the other logs; null where the node has no name to do so under.</summary>
    public Witness? Witness { get; }

    /// <summary>Which checkpoints of the own log have their quorum.</summary>
    public CosignedHeads Cosigned { get; }

    /// <summary>Collects cosignatures of the own log.</summary>
    public WitnessFeeder Feeder { get; }

    /// <summary>Opens it over the node's store and log, which stay the caller's.</summary>
    /// <param name="options">The node's settings.</param>
    /// <param name="trust">Its trust policy, or null where it has none.</param>
    /// <param name="store">Its store.</param>
    /// <param name="ledger">Its log.</param>
    /// <param name="log">The log's key.</param>
    /// <param name="client">For calls to other witnesses.</param>
    /// <param name="passphrase">Of its key file; null where that is not encrypted.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="loggers">For the records.</param>
    /// <exception cref="FormatException">A witness's setting or key file is malformed.</exception>
    public static Witnessing Open(
        NodeOptions options, TrustPolicy? trust, StateStore store, LedgerWriter ledger, NoteVerifier log, WitnessClient client, KeyPassphrase? passphrase, TimeProvider time, ILoggerFactory loggers) =>
        new(options, trust, store, ledger, log, client, passphrase, time, loggers);

    public void Dispose()
    {
        Feeder.Dispose();
        _key?.Dispose();
    }

    // The own log is left out: a log's own word adds nothing to its signature.
    private static Dictionary<string, NoteVerifier> OtherLogs(NodeOptions options, TrustPolicy? trust) =>
        (trust?.Logs ?? []).Where(log => log.Origin != options.Origin).ToDictionary(log => log.Origin, log => log.Ed25519);
}
