using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>Chooses between the status that came with the licence and the one a remote log told.</summary>
internal static class NewerStatus
{
    private const string Source = "status-source";

    /// <summary>
    /// The fetched status where it proves itself, is not older, has the quorum that the licence's own has, and continues the very log
    /// that the licence stands in; else the licence's own. Whoever answers can raise a doubt, which makes the verdict
    /// <em>cannot tell</em>; not more.
    /// </summary>
    public static LicenceProof Choose(
        LicenceProof own, WrittenStatement statement, StatusVerifier verifier, RemoteEvidence remote, List<Check> checks)
    {
        if (remote.Status is not StatusBundle fetched)
        {
            checks.Add(new Check(
                Source, CheckResult.Noted,
                remote.StatusProblem is null ? "未联网查询最新状态，依据文件自带证明。" : $"未取得最新状态（{remote.StatusProblem}），依据文件自带证明。",
                remote.StatusProblem is null ? "No newer status was asked for; the file's own proof counts."
                    : $"No newer status could be had ({remote.StatusProblem}); the file's own proof counts."));
            return own;
        }

        LicenceProof fresh = LicenceProof.Follow(fetched, statement, verifier);
        bool proven = fresh.Holds
            && fresh.Report.Size >= own.Report.Size
            && (fetched.Anchor is null || AnchorChecks.Fits(fetched.Anchor, fresh.Report));
        bool believed = proven && (fresh.Report.HasQuorum || !own.Report.HasQuorum);
        checks.Add(proven && !believed ? BelowQuorum(own, fresh) : OfProof(proven));
        return proven && ContinuesNoted(own.Report, fresh.Report, remote.Consistency, checks) && believed && !IsOlderWord(own.Report, fresh.Report)
            ? fresh
            : own;
    }

    private static Check OfProof(bool proven) => new(
        Source, proven ? CheckResult.Passed : CheckResult.Unknown,
        proven ? "已取得签发地账本的最新状态并核对其证明。" : "签发地账本的答复不能自证或比文件更旧，不予采信。",
        proven ? "The issuing log gave its newest status and proved it."
            : "The issuing log's answer does not prove itself, or is older than the file: it is not believed.");

    /// <summary>
    /// The log's word alone does not outweigh a proof with quorum. But where it says worse of the licence than that proof, nobody can
    /// call the licence valid either.
    /// </summary>
    private static Check BelowQuorum(LicenceProof own, LicenceProof fresh)
    {
        bool isWorse = own.Standing.IsInForce && !fresh.Standing.IsInForce;
        return new Check(
            Source, isWorse ? CheckResult.Unknown : CheckResult.Noted,
            isWorse ? "签发地账本的最新答复称证照已不再有效，但见证不足：不予采信，亦无法判定为有效。" : "签发地账本的最新答复见证不足，依据文件自带证明。",
            isWorse ? "The issuing log's newest answer says that the licence is no longer in force, but is below quorum: nobody can tell."
                : "The issuing log's newest answer is below quorum; the file's own proof counts.");
    }

    /// <summary>Of one checkpoint, the cosignatures that are newer count.</summary>
    private static bool IsOlderWord(StatusReport own, StatusReport fresh) =>
        own.Size == fresh.Size && own.HasQuorum == fresh.HasQuorum && own.AsOf > fresh.AsOf;

    /// <summary>Whether one signed checkpoint continues another, by a path that the log gave; equal sizes need none.</summary>
    public static bool Continues(StatusReport own, StatusReport fresh, LogConsistency? path)
    {
        // Between equal sizes there is nothing to show: the roots must be equal.
        LogConsistency shown = own.Size == fresh.Size ? new LogConsistency(own.Size, fresh.Size, [], []) : path ?? new(0, 0, [], []);
        return shown.OldSize == own.Size
            && shown.NewSize == fresh.Size
            && own.Sm3Root is Digest ownSm3
            && fresh.Sm3Root is Digest freshSm3
            && shown.Verify(own.Root, ownSm3, fresh.Root, freshSm3);
    }

    /// <summary>Two signed checkpoints of which neither continues the other are a forked log: nothing it signs can be relied upon.</summary>
    private static bool ContinuesNoted(StatusReport own, StatusReport fresh, LogConsistency? path, List<Check> checks)
    {
        bool continues = Continues(own, fresh, path);
        checks.Add(new Check(
            "log-consistency", continues ? CheckResult.Passed : CheckResult.Unknown,
            continues ? $"账本由文件所依据的 {own.Size} 条记录增至 {fresh.Size} 条，只增不改（双树）。"
                : $"账本未能证明其 {fresh.Size} 条记录由文件所依据的 {own.Size} 条记录只增不改而来。",
            continues ? $"The log grew from the file's {own.Size} leaves to {fresh.Size} and rewrote none, in both trees."
                : $"The log did not show that its {fresh.Size} leaves continue the {own.Size} that the file relies on: it may tell two histories."));
        return continues;
    }
}
