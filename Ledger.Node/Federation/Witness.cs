using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>
/// Cosigns other logs' checkpoints (c2sp.org/tlog-witness): each must extend the last one cosigned. What it cosigned is
/// on the disk before anybody sees the signature, so no crash makes it forget what it has vouched for.
/// </summary>
internal sealed class Witness
{
    private readonly StateStore _store;
    private readonly NoteCosigner _cosigner;
    private readonly IReadOnlyDictionary<string, NoteVerifier> _logs;
    private readonly Func<bool> _maySign;
    private readonly TimeProvider _time;

    // c2sp.org/tlog-witness: comparing the old size and storing the new must be one step, or an older request could
    // overwrite a newer one.
    private readonly Lock _turn = new();
    private bool _isStoreLost;

    /// <summary>A witness over an open store.</summary>
    /// <param name="store">Keeps what was cosigned; stays the caller's.</param>
    /// <param name="cosigner">Its key.</param>
    /// <param name="logs">Key of each log it witnesses, by origin.</param>
    /// <param name="maySign">False in quarantine, when the stored rows cannot be relied on.</param>
    /// <param name="time">The only clock.</param>
    public Witness(
        StateStore store,
        NoteCosigner cosigner,
        IReadOnlyDictionary<string, NoteVerifier> logs,
        Func<bool> maySign,
        TimeProvider time) => (_store, _cosigner, _logs, _maySign, _time) = (store, cosigner, logs, maySign, time);

    /// <summary>The public half of its key.</summary>
    public NoteVerifier Verifier => _cosigner.Verifier;

    /// <summary>Judges a request and, if all is well, cosigns its checkpoint.</summary>
    /// <exception cref="StoreException">The disk failed. Nothing was answered, and nothing will be until the next start.</exception>
    /// <exception cref="CryptographicException">The key failed. Nothing was stored or answered.</exception>
    public WitnessAnswer Add(ReadOnlySpan<byte> body)
    {
        AddCheckpointRequest request;
        try
        {
            request = AddCheckpointRequest.Parse(body);
        }
        catch (FormatException)
        {
            return new WitnessAnswer(WitnessOutcome.Malformed);
        }

        if (!_logs.TryGetValue(request.Checkpoint.Origin, out NoteVerifier? log))
        {
            return new WitnessAnswer(WitnessOutcome.UnknownLog);
        }

        if (!request.Note.Verify(log).IsSignedBy(log))
        {
            return new WitnessAnswer(WitnessOutcome.NotSigned);
        }

        if (request.OldSize > request.Checkpoint.Size)
        {
            return new WitnessAnswer(WitnessOutcome.Malformed);
        }

        NoteSignature signature = request.Note.Signatures.First(log.IsNamedBy);
        lock (_turn)
        {
            return AddInTurn(request, signature);
        }
    }

    /// <summary>The newest cosigned checkpoint of a log with our cosignature, or null.</summary>
    /// <param name="origin">SHA-256 of its origin.</param>
    public WitnessedCheckpoint? Latest(Digest origin) =>
        _store.Get(Column.Witnessed, origin.Span) is byte[] row ? WitnessedCheckpoint.Decode(row) : null;

    /// <summary>SHA-256 of an origin, by which a log's row and address are found.</summary>
    public static Digest KeyOf(string origin) => Digest.Sha256(Encoding.UTF8.GetBytes(origin));

    private WitnessAnswer AddInTurn(AddCheckpointRequest request, NoteSignature signature)
    {
        if (_isStoreLost || !_maySign())
        {
            return new WitnessAnswer(WitnessOutcome.NotSigning);
        }

        Checkpoint next = request.Checkpoint;
        WitnessedCheckpoint? last = Latest(KeyOf(next.Origin));
        long size = last?.Checkpoint.Size ?? 0;
        if (request.OldSize != size)
        {
            return new WitnessAnswer(WitnessOutcome.Conflict, Size: size);
        }

        Digest root = last?.Checkpoint.Root ?? MerkleHasher.Sha256.Empty;
        if (!ConsistencyProof.Verify(MerkleHasher.Sha256, size, next.Size, root, next.Root, [.. request.Proof]))
        {
            return new WitnessAnswer(WitnessOutcome.Inconsistent);
        }

        // A cosignature says "newest at this time": a clock that was set back must not make us say it of the past.
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());
        DateTimeOffset time = now > last?.Time ? now : last?.Time ?? now;
        bool isRepeated = last is not null && last.Checkpoint == next && last.Time == time;
        return new WitnessAnswer(
            WitnessOutcome.Cosigned, isRepeated ? last!.Cosignature : Cosign(next, request.Note.Text, signature, time));
    }

    private NoteSignature Cosign(Checkpoint checkpoint, string text, NoteSignature signature, DateTimeOffset time)
    {
        NoteSignature cosignature = _cosigner.Sign(text, time);

        // A fault while signing can give the key away.
        if (!Verifier.Verify(text, cosignature, out _))
        {
            throw new CryptographicException("A fresh cosignature does not verify.");
        }

        // Signatures of unknown keys are not passed on: nobody here has checked them.
        SignedNote note = SignedNote.Parse(Encoding.UTF8.GetBytes($"{text}\n{signature}\n")).With(cosignature);
        WriteBatch batch = new();
        batch.Put(
            Column.Witnessed,
            KeyOf(checkpoint.Origin).ToArray(),
            new WitnessedCheckpoint(checkpoint, note, time).Encode());
        _isStoreLost = true; // unless the next line returns: what is on the disk is otherwise unknown
        _store.Write(batch);
        _isStoreLost = false;
        return cosignature;
    }
}
