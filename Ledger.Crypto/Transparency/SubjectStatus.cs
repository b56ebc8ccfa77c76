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

    /// <summary>On record: materials, uses, authorities, holders.</summary>
    Registered = 16,

    /// <summary>A consent that its holder took back; for good.</summary>
    Withdrawn = 18,
}
