namespace Ledger.Node.Inspections;

/// <summary>What an inspection plan is at a moment.</summary>
internal enum InspectionState
{
    /// <summary>Its period has not begun.</summary>
    NotYet,

    /// <summary>It counts.</summary>
    Live,

    /// <summary>Its period is over.</summary>
    Over,

    /// <summary>It was ended.</summary>
    Ended,
}
