using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>The words of a verdict, the same on the page, in answers and on the command line.</summary>
internal static class VerdictText
{
    public static string Code(Conclusion conclusion) => conclusion switch
    {
        Conclusion.Valid => "valid",
        Conclusion.NotValid => "not-valid",
        _ => "cannot-tell",
    };

    public static string Code(CheckResult result) => result switch
    {
        CheckResult.Passed => "passed",
        CheckResult.Failed => "failed",
        CheckResult.Unknown => "unknown",
        _ => "noted",
    };

    public static string Icon(Conclusion conclusion) => conclusion switch
    {
        Conclusion.Valid => "✔",
        Conclusion.NotValid => "✘",
        _ => "?",
    };

    public static string Word(Conclusion conclusion, bool english) => (conclusion, english) switch
    {
        (Conclusion.Valid, false) => "有效",
        (Conclusion.Valid, true) => "Valid",
        (Conclusion.NotValid, false) => "无效",
        (Conclusion.NotValid, true) => "Not valid",
        (_, false) => "无法判定",
        (_, true) => "Cannot tell",
    };

    public static string Word(CheckResult result, bool english) => (result, english) switch
    {
        (CheckResult.Passed, false) => "通过",
        (CheckResult.Passed, true) => "passed",
        (CheckResult.Failed, false) => "不通过",
        (CheckResult.Failed, true) => "failed",
        (CheckResult.Unknown, false) => "不能判定",
        (CheckResult.Unknown, true) => "cannot tell",
        (_, false) => "说明",
        (_, true) => "note",
    };

    /// <summary>One plain sentence: the first reason where there is one, and which field was altered where that is known; else the time it holds for, and an open objection.</summary>
    public static string Sentence(Verdict verdict, bool english)
    {
        CheckResult? decisive = verdict.Conclusion switch
        {
            Conclusion.NotValid => CheckResult.Failed,
            Conclusion.CannotTell => CheckResult.Unknown,
            _ => null,
        };
        if (verdict.Checks.FirstOrDefault(check => check.Result == decisive) is Check reason)
        {
            string said = english ? reason.English : reason.Chinese;
            return verdict.Difference is not Check difference || difference == reason ? said
                : english ? $"{said} {difference.English}" : said + difference.Chinese;
        }

        string asOf = verdict.AsOf is DateTimeOffset proven ? BeijingTime.TextOf(proven) : "";
        string witnessed = (verdict.IsWitnessed, english) switch
        {
            (false, _) => "",
            (_, false) => "，见证方确认",
            _ => ", confirmed by the witnesses",
        };
        string disputed = verdict.IsDisputed ? Disputed(isPast: verdict.At is not null, english) : "";
        return (verdict.At, english) switch
        {
            (DateTimeOffset at, true) =>
                $"Every check passed: the licence was valid at {BeijingTime.TextOf(at)}, by a proof as of {asOf} (Beijing time{witnessed}){disputed}.",
            (DateTimeOffset at, false) =>
                $"各项核对通过：{BeijingTime.TextOf(at)} 当时有效，依据截至 {asOf}（北京时间{witnessed}）的证明{disputed}。",
            (_, true) => $"Every check passed; the status is proven as of {asOf} (Beijing time{witnessed}){disputed}.",
            _ => $"各项核对通过；状态证明截至 {asOf}（北京时间{witnessed}）{disputed}。",
        };
    }

    private static string Disputed(bool isPast, bool english) => (isPast, english) switch
    {
        (true, true) => "; an objection was open then",
        (true, false) => "；当时异议处理中",
        (_, true) => "; an objection is open",
        _ => "；异议处理中",
    };
}
