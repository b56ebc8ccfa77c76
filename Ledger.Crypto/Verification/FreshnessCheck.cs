namespace Ledger.Crypto.Verification;

/// <summary>Whether a proof is young enough to rely on. One that is not says nothing about today: neither valid nor invalid.</summary>
internal static class FreshnessCheck
{
    private const string Name = "freshness";
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromMinutes(5);

    /// <summary>The check.</summary>
    /// <param name="asOf">When the proof was the newest there was.</param>
    /// <param name="isWitnessed">Whether witnesses say so, or only the log.</param>
    /// <param name="now">The verifier's clock.</param>
    /// <param name="limit">The greatest age.</param>
    public static Check Make(DateTimeOffset asOf, bool isWitnessed, DateTimeOffset now, TimeSpan limit)
    {
        TimeSpan age = now - asOf;
        if (age < -ClockLeeway)
        {
            return FromTheFuture(-age);
        }

        return new Check(Name, age <= limit ? CheckResult.Passed : CheckResult.Unknown, () => AgeSaid(age, limit, isWitnessed));
    }

    /// <summary>For a question about an earlier moment: whether the proof is of that moment or later.</summary>
    public static Check Reaches(DateTimeOffset asOf, DateTimeOffset moment, DateTimeOffset now)
    {
        if (asOf - now > ClockLeeway)
        {
            return FromTheFuture(asOf - now);
        }

        string proven = BeijingTime.TextOf(asOf);
        return moment <= asOf
            ? new Check(Name, CheckResult.Passed, $"证明截至 {proven}（北京时间），晚于所问时刻。", $"The proof reaches to {proven} (Beijing time), beyond the moment asked for.")
            : new Check(
                Name, CheckResult.Unknown,
                $"证明仅至 {proven}（北京时间），早于所问时刻：其间是否变更无法判定。",
                $"The proof reaches only to {proven} (Beijing time): nobody can tell what happened between that and the moment asked for.");
    }

    private static (string Chinese, string English) AgeSaid(TimeSpan age, TimeSpan limit, bool isWitnessed)
    {
        (string whoChinese, string whoEnglish) = isWitnessed ? ("见证方最近确认", "last confirmed by the witnesses") : ("账本签署", "signed by the log");
        (string ageChinese, string ageEnglish) = Duration.Of(age);
        (string limitChinese, string limitEnglish) = Duration.Of(limit);
        return age <= limit
            ? ($"状态证明（{whoChinese}）距今 {ageChinese}，在上限 {limitChinese}之内。",
                $"The status proof, {whoEnglish}, is {ageEnglish} old, within the limit of {limitEnglish}.")
            : ($"状态证明（{whoChinese}）距今 {ageChinese}，上限为 {limitChinese}：此后是否变更无法判定。",
                $"The status proof, {whoEnglish}, is {ageEnglish} old, the limit is {limitEnglish}: nobody can tell what happened since.");
    }

    private static Check FromTheFuture(TimeSpan ahead)
    {
        (string chinese, string english) = Duration.Of(ahead);
        return new(
            Name, CheckResult.Unknown,
            $"本机时钟比状态证明慢 {chinese}，无法判定证明是否过时。",
            $"This clock is {english} behind the status proof: nobody can tell how old the proof is.");
    }
}
