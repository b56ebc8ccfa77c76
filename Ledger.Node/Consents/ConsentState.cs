namespace Ledger.Node.Consents;

/// <summary>What a consent is at a moment.</summary>
internal enum ConsentState
{
    /// <summary>It may be used.</summary>
    Live,

    /// <summary>It does not count yet.</summary>
    NotYet,

    /// <summary>Its period is over.</summary>
    Expired,

    /// <summary>It was used as often as it allows.</summary>
    UsedUp,

    /// <summary>It was withdrawn, for good.</summary>
    Withdrawn,
}
