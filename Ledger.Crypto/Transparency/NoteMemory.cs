namespace Ledger.Crypto.Transparency;

/// <summary>
/// Remembers which notes a key was found to have signed, what a policy said of them, and which map commits stand under them, few of each: the proofs of a licence and of its seal, and
/// those of licences fetched at one time, stand under one checkpoint, whose signatures need be verified once. However long it is kept, it gets
/// nothing wrong: text, lines, key, policy and paths are compared whole. Safe from several threads.
/// </summary>
internal sealed class NoteMemory
{
    private const int Most = 32;

    private readonly Queue<(NoteVerifier Key, string Note)> _signed = [];
    private readonly Queue<(TlogPolicy Policy, string Note, TlogPolicyReport Report)> _judged = [];
    private readonly Queue<MapCommitment> _committed = [];

    /// <summary>Whether the key signed the note, and no known key's signature failed.</summary>
    public bool IsSigned(SignedNote note, NoteVerifier key)
    {
        string whole = note.ToString();
        lock (_signed)
        {
            foreach ((NoteVerifier known, string text) in _signed)
            {
                if (text == whole && known.Equals(key))
                {
                    return true;
                }
            }
        }

        if (!note.Verify(key).IsSignedBy(key))
        {
            return false;
        }

        Keep(_signed, (key, whole));
        return true;
    }

    /// <summary>What the policy says of the note, whatever the age of its cosignatures.</summary>
    public TlogPolicyReport Judge(SignedNote note, TlogPolicy policy)
    {
        string whole = note.ToString();
        lock (_judged)
        {
            foreach ((TlogPolicy known, string text, TlogPolicyReport found) in _judged)
            {
                if (ReferenceEquals(known, policy) && text == whole)
                {
                    return found;
                }
            }
        }

        TlogPolicyReport report = policy.Evaluate(note);
        Keep(_judged, (policy, whole, report));
        return report;
    }

    /// <summary>Whether a map commit was found to be the last leaf under roots, by just these paths.</summary>
    public bool IsCommitted(MapCommitment commitment)
    {
        lock (_committed)
        {
            return _committed.Any(known => known.IsSame(commitment));
        }
    }

    /// <summary>Remembers that it was found.</summary>
    public void KeepCommitted(MapCommitment commitment) => Keep(_committed, commitment);

    private static void Keep<T>(Queue<T> known, T one)
    {
        lock (known)
        {
            known.Enqueue(one);
            if (known.Count > Most)
            {
                known.Dequeue();
            }
        }
    }
}
