namespace Ledger.Node.Licences;

/// <summary>Whether the proof that there is shows what a licence was at a moment.</summary>
internal enum ProofReach
{
    /// <summary>It does: whoever verifies it finds the same.</summary>
    Covers,

    /// <summary>Not yet: nothing has been signed, or cosigned, that is later than the moment.</summary>
    NotYet,

    /// <summary>Too few witnesses have cosigned so far.</summary>
    BelowQuorum,

    /// <summary>Not for this version: it has more events than a bundle shows.</summary>
    TooManyEvents,
}
