using System.Buffers.Binary;
using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>
/// The verified cosignatures of this log's own checkpoints, one row a size and witness, the newest kept. Each is bound to
/// the text it was made for, so that none is ever shown under another checkpoint.
/// </summary>
internal sealed class Cosignatures(StateStore store)
{
    private const int TimeLength = sizeof(long);
    private const int LineStart = TimeLength + Digest.Length;

    /// <summary>Keeps a cosignature that its witness's key has verified, unless a newer one is there.</summary>
    /// <param name="checkpoint">The checkpoint it is for.</param>
    /// <param name="cosigner">The witness's key.</param>
    /// <param name="cosignature">The line.</param>
    /// <param name="time">The time that the witness signed.</param>
    public void Put(Checkpoint checkpoint, NoteVerifier cosigner, NoteSignature cosignature, DateTimeOffset time)
    {
        byte[] key = new RowKey().Add(checkpoint.Size).Add(cosigner.ToString()).ToArray();
        long seconds = time.ToUnixTimeSeconds();
        if (store.Get(Column.Cosignatures, key) is byte[] row
            && IsFor(checkpoint, row)
            && BinaryPrimitives.ReadInt64BigEndian(row) >= seconds)
        {
            return;
        }

        byte[] value = new byte[LineStart];
        BinaryPrimitives.WriteInt64BigEndian(value, seconds);
        TextDigest(checkpoint).CopyTo(value.AsSpan(TimeLength));
        WriteBatch batch = new();
        batch.Put(Column.Cosignatures, key, [.. value, .. Encoding.UTF8.GetBytes(cosignature.ToString())]);
        store.Write(batch);
    }

    /// <summary>The cosignature lines for exactly this checkpoint.</summary>
    public IReadOnlyList<NoteSignature> Of(Checkpoint checkpoint) =>
    [
        .. store.Scan(Column.Cosignatures, RowKey.Of(checkpoint.Size), [], SignedNote.MaxSignatures)
            .Where(row => IsFor(checkpoint, row.Value))
            .Select(row => NoteSignature.Parse(Encoding.UTF8.GetString(row.Value.AsSpan(LineStart)))),
    ];

    /// <summary>A signed checkpoint with the cosignature lines for exactly it below its own.</summary>
    public SignedNote AddTo(string note, Checkpoint checkpoint)
    {
        SignedNote signed = SignedNote.Parse(Encoding.UTF8.GetBytes(note));
        return Of(checkpoint)
            .Take(SignedNote.MaxSignatures - signed.Signatures.Count)
            .Aggregate(signed, (cosigned, line) => cosigned.With(line));
    }

    private static bool IsFor(Checkpoint checkpoint, byte[] row) =>
        row.AsSpan(TimeLength, Digest.Length).SequenceEqual(TextDigest(checkpoint).Span);

    private static Digest TextDigest(Checkpoint checkpoint) => Digest.Sha256(Encoding.UTF8.GetBytes(checkpoint.Format()));
}
