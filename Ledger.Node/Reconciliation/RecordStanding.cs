namespace Ledger.Node.Reconciliation;

/// <summary>What events have made of a licence; that it has expired is no event.</summary>
internal enum RecordStanding
{
    /// <summary>Neither suspended nor ended.</summary>
    Active,

    /// <summary>暂扣.</summary>
    Suspended,

    /// <summary>Ended for good.</summary>
    Ended,
}
