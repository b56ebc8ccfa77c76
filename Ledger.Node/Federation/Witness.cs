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
    private readonly DurableCosigner _cosigner;
    private readonly IReadOnlyDictionary<string, NoteVerifier> _logs;

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
        TimeProvider time)
    {
        _cosigner = new DurableCosigner(store, Column.Witnessed, cosigner, maySign, time);
        _logs = logs;
    }

    /// <summary>The public half of its key.</summary>
    public NoteVerifier Verifier => _cosigner.Verifier;

    /// <summary>Judges a request and, if all is well, cosigns its checkpoint.</summary>
    /// <exception cref="StoreException">The disk failed. Nothing was answered, and nothing will be until the next start.</exception>
    /// <exception cref="CryptographicException">The key failed. Nothing was stored or answered.</exception>
    public WitnessAnswer Add(ReadOnlySpan<byte> body) =>
        SubmittedCheckpoint.Read(body, _logs, out WitnessOutcome refusal) is SubmittedCheckpoint submitted
            ? _cosigner.Cosign(submitted.Signed, last => Refusal(submitted, last))
            : new WitnessAnswer(refusal);

    /// <summary>The newest cosigned checkpoint of a log with our cosignature, or null.</summary>
    /// <param name="origin">SHA-256 of its origin.</param>
    public WitnessedCheckpoint? Latest(Digest origin) => _cosigner.Latest(origin);

    /// <summary>SHA-256 of an origin, by which a log's row and address are found.</summary>
    public static Digest KeyOf(string origin) => Digest.Sha256(Encoding.UTF8.GetBytes(origin));

    private static WitnessAnswer? Refusal(SubmittedCheckpoint submitted, WitnessedCheckpoint? last)
    {
        long size = last?.Checkpoint.Size ?? 0;
        if (submitted.Request.OldSize != size)
        {
            return new WitnessAnswer(WitnessOutcome.Conflict, Size: size);
        }

        Checkpoint next = submitted.Checkpoint;
        Digest root = last?.Checkpoint.Root ?? MerkleHasher.Sha256.Empty;
        return ConsistencyProof.Verify(MerkleHasher.Sha256, size, next.Size, root, next.Root, [.. submitted.Request.Proof])
            ? null
            : new WitnessAnswer(WitnessOutcome.Inconsistent);
    }
}
