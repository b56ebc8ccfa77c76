using System.Globalization;
using System.Text;

namespace Ledger.Crypto.Transparency;

/// <summary>A text with signature lines below it (c2sp.org/signed-note), the form of checkpoints.</summary>
public sealed class SignedNote
{
    /// <summary>The longest note that is read, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>The most signature lines that are read; the specification asks for at least 16.</summary>
    public const int MaxSignatures = 64;

    // Written once: proofs that travel together, and verifiers that remember notes, compare them whole.
    private string? _whole;

    private Checkpoint? _checkpoint;

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures, string? whole = null)
    {
        Text = text;
        Signatures = signatures;
        _whole = whole;
    }

    /// <summary>What is signed: whole lines, the last line feed included.</summary>
    public string Text { get; }

    /// <summary>The signature lines in their order, none verified; at least one.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>The checkpoint that the text is, read once.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal Checkpoint Checkpoint => _checkpoint ??= Checkpoint.Parse(Text);

    /// <summary>Signs a text.</summary>
    /// <param name="text">Whole lines without control characters, the last line feed included.</param>
    /// <param name="signers">At least one.</param>
    /// <exception cref="ArgumentException">Another text, or no signer.</exception>
    public static SignedNote Sign(string text, params IReadOnlyList<NoteSigner> signers)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signers);
        if (signers.Count is 0 or > MaxSignatures)
        {
            throw new ArgumentException($"A note has 1 to {MaxSignatures} signatures.", nameof(signers));
        }

        return new SignedNote(text, [.. signers.Select(signer => signer.Sign(text))]);
    }

    /// <summary>Reads a note. Verifies nothing.</summary>
    /// <exception cref="FormatException">
    /// Any bytes that <see cref="ToBytes"/> would not give back, or a limit exceeded.
    /// </exception>
    public static SignedNote Parse(ReadOnlySpan<byte> note) =>
        note.Length <= MaxLength ? ParseText(Decode(note)) : throw TooLong();

    /// <summary>Reads a note that is text already.</summary>
    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static SignedNote Parse(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return note.Length <= MaxLength && NoteText.Utf8.GetByteCount(note) <= MaxLength ? ParseText(note) : throw TooLong();
    }

    private static FormatException TooLong() => new($"A note has at most {MaxLength} bytes.");

    private static SignedNote ParseText(string whole)
    {
        // The last empty line parts text and signatures: the text may contain empty lines, signatures cannot.
        int split = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !NoteText.IsText(whole))
        {
            throw new FormatException("A note is whole lines of text, an empty line and signature lines.");
        }

        string[] lines = whole[(split + 2)..].Split('\n')[..^1]; // the last line feed ends a line
        if (lines.Length is 0 or > MaxSignatures)
        {
            throw new FormatException($"A note has 1 to {MaxSignatures} signatures.");
        }

        return new SignedNote(whole[..(split + 1)], [.. lines.Select(NoteSignature.Parse)], whole);
    }

    /// <summary>The note with one more signature line, as witnesses add them.</summary>
    /// <exception cref="ArgumentException">There are 64 already.</exception>
    public SignedNote With(NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return Signatures.Count < MaxSignatures
            ? new SignedNote(Text, [.. Signatures, signature])
            : throw new ArgumentException($"A note has at most {MaxSignatures} signatures.", nameof(signature));
    }

    /// <summary>The note with no other signature line than this.</summary>
    public SignedNote Only(NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return new SignedNote(Text, [signature]);
    }

    /// <summary>Verifies the signatures of the known keys; those of unknown keys are passed over.</summary>
    public NoteReport Verify(params IReadOnlyList<NoteVerifier> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        List<VerifiedNoteSignature> verified = [];
        List<NoteVerifier> failed = [];
        foreach (NoteVerifier verifier in known.Distinct())
        {
            if (NewestOf(verifier, out bool hasFailed) is VerifiedNoteSignature newest)
            {
                verified.Add(newest);
            }

            if (hasFailed)
            {
                failed.Add(verifier);
            }
        }

        return new NoteReport(failed.Count == 0 ? verified : [], failed);
    }

    /// <summary>The whole note.</summary>
    public override string ToString() => _whole ??= Write();

    private string Write()
    {
        StringBuilder note = new(Text);
        note.Append('\n');
        foreach (NoteSignature signature in Signatures)
        {
            note.Append(CultureInfo.InvariantCulture, $"{signature}\n");
        }

        return note.ToString();
    }

    /// <summary>The whole note in UTF-8.</summary>
    public byte[] ToBytes() => NoteText.Utf8.GetBytes(ToString());

    /// <summary>A witness may have cosigned more than once: the newest time is the one that counts.</summary>
    private VerifiedNoteSignature? NewestOf(NoteVerifier verifier, out bool hasFailed)
    {
        hasFailed = false;
        VerifiedNoteSignature? newest = null;
        foreach (NoteSignature signature in Signatures.Where(verifier.IsNamedBy))
        {
            if (!verifier.Verify(Text, signature, out DateTimeOffset? time))
            {
                hasFailed = true;
                return null;
            }

            newest = newest is null || time > newest.Time ? new VerifiedNoteSignature(verifier, time) : newest;
        }

        return newest;
    }

    private static string Decode(ReadOnlySpan<byte> note)
    {
        try
        {
            return NoteText.Utf8.GetString(note);
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("A note is not UTF-8.");
        }
    }
}
