namespace Ledger.Node.Licences;

/// <summary>What a licence is on a day. An open objection lies over these and is told beside them.</summary>
internal enum LicenceState
{
    /// <summary>有效.</summary>
    Valid,

    /// <summary>尚未生效: its first day is still to come.</summary>
    NotYetValid,

    /// <summary>过期: its last day is past. Follows from the day alone; no event says so.</summary>
    Expired,

    /// <summary>暂扣.</summary>
    Suspended,

    /// <summary>已换发: another version took its place.</summary>
    Superseded,

    /// <summary>已注销.</summary>
    Cancelled,

    /// <summary>已撤销.</summary>
    Withdrawn,

    /// <summary>已吊销.</summary>
    Revoked,

    /// <summary>已转出.</summary>
    Transferred,
}
