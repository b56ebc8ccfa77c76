using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>
/// The node's second identity: its signature says that both trees and the status map of another log were recomputed from
/// the leaves, and are what the log signed. Same protocol and same memory as a <see cref="Witness"/>, another key and name.
/// </summary>
internal sealed class MapAuditor
{
    // The first may join a step that looked before the checkpoint was made; the second cannot.
    private const int Rounds = 2;

    private readonly DurableCosigner _cosigner;
    private readonly IReadOnlyDictionary<string, LogMirror> _mirrors;
    private readonly IReadOnlyDictionary<string, NoteVerifier> _logs;
    private readonly TimeProvider _time;

    /// <summary>A map auditor over mirrors.</summary>
    /// <param name="store">Keeps what was signed; stays the caller's.</param>
    /// <param name="cosigner">Its key, under a name that ends in <see cref="NameSuffix"/>.</param>
    /// <param name="mirrors">The mirror of each log, by origin.</param>
    /// <param name="logs">Key of each of these logs.</param>
    /// <param name="maySign">False in quarantine, when the stored rows cannot be relied on.</param>
    /// <param name="time">The only clock.</param>
    public MapAuditor(
        StateStore store,
        NoteCosigner cosigner,
        IReadOnlyDictionary<string, LogMirror> mirrors,
        IReadOnlyDictionary<string, NoteVerifier> logs,
        Func<bool> maySign,
        TimeProvider time)
    {
        _cosigner = new DurableCosigner(store, Column.MapAudited, cosigner, maySign, time);
        (_mirrors, _logs, _time) = (mirrors, logs, time);
    }

    /// <summary>What stands behind the witness's name in the map auditor's.</summary>
    public const string NameSuffix = "/map-auditor";

    /// <summary>How long a request may wait until the copy has caught up.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The public half of its key.</summary>
    public NoteVerifier Verifier => _cosigner.Verifier;

    /// <summary>Judges a request; catches up first where the copy does not reach so far.</summary>
    /// <param name="body">c2sp.org/tlog-witness, "add-checkpoint"; the old size and the proof are not needed.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="StoreException">The disk failed. Nothing was answered, and nothing will be until the next start.</exception>
    /// <exception cref="CryptographicException">The key failed. Nothing was stored or answered.</exception>
    public async Task<WitnessAnswer> AddAsync(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (SubmittedCheckpoint.Read(body.Span, _logs, out WitnessOutcome refusal) is not SubmittedCheckpoint submitted)
        {
            return new WitnessAnswer(refusal);
        }

        LogMirror mirror = _mirrors[submitted.Checkpoint.Origin];
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task patience = Task.Delay(Patience, _time, over.Token);
        bool isLeft = false;
        for (int i = 0; (i < Rounds || isLeft) && !patience.IsCompleted && mirror.Judge(submitted.Signed) == MirrorJudgement.NotReached; i++)
        {
            Task<bool> step = mirror.CatchUpAsync();
            isLeft = await Task.WhenAny(step, patience) == step && await step;
        }

        await over.CancelAsync();
        cancel.ThrowIfCancellationRequested();
        return _cosigner.Cosign(submitted.Signed, last => Refusal(mirror, submitted.Signed, last));
    }

    /// <summary>The newest checkpoint of a log that it signed, or null.</summary>
    /// <param name="origin">SHA-256 of its origin.</param>
    public WitnessedCheckpoint? Latest(Digest origin) => _cosigner.Latest(origin);

    // What was signed last is judged too: a copy that was lost and fetched anew may be of another history.
    private static WitnessAnswer? Refusal(LogMirror mirror, SignedCheckpoint signed, WitnessedCheckpoint? last) =>
        mirror.Judge(signed) switch
        {
            MirrorJudgement.NotReached => new WitnessAnswer(WitnessOutcome.NotReached),
            MirrorJudgement.Recomputed when last is null || mirror.Judge(last.Signed) != MirrorJudgement.Contradicted => null,
            _ => new WitnessAnswer(WitnessOutcome.NotRecomputed),
        };
}
