namespace Ledger.Node.Renewals;

/// <summary>What a check before a renewal found.</summary>
internal enum RenewalResult
{
    /// <summary>Nothing stands in the way.</summary>
    Passed,

    /// <summary>This ledger cannot tell: the department has to look, and says so when it confirms.</summary>
    ToBeChecked,

    /// <summary>The licence cannot be renewed without an application.</summary>
    Failed,
}
