using System.Globalization;
using System.Text;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// What a log asks of a witness (c2sp.org/tlog-witness, "add-checkpoint"): a checkpoint, and the proof that it extends
/// the one of an older size.
/// </summary>
public sealed class AddCheckpointRequest
{
    /// <summary>The longest body that is read, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>The most proof lines that a client may send.</summary>
    public const int MaxProofLength = 63;

    private const string OldPrefix = "old ";

    /// <summary>A request to be sent.</summary>
    /// <param name="oldSize">Size that the witness last cosigned, from 0.</param>
    /// <param name="proof">Consistency proof from that size; at most 63 hashes.</param>
    /// <param name="note">The signed checkpoint.</param>
    /// <exception cref="ArgumentException">A negative size or too long a proof.</exception>
    /// <exception cref="FormatException">The note's text is no checkpoint.</exception>
    public AddCheckpointRequest(long oldSize, IReadOnlyList<Digest> proof, SignedNote note)
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(note);
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(proof.Count, MaxProofLength, nameof(proof));
        OldSize = oldSize;
        Proof = proof;
        Note = note;
        Checkpoint = ParseCheckpoint(note.Text);
    }

    /// <summary>Size of the checkpoint that the proof starts from; not checked against the new one's.</summary>
    public long OldSize { get; }

    /// <summary>The consistency proof, unverified.</summary>
    public IReadOnlyList<Digest> Proof { get; }

    /// <summary>The checkpoint with its signatures, unverified.</summary>
    public SignedNote Note { get; }

    /// <summary>The checkpoint. Its origin may hold spaces: foreign logs' do.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Reads a body. Verifies nothing.</summary>
    /// <exception cref="FormatException">Any bytes that <see cref="ToBytes"/> would not give back, or a limit exceeded.</exception>
    public static AddCheckpointRequest Parse(ReadOnlySpan<byte> body)
    {
        // No line above the note is empty, so the first empty line is the one that ends them.
        int split = body.IndexOf("\n\n"u8);
        if (split < 0 || body.Length > MaxLength)
        {
            throw new FormatException($"A request is lines, an empty line and a checkpoint, in at most {MaxLength} bytes.");
        }

        string[] lines = System.Text.Encoding.Latin1.GetString(body[..split]).Split('\n');
        if (lines.Length - 1 > MaxProofLength)
        {
            throw new FormatException($"A consistency proof has at most {MaxProofLength} hashes.");
        }

        Digest[] proof = [.. lines.Skip(1).Select(line => Digest.FromBase64(line))];
        return new AddCheckpointRequest(ParseOldSize(lines[0]), proof, SignedNote.Parse(body[(split + 2)..]));
    }

    /// <summary>The body.</summary>
    public byte[] ToBytes()
    {
        StringBuilder lines = new();
        lines.Append(CultureInfo.InvariantCulture, $"{OldPrefix}{OldSize}\n");
        foreach (Digest hash in Proof)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{hash.ToBase64()}\n");
        }

        return [.. System.Text.Encoding.ASCII.GetBytes(lines.Append('\n').ToString()), .. Note.ToBytes()];
    }

    private static long ParseOldSize(string line) =>
        line.StartsWith(OldPrefix, StringComparison.Ordinal)
        && long.TryParse(line.AsSpan(OldPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long size)
        && line == OldPrefix + size.ToString(CultureInfo.InvariantCulture)
            ? size
            : throw new FormatException("A request begins with the line old SIZE.");

    /// <summary>As <see cref="Checkpoint.Parse"/>, but an origin is any line (c2sp.org/tlog-checkpoint).</summary>
    private static Checkpoint ParseCheckpoint(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0
            ? Checkpoint.Parse("origin" + text[end..]) with { Origin = text[..end] }
            : throw new FormatException("A checkpoint begins with its origin.");
    }
}
