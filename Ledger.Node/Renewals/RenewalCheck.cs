namespace Ledger.Node.Renewals;

/// <summary>One thing looked at again before a renewal.</summary>
/// <param name="Code">What was looked at, for programs; no two of a draft have the same.</param>
/// <param name="Result">What was found.</param>
/// <param name="Chinese">The same as a sentence, without personal data.</param>
/// <param name="English">The sentence in English.</param>
internal sealed record RenewalCheck(string Code, RenewalResult Result, string Chinese, string English)
{
    /// <summary>A check that found nothing in the way.</summary>
    public static RenewalCheck Passed(string code, string chinese, string english) => new(code, RenewalResult.Passed, chinese, english);

    /// <summary>A check that this ledger cannot make.</summary>
    public static RenewalCheck ToBeChecked(string code, string chinese, string english) => new(code, RenewalResult.ToBeChecked, chinese, english);

    /// <summary>A check that forbids the renewal.</summary>
    public static RenewalCheck Failed(string code, string chinese, string english) => new(code, RenewalResult.Failed, chinese, english);
}
