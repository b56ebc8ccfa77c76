namespace Ledger.Crypto.Verification;

/// <summary>How one check came out.</summary>
public enum CheckResult
{
    /// <summary>What was compared agrees.</summary>
    Passed,

    /// <summary>What was compared disagrees: the licence is not valid.</summary>
    Failed,

    /// <summary>It could not be compared with what is at hand: nobody can say from this.</summary>
    Unknown,

    /// <summary>A remark that does not change the conclusion.</summary>
    Noted,
}

/// <summary>One named step of a verdict, with what was compared, in both languages.</summary>
/// <param name="Name">Stable name, for programs: lower-case words joined by hyphens.</param>
/// <param name="Result">How it came out.</param>
/// <param name="Chinese">What was compared, as a sentence.</param>
/// <param name="English">The same in English.</param>
public sealed record Check(string Name, CheckResult Result, string Chinese, string English)
{
    /// <summary>A check that passes or fails by one comparison.</summary>
    public static Check Of(string name, bool agrees, string chinese, string english) =>
        new(name, agrees ? CheckResult.Passed : CheckResult.Failed, chinese, english);
}
