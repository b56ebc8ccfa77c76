namespace Ledger.Node.Licences;

/// <summary>How an objection to a licence was settled.</summary>
internal enum DisputeOutcome
{
    /// <summary>异议成立: a correction follows or has followed.</summary>
    Upheld,

    /// <summary>异议不成立.</summary>
    Rejected,

    /// <summary>异议撤回: whoever objected took it back.</summary>
    Withdrawn,
}
