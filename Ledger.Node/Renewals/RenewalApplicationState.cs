namespace Ledger.Node.Renewals;

/// <summary>What became of an application for a renewal.</summary>
internal enum RenewalApplicationState
{
    /// <summary>The department has not decided.</summary>
    Waiting,

    /// <summary>The licence was renewed.</summary>
    Granted,

    /// <summary>The department said no, and why. The holder may apply again.</summary>
    Refused,

    /// <summary>The licence ended otherwise before anybody decided.</summary>
    Lapsed,
}
