namespace Ledger.Crypto.Transparency;

/// <summary>
/// Remembers which notes a key was found to have signed, few of them: the proofs of a licence and of its seal stand under one checkpoint, whose
/// signatures need be verified once. Whoever keeps it longer gets nothing wrong: text, line and key are compared whole. Safe from several threads.
/// </summary>
internal sealed class NoteMemory
{
    private const int Most = 4;

    private readonly Queue<(NoteVerifier Key, string Note)> _signed = [];

    /// <summary>Whether the key signed the note, and no known key's signature failed.</summary>
    public bool IsSigned(SignedNote note, NoteVerifier key)
    {
        string whole = note.ToString();
        lock (_signed)
        {
            if (_signed.Any(known => known.Note == whole && known.Key.Equals(key)))
            {
                return true;
            }
        }

        if (!note.Verify(key).IsSignedBy(key))
        {
            return false;
        }

        lock (_signed)
        {
            _signed.Enqueue((key, whole));
            if (_signed.Count > Most)
            {
                _signed.Dequeue();
            }
        }

        return true;
    }
}
