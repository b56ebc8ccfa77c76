namespace Ledger.Crypto.Transparency;

/// <summary>The status of one key in the status map.</summary>
public enum SubjectStatus : byte
{
    /// <summary>In force.</summary>
    Valid = 1,

    /// <summary>Not in force for now.</summary>
    Suspended = 2,

    /// <summary>Ended for good.</summary>
    Revoked = 3,

    /// <summary>In force; an objection is open.</summary>
    Disputed = 4,

    /// <summary>Not in force for now; an objection is open.</summary>
    SuspendedDisputed = 5,

    /// <summary>On record: materials, uses, authorities, holders, catalogue entries, applications for seals.</summary>
    Registered = 16,

    /// <summary>A consent that its holder took back, a grant of a seal that was withdrawn, a key that was retired, or a material or holder that was erased; for good.</summary>
    Withdrawn = 18,
}
