using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>A verdict as the page shows it; each check as name, result and Chinese text; last what page and data say where they differ.</summary>
internal sealed record ShownVerdict(string Conclusion, DateTimeOffset? AsOf, IReadOnlyList<string> Checks)
{
    /// <summary>What the page should show of a verdict of the command line.</summary>
    public static ShownVerdict Of(Verdict verdict) => new(
        VerdictText.Code(verdict.Conclusion),
        verdict.AsOf,
        [.. verdict.Checks.Select(check => $"{check.Name} {VerdictText.Code(check.Result)} {check.Chinese}"), .. Difference(verdict)]);

    private static string[] Difference(Verdict verdict) => verdict.Difference?.Values is { } values ? [$"{Value(values.Shown)} {Value(values.Data)}"] : [];

    private static string Value(string value) => value.Length > 0 ? value : "（没有）";

    public override string ToString() => $"{Conclusion} {AsOf:O}\n{string.Join('\n', Checks)}";
}
