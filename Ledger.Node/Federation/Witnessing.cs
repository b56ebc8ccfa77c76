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
    private readonly Cosignatures _cosignatures;

    private Witnessing(NodeOptions options, StateStore store, LedgerWriter ledger, WitnessClient client, TimeProvider time, ILoggerFactory loggers)
    {
        _cosignatures = new Cosignatures(store);
        if (options.WitnessName is string name)
        {
            _key = SigningKeyFile.Load(Path.Combine(options.KeyFolder, "witness-ed25519.key"));
            Witness = new Witness(
                store, new NoteCosigner(name, _key), OtherLogs(options), () => ledger.State.Mode == WriterMode.Writing, time);
        }

        Feeder = new WitnessFeeder(
            ledger,
            [.. options.Witnesses.Select(peer => new WitnessFeed(peer, ledger, _cosignatures, client, time))],
            TimeSpan.FromSeconds(options.WitnessHeartbeatSeconds),
            time,
            loggers.CreateLogger<WitnessFeeder>());
    }

    /// <summary>Cosigns the other logs; null where the node has no name to do so under.</summary>
    public Witness? Witness { get; }

    /// <summary>Collects cosignatures of the own log.</summary>
    public WitnessFeeder Feeder { get; }

    /// <summary>Opens it over the node's store and log, which stay the caller's.</summary>
    /// <exception cref="FormatException">The trust policy or a witness's setting is malformed.</exception>
    public static Witnessing Open(
        NodeOptions options, StateStore store, LedgerWriter ledger, WitnessClient client, TimeProvider time, ILoggerFactory loggers) =>
        new(options, store, ledger, client, time, loggers);

    /// <summary>The signed checkpoint of a head with the cosignatures collected for it.</summary>
    public string NoteOf(LogHead head) => _cosignatures.AppendTo(head.Note, head.Checkpoint);

    public void Dispose()
    {
        Feeder.Dispose();
        _key?.Dispose();
    }

    // The own log is left out: a log's own word adds nothing to its signature.
    private static Dictionary<string, NoteVerifier> OtherLogs(NodeOptions options)
    {
        string policy = Path.Combine(options.TrustFolder, "policy.json");
        return File.Exists(policy)
            ? TrustPolicy.Parse(File.ReadAllBytes(policy)).Logs
                .Where(log => log.Origin != options.Origin)
                .ToDictionary(log => log.Origin, log => log.Ed25519)
            : [];
    }
}
