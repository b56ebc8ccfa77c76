using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>What a proven status means for a licence, now or at an earlier moment.</summary>
/// <param name="Status">The status; null where the log did not have the licence.</param>
/// <param name="IsAmended">Whether the licence was changed after the statement at hand: then this statement no longer counts.</param>
internal sealed record ProvenStanding(SubjectStatus? Status, bool IsAmended)
{
    /// <summary>Neither suspended nor ended nor changed. An open objection leaves a licence in force.</summary>
    public bool IsInForce => Status is SubjectStatus.Valid or SubjectStatus.Disputed && !IsAmended;

    /// <summary>Not in force, but it may come back.</summary>
    public bool IsSuspended => Status is SubjectStatus.Suspended or SubjectStatus.SuspendedDisputed && !IsAmended;

    /// <summary>Whether an objection is open, whatever else the licence is.</summary>
    public bool IsDisputed => Status is SubjectStatus.Disputed or SubjectStatus.SuspendedDisputed;

    /// <summary>
    /// What the licence is, to follow <em>the licence is</em>. The status map knows that a licence ended, not how: that is in the event's body,
    /// which a status bundle does not show.
    /// </summary>
    public (string Chinese, string English) Words => Status switch
    {
        SubjectStatus.Revoked => (
            "已终止（注销、撤销、吊销、转出或由新版取代之一）", "ended: cancelled, withdrawn, revoked, transferred out or superseded by a new version"),
        _ when IsInForce => ("有效", "in force"),
        _ when IsSuspended => ("暂扣", "suspended"),
        SubjectStatus.Valid or SubjectStatus.Disputed or SubjectStatus.Suspended or SubjectStatus.SuspendedDisputed =>
            ("已变更，本文件为旧版", "amended: this file is an older version"),
        _ => ("不是证照状态", "not a licence's status"),
    };
}
