using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>What a verdict must say, down to the names of the checks that decided it.</summary>
internal static class Expect
{
    public static void Valid(Verdict verdict)
    {
        Assert.Empty(Deciding(verdict));
        Assert.Equal(Conclusion.Valid, verdict.Conclusion);
    }

    /// <summary>Not valid, with exactly these checks failed or unknown.</summary>
    public static void NotValid(Verdict verdict, params string[] checks)
    {
        Assert.Equal(checks, Deciding(verdict));
        Assert.Equal(Conclusion.NotValid, verdict.Conclusion);
    }

    /// <summary>Cannot tell, with exactly these checks unknown and none failed.</summary>
    public static void CannotTell(Verdict verdict, params string[] checks)
    {
        Assert.Equal(checks, Deciding(verdict));
        Assert.Equal(Conclusion.CannotTell, verdict.Conclusion);
    }

    public static void Remark(Verdict verdict, string name) =>
        Assert.Equal(CheckResult.Noted, verdict.Checks.Single(check => check.Name == name).Result);

    private static string[] Deciding(Verdict verdict) =>
        [.. verdict.Checks.Where(check => check.Result is CheckResult.Failed or CheckResult.Unknown).Select(check => check.Name)];
}
