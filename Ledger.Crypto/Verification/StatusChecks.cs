using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>What the proven status means now: in force, within its dates, and fresh enough to rely on.</summary>
internal static class StatusChecks
{
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromMinutes(5);

    public static IEnumerable<Check> Make(ProvenStatus proven, LicenceStatement statement, TrustPolicy policy, DateTimeOffset now)
    {
        string asOf = BeijingTime.TextOf(proven.Time);
        (bool inForce, string chinese, string english) = proven.Status switch
        {
            SubjectStatus.Valid when proven.IsAmended => (false, "已变更，本文件为旧版", "amended: this file is an older version"),
            SubjectStatus.Valid => (true, "有效", "in force"),
            SubjectStatus.Suspended => (false, "暂扣", "suspended"),
            SubjectStatus.Revoked => (false, "已吊销或撤销", "revoked"),
            _ => (false, "不是证照状态", "not a licence's status"),
        };
        yield return Check.Of(
            "status", inForce, $"截至 {asOf}（北京时间）状态为：{chinese}。", $"As of {asOf} (Beijing time) the licence is {english}.");

        DateOnly today = BeijingTime.DayOf(now);
        bool within = today >= statement.ValidFrom && (statement.ValidTo is null || today <= statement.ValidTo);
        string until = statement.ValidTo is DateOnly end ? Forms.Of(end) : "长期";
        yield return Check.Of(
            "validity", within,
            $"今日 {Forms.Of(today)}，有效期 {Forms.Of(statement.ValidFrom)} 至 {until}。",
            $"Today is {Forms.Of(today)}; the licence runs from {Forms.Of(statement.ValidFrom)} to {(statement.ValidTo is null ? "no end" : until)}.");

        yield return Freshness(now - proven.Time, policy.MaximumAge);
    }

    private static Check Freshness(TimeSpan age, TimeSpan limit)
    {
        const string Name = "freshness";
        if (age < -ClockLeeway)
        {
            return new Check(
                Name, CheckResult.Unknown,
                $"本机时钟比状态证明慢 {Whole(-age)}，无法判定证明是否过时。",
                $"This clock is {Whole(-age)} behind the status proof: nobody can tell how old the proof is.");
        }

        bool fresh = age <= limit;
        return new Check(
            Name, fresh ? CheckResult.Passed : CheckResult.Unknown,
            fresh ? $"状态证明距今 {Whole(age)}，在上限 {Whole(limit)} 之内。"
                : $"状态证明距今 {Whole(age)}，上限为 {Whole(limit)}：此后是否变更无法判定。",
            fresh ? $"The status proof is {Whole(age)} old, within the limit of {Whole(limit)}."
                : $"The status proof is {Whole(age)} old, the limit is {Whole(limit)}: nobody can tell what happened since.");
    }

    private static string Whole(TimeSpan span) => span.ToString(span.Days != 0 ? @"d\.hh\:mm\:ss" : @"hh\:mm\:ss", System.Globalization.CultureInfo.InvariantCulture);
}
