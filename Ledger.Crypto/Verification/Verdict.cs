namespace Ledger.Crypto.Verification;

/// <summary>The three answers there are.</summary>
public enum Conclusion
{
    /// <summary>有效: every check passed.</summary>
    Valid,

    /// <summary>无效: at least one check failed.</summary>
    NotValid,

    /// <summary>无法判定: nothing failed, but something needed could not be checked.</summary>
    CannotTell,
}

/// <summary>The answer about one licence, explained by named checks.</summary>
/// <param name="Checks">Every check made, in order.</param>
/// <param name="AsOf">
/// What the status holds for: the time of the witnesses where <see cref="IsWitnessed"/>, else that of the signed checkpoint; null
/// where none was proven.
/// </param>
/// <param name="Licence">The document that was checked; null where it could not be read.</param>
public sealed record Verdict(IReadOnlyList<Check> Checks, DateTimeOffset? AsOf, LicenceDocument? Licence)
{
    /// <summary>Whether <see cref="AsOf"/> is when a quorum of witnesses had seen nothing newer.</summary>
    public bool IsWitnessed { get; init; }

    /// <summary>The earlier moment that was judged instead of now; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The copy for one use that the file is (加注件); null where it is none, or cannot be read.</summary>
    public CopyStatement? Copy { get; init; }

    /// <summary>Whether an objection to the licence was open at the time that was judged; the conclusion does not depend on it.</summary>
    public bool IsDisputed => Checks.Any(check => check.Name == StatusChecks.Dispute);

    /// <summary>The check that found a page to show something else than the data; null where none did.</summary>
    public Check? Difference => Checks.FirstOrDefault(check => check is { Result: CheckResult.Failed, Values: not null });

    /// <summary>
    /// Not valid if any check failed; else valid if none is unknown and a licence was read and its status proven; else cannot tell.
    /// </summary>
    public Conclusion Conclusion =>
        Checks.Any(check => check.Result == CheckResult.Failed) ? Conclusion.NotValid
        : Licence is null || AsOf is null || Checks.Any(check => check.Result == CheckResult.Unknown) ? Conclusion.CannotTell
        : Conclusion.Valid;
}
