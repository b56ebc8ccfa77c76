using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>
/// A cosigner's key with its memory: for each log the newest checkpoint it cosigned, on the disk before anybody sees the
/// signature. Whatever its owner judges, it never signs two roots for one size, never goes back in size or time, and signs
/// nothing when it must not or after the disk failed.
/// </summary>
/// <param name="store">Keeps what was cosigned; stays the caller's.</param>
/// <param name="column">One row a log, in a column of its own.</param>
/// <param name="cosigner">The key.</param>
/// <param name="maySign">False in quarantine, when the stored rows cannot be relied on.</param>
/// <param name="time">The only clock.</param>
internal sealed class DurableCosigner(StateStore store, Column column, NoteCosigner cosigner, Func<bool> maySign, TimeProvider time)
{
    // c2sp.org/tlog-witness: comparing with the row and renewing it must be one step, or an older request could
    // overwrite a newer one.
    private readonly Lock _turn = new();
    private bool _isStoreLost;

    /// <summary>The public half of the key.</summary>
    public NoteVerifier Verifier => cosigner.Verifier;

    /// <summary>The newest cosigned checkpoint of a log with our cosignature, or null.</summary>
    /// <param name="origin">SHA-256 of its origin.</param>
    public WitnessedCheckpoint? Latest(Digest origin) =>
        store.Get(column, origin.Span) is byte[] row ? WitnessedCheckpoint.Decode(row) : null;

    /// <summary>Cosigns a checkpoint, unless it is refused.</summary>
    /// <param name="signed">The checkpoint, whose log's signature was verified.</param>
    /// <param name="refusal">The owner's judgement in view of the last one cosigned, or null where it agrees. Asked in turn.</param>
    /// <exception cref="StoreException">The disk failed. Nothing was answered, and nothing will be until the next start.</exception>
    /// <exception cref="CryptographicException">The key failed. Nothing was stored or answered.</exception>
    public WitnessAnswer Cosign(SignedCheckpoint signed, Func<WitnessedCheckpoint?, WitnessAnswer?> refusal)
    {
        lock (_turn)
        {
            if (_isStoreLost || !maySign())
            {
                return new WitnessAnswer(WitnessOutcome.NotSigning);
            }

            Checkpoint next = signed.Checkpoint;
            WitnessedCheckpoint? last = Latest(Witness.KeyOf(next.Origin));
            if ((refusal(last) ?? Contradiction(next, last?.Checkpoint)) is WitnessAnswer refused)
            {
                return refused;
            }

            // A cosignature says "newest at this time": a clock that was set back must not make us say it of the past.
            DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
            DateTimeOffset at = now > last?.Time ? now : last?.Time ?? now;
            bool isRepeated = last is not null && last.Checkpoint == next && last.Time == at;
            return new WitnessAnswer(WitnessOutcome.Cosigned, isRepeated ? last!.Cosignature : Sign(signed, at));
        }
    }

    private static WitnessAnswer? Contradiction(Checkpoint next, Checkpoint? last) =>
        next.Size < last?.Size ? new WitnessAnswer(WitnessOutcome.Conflict, Size: last.Size)
        : next.Size == last?.Size && next.Root != last.Root ? new WitnessAnswer(WitnessOutcome.Inconsistent)
        : null;

    private NoteSignature Sign(SignedCheckpoint signed, DateTimeOffset at)
    {
        string text = signed.Note.Text;
        NoteSignature cosignature = cosigner.Sign(text, at);

        // A fault while signing can give the key away.
        if (!Verifier.Verify(text, cosignature, out _))
        {
            throw new CryptographicException("A fresh cosignature does not verify.");
        }

        WriteBatch batch = new();
        batch.Put(
            column,
            Witness.KeyOf(signed.Checkpoint.Origin).ToArray(),
            new WitnessedCheckpoint(signed.Checkpoint, signed.Note.With(cosignature), at).Encode());
        _isStoreLost = true; // unless the next line returns: what is on the disk is otherwise unknown
        store.Write(batch);
        _isStoreLost = false;
        return cosignature;
    }
}
