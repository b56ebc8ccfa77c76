using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>What a proven status means for a licence, now or at an earlier moment.</summary>
/// <param name="Status">The status; null where the log did not have the licence.</param>
/// <param name="IsAmended">Whether the licence was changed after the statement at hand: then this statement no longer counts.</param>
/// <param name="End">How it ended; null where it did not, or where that is not shown.</param>
internal sealed record ProvenStanding(SubjectStatus? Status, bool IsAmended, ProvenEnd? End = null)
{
    /// <summary>Neither suspended nor ended nor changed. An open objection leaves a licence in force.</summary>
    public bool IsInForce => Status is SubjectStatus.Valid or SubjectStatus.Disputed && !IsAmended;

    /// <summary>Not in force, but it may come back.</summary>
    public bool IsSuspended => Status is SubjectStatus.Suspended or SubjectStatus.SuspendedDisputed && !IsAmended;

    /// <summary>Whether an objection is open, whatever else the licence is.</summary>
    public bool IsDisputed => Status is SubjectStatus.Disputed or SubjectStatus.SuspendedDisputed;

    /// <summary>
    /// What the licence is, to follow <em>the licence is</em>. The status map knows that a licence ended, not how: that is in the event's body,
    /// which bundles from before do not show.
    /// </summary>
    public (string Chinese, string English) Words => Status switch
    {
        SubjectStatus.Revoked when End is { } end =>
            ($"{end.Chinese}（{Forms.Of(end.DecidedOn)} 决定）", $"{end.English} (decided on {Forms.Of(end.DecidedOn)})"),
        SubjectStatus.Revoked => ("已终止（所据证明未载明如何终止）", "ended (this proof does not show how)"),
        _ when IsInForce => ("有效", "in force"),
        _ when IsSuspended => ("暂扣", "suspended"),
        SubjectStatus.Valid or SubjectStatus.Disputed or SubjectStatus.Suspended or SubjectStatus.SuspendedDisputed =>
            ("已变更，本文件为旧版", "amended: this file is an older version"),
        _ => ("不是证照状态", "not a licence's status"),
    };
}
