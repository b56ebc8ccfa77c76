using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>What the proven status means for a licence, now or at an earlier moment: enough witnesses, in force, within its dates.</summary>
internal static class StatusChecks
{
    private const string Status = "status";

    public static IEnumerable<Check> Now(LicenceProof proof, LicenceStatement statement, DateTimeOffset now) =>
        [proof.Report.Quorum!, StatusNow(proof), Validity(statement, now, isToday: true), proof.Report.Freshness!];

    public static IEnumerable<Check> At(LicenceProof proof, LicenceStatement statement, DateTimeOffset now, DateTimeOffset moment) =>
    [
        proof.Report.Quorum!,
        StatusAt(proof.Report, moment),
        Validity(statement, moment, isToday: false),
        FreshnessCheck.Reaches(proof.Report.AsOf, moment, now),
    ];

    private static Check StatusNow(LicenceProof proof)
    {
        StatusReport report = proof.Report;
        string asOf = BeijingTime.TextOf(report.AsOf);
        (string chinese, string english) = WordsOf(report.Status?.Status, proof.IsAmended);
        CheckResult result = proof.IsInForce ? CheckResult.Passed

            // The log's word alone, which a stolen key could speak: no ground to call a licence invalid, still less valid.
            : !report.HasQuorum ? CheckResult.Unknown

            // A suspension may have been lifted since an old proof; what ended for good never comes back.
            : report.Status?.Status == SubjectStatus.Suspended && !proof.IsAmended && !report.IsFresh ? CheckResult.Unknown
            : CheckResult.Failed;
        (string sourceChinese, string sourceEnglish) = report.QuorumTime is null ? ("", "") : ("，以见证时间为准", ", the time of the witnesses");
        return new Check(
            Status, result,
            $"截至 {asOf}（北京时间{sourceChinese}）状态为：{chinese}。", $"As of {asOf} (Beijing time{sourceEnglish}) the licence is {english}.");
    }

    private static Check StatusAt(StatusReport report, DateTimeOffset moment)
    {
        string then = BeijingTime.TextOf(moment);
        if (report.StatusAt(moment) is not PastStatus past)
        {
            return new Check(
                Status, CheckResult.Unknown, $"该证明不足以说明 {then}（北京时间）的状态。",
                $"The proof does not show the status of {then} (Beijing time).");
        }

        (string chinese, string english) = past.Entry is null ? ("尚未签发", "not issued yet") : WordsOf(past.Entry.Status, past.IsAmended);
        return Check.Of(
            Status, past.Entry?.Status == SubjectStatus.Valid && !past.IsAmended,
            $"{then}（北京时间）的状态为：{chinese}。", $"At {then} (Beijing time) the licence was {english}.");
    }

    private static (string Chinese, string English) WordsOf(SubjectStatus? status, bool isAmended) => status switch
    {
        SubjectStatus.Revoked => ("已吊销或撤销", "revoked"),
        SubjectStatus.Valid or SubjectStatus.Suspended when isAmended => ("已变更，本文件为旧版", "amended: this file is an older version"),
        SubjectStatus.Valid => ("有效", "in force"),
        SubjectStatus.Suspended => ("暂扣", "suspended"),
        _ => ("不是证照状态", "not a licence's status"),
    };

    private static Check Validity(LicenceStatement statement, DateTimeOffset moment, bool isToday)
    {
        DateOnly day = BeijingTime.DayOf(moment);
        bool within = day >= statement.ValidFrom && (statement.ValidTo is null || day <= statement.ValidTo);
        string until = statement.ValidTo is DateOnly end ? Forms.Of(end) : "长期";
        (string dayChinese, string dayEnglish) = isToday ? ("今日", "Today is") : ("所问日期", "The day asked for is");
        return Check.Of(
            "validity", within,
            $"{dayChinese} {Forms.Of(day)}，有效期 {Forms.Of(statement.ValidFrom)} 至 {until}。",
            $"{dayEnglish} {Forms.Of(day)}; the licence runs from {Forms.Of(statement.ValidFrom)} to {(statement.ValidTo is null ? "no end" : until)}.");
    }
}
