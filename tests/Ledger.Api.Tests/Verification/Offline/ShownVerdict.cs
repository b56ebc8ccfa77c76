using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>A verdict as the page shows it; each check as name, result and Chinese text.</summary>
internal sealed record ShownVerdict(string Conclusion, DateTimeOffset? AsOf, IReadOnlyList<string> Checks)
{
    /// <summary>What the page should show of a verdict of the command line.</summary>
    public static ShownVerdict Of(Verdict verdict) => new(
        VerdictText.Code(verdict.Conclusion),
        verdict.AsOf,
        [.. verdict.Checks.Select(check => $"{check.Name} {VerdictText.Code(check.Result)} {check.Chinese}")]);

    public override string ToString() => $"{Conclusion} {AsOf:O}\n{string.Join('\n', Checks)}";
}
