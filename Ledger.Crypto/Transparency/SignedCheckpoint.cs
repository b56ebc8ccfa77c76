namespace Ledger.Crypto.Transparency;

/// <summary>A checkpoint that its log's key signed.</summary>
/// <param name="Checkpoint">What was signed.</param>
/// <param name="Note">The note with this one signature line: those of other keys are not passed on, nobody here has checked them.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, SignedNote Note)
{
    /// <summary>Reads a note and verifies it.</summary>
    /// <param name="note">The note as the log shows it.</param>
    /// <param name="key">The log's key.</param>
    /// <param name="origin">The log's origin.</param>
    /// <returns>Null where it has another origin, or the key did not sign it.</returns>
    /// <exception cref="FormatException">It is no note, or its text no checkpoint.</exception>
    public static SignedCheckpoint? Read(ReadOnlySpan<byte> note, NoteVerifier key, string origin)
    {
        SignedNote signed = SignedNote.Parse(note);
        Checkpoint checkpoint = Checkpoint.Parse(signed.Text);
        return checkpoint.Origin == origin ? Of(signed, checkpoint, key) : null;
    }

    /// <summary>A note whose text was read, or null where the key did not sign it.</summary>
    /// <param name="note">The note.</param>
    /// <param name="checkpoint">What its text says.</param>
    /// <param name="key">The log's key.</param>
    public static SignedCheckpoint? Of(SignedNote note, Checkpoint checkpoint, NoteVerifier key)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(key);
        return note.Verify(key).IsSignedBy(key)
            ? new SignedCheckpoint(checkpoint, note.Only(note.Signatures.First(key.IsNamedBy)))
            : null;
    }
}
