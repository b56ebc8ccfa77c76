namespace Ledger.Crypto.Verification;

/// <summary>
/// What the proven status means for a licence, now or at an earlier moment: enough witnesses, in force, within its dates; and whether
/// an objection is open.
/// </summary>
internal static class StatusChecks
{
    /// <summary>Name of the remark that an objection is open; there is none where no objection is.</summary>
    public const string Dispute = "dispute";

    private const string Status = "status";

    public static IEnumerable<Check> Now(LicenceProof proof, LicenceStatement statement, DateTimeOffset now) =>
        [proof.Report.Quorum!, .. StatusNow(proof), Validity(statement, now, isToday: true), proof.Report.Freshness!];

    public static IEnumerable<Check> At(LicenceProof proof, LicenceStatement statement, DateTimeOffset now, DateTimeOffset moment) =>
    [
        proof.Report.Quorum!,
        .. StatusAt(proof.Report, moment),
        Validity(statement, moment, isToday: false),
        FreshnessCheck.Reaches(proof.Report.AsOf, moment, now),
    ];

    private static IEnumerable<Check> StatusNow(LicenceProof proof)
    {
        (StatusReport report, ProvenStanding standing) = (proof.Report, proof.Standing);
        CheckResult result = standing.IsInForce ? CheckResult.Passed

            // The log's word alone, which a stolen key could speak: no ground to call a licence invalid, still less valid.
            : !report.HasQuorum ? CheckResult.Unknown

            // A suspension may have been lifted since an old proof; what ended for good never comes back.
            : standing.IsSuspended && !report.IsFresh ? CheckResult.Unknown
            : CheckResult.Failed;
        yield return new Check(Status, result, () => StandingSaid(report, standing));
        if (standing.IsDisputed)
        {
            string asOf = BeijingTime.TextOf(report.AsOf);
            yield return new Check(
                Dispute, CheckResult.Noted,
                $"截至 {asOf}（北京时间）异议处理中：有人对证照数据提出异议，尚未办结；异议本身不改变证照效力。",
                $"As of {asOf} (Beijing time) an objection is open: somebody says that the licence's data is wrong. That alone changes no licence.");
        }
    }

    private static (string Chinese, string English) StandingSaid(StatusReport report, ProvenStanding standing)
    {
        string asOf = BeijingTime.TextOf(report.AsOf);
        (string chinese, string english) = standing.Words;
        (string sourceChinese, string sourceEnglish) = report.QuorumTime is null ? ("", "") : ("，以见证时间为准", ", the time of the witnesses");
        return ($"截至 {asOf}（北京时间{sourceChinese}）状态为：{chinese}。", $"As of {asOf} (Beijing time{sourceEnglish}) the licence is {english}.");
    }

    private static IEnumerable<Check> StatusAt(StatusReport report, DateTimeOffset moment)
    {
        string then = BeijingTime.TextOf(moment);
        if (report.StatusAt(moment) is not PastStatus past)
        {
            yield return new Check(
                Status, CheckResult.Unknown, $"该证明不足以说明 {then}（北京时间）的状态。",
                $"The proof does not show the status of {then} (Beijing time).");
            yield break;
        }

        (string chinese, string english) = past.Entry is null ? ("尚未签发", "not issued yet") : past.Standing.Words;
        yield return Check.Of(
            Status, past.Standing.IsInForce,
            $"{then}（北京时间）的状态为：{chinese}。", $"At {then} (Beijing time) the licence was {english}.");
        if (past.Standing.IsDisputed)
        {
            yield return new Check(
                Dispute, CheckResult.Noted,
                $"{then}（北京时间）异议处理中：当时有人对证照数据提出异议，尚未办结；异议本身不改变证照效力。",
                $"At {then} (Beijing time) an objection was open: somebody said that the licence's data was wrong. That alone changes no licence.");
        }
    }

    private static Check Validity(LicenceStatement statement, DateTimeOffset moment, bool isToday)
    {
        DateOnly day = BeijingTime.DayOf(moment);
        bool within = day >= statement.ValidFrom && (statement.ValidTo is null || day <= statement.ValidTo);
        return Check.Of("validity", within, () => within ? ValiditySaid(statement, day, isToday) : OutsideSaid(statement, day, isToday));
    }

    private static (string Chinese, string English) OutsideSaid(LicenceStatement statement, DateOnly day, bool isToday)
    {
        (string dayChinese, string dayEnglish) = isToday ? ("今日", "today is") : ("所问日期", "the day asked for is");
        return statement.ValidTo is DateOnly end && day > end
            ? ($"已过有效期：有效期至 {Forms.Of(end)}，{dayChinese} {Forms.Of(day)}。", $"Expired: its last day was {Forms.Of(end)}; {dayEnglish} {Forms.Of(day)}.")
            : ($"尚未生效：有效期自 {Forms.Of(statement.ValidFrom)} 起，{dayChinese} {Forms.Of(day)}。",
                $"Not valid yet: its first day is {Forms.Of(statement.ValidFrom)}; {dayEnglish} {Forms.Of(day)}.");
    }

    private static (string Chinese, string English) ValiditySaid(LicenceStatement statement, DateOnly day, bool isToday)
    {
        string until = statement.ValidTo is DateOnly end ? Forms.Of(end) : "长期";
        (string dayChinese, string dayEnglish) = isToday ? ("今日", "Today is") : ("所问日期", "The day asked for is");
        return (
            $"{dayChinese} {Forms.Of(day)}，有效期 {Forms.Of(statement.ValidFrom)} 至 {until}。",
            $"{dayEnglish} {Forms.Of(day)}; the licence runs from {Forms.Of(statement.ValidFrom)} to {(statement.ValidTo is null ? "no end" : until)}.");
    }
}
