namespace Ledger.Node.Licences;

/// <summary>What events have made of a licence, as the keys of its index rows say it. The day decides the rest. Numbers are stored: none changes.</summary>
internal enum IndexedState : byte
{
    /// <summary>Neither suspended nor ended; had begun on the day it was issued.</summary>
    Issued = 1,

    /// <summary>Neither suspended nor ended; was issued ahead of its first day, which may be past by now.</summary>
    IssuedAhead = 2,

    /// <summary>暂扣.</summary>
    Suspended = 3,

    /// <summary>已换发.</summary>
    Superseded = 4,

    /// <summary>已注销.</summary>
    Cancelled = 5,

    /// <summary>已撤销.</summary>
    Withdrawn = 6,

    /// <summary>已吊销.</summary>
    Revoked = 7,

    /// <summary>已转出.</summary>
    Transferred = 8,
}
