using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Node.Federation;

/// <summary>The newest checkpoint of another log that this node cosigned.</summary>
/// <param name="Checkpoint">What was cosigned.</param>
/// <param name="Note">Its text, the log's signature and, last, our cosignature.</param>
/// <param name="Time">Time of the cosignature, in whole seconds.</param>
internal sealed record WitnessedCheckpoint(Checkpoint Checkpoint, SignedNote Note, DateTimeOffset Time)
{
    /// <summary>Our signature line.</summary>
    public NoteSignature Cosignature => Note.Signatures[^1];

    /// <summary>What the log signed, without our line.</summary>
    public SignedCheckpoint Signed => new(Checkpoint, Note.Only(Note.Signatures[0]));

    /// <summary>The stored form.</summary>
    public byte[] Encode() => new StoredWitnessed
    {
        Origin = Checkpoint.Origin,
        Size = Checkpoint.Size,
        Root = ByteString.CopyFrom(Checkpoint.Root.Span),
        Note = Note.ToString(),
        Time = Time.ToUnixTimeSeconds(),
    }.ToByteArray();

    /// <summary>Reads the stored form.</summary>
    public static WitnessedCheckpoint Decode(byte[] row)
    {
        StoredWitnessed stored = StoredWitnessed.Parser.ParseFrom(row);
        return new WitnessedCheckpoint(
            new Checkpoint(stored.Origin, stored.Size, new Digest(stored.Root.Span)),
            SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(stored.Note)),
            DateTimeOffset.FromUnixTimeSeconds(stored.Time));
    }
}
