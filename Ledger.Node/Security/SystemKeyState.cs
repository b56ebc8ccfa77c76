namespace Ledger.Node.Security;

/// <summary>The states of a key that a department registers, as its row and answers write them.</summary>
internal static class SystemKeyState
{
    /// <summary>Another person has to approve it; it verifies nothing.</summary>
    public const string Proposed = "proposed";

    /// <summary>It verifies, within its time.</summary>
    public const string InForce = "in-force";

    /// <summary>Another person did not approve it, or nobody did in time.</summary>
    public const string Rejected = "rejected";

    /// <summary>It was taken back, and verifies nothing any more.</summary>
    public const string Withdrawn = "withdrawn";
}
