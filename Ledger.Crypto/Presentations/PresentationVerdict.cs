using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Presentations;

/// <summary>The answer about a presentation, explained by named checks.</summary>
/// <param name="Presentation">What was shown; null where it could not be read.</param>
/// <param name="Checks">Every check made, in order.</param>
public sealed record PresentationVerdict(Presentation? Presentation, IReadOnlyList<Check> Checks)
{
    /// <summary>Not valid if any check failed; else valid if none is unknown and a presentation was read; else cannot tell.</summary>
    public Conclusion Conclusion =>
        Checks.Any(check => check.Result == CheckResult.Failed) ? Conclusion.NotValid
        : Presentation is null || Checks.Any(check => check.Result == CheckResult.Unknown) ? Conclusion.CannotTell
        : Conclusion.Valid;

    /// <summary>The verdict with one more check.</summary>
    public PresentationVerdict And(Check check) => this with { Checks = [.. Checks, check] };
}
