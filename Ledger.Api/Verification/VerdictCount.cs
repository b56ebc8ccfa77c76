using System.Diagnostics.Metrics;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>Counts verdicts by what was judged and by conclusion.</summary>
internal static class VerdictCount
{
    public const string File = "file";
    public const string Presentation = "presentation";

    private static readonly Meter Meter = new("Ledger.Verification");

    private static readonly Counter<long> Verdicts =
        Meter.CreateCounter<long>("ledger.verdicts", unit: "{verdict}", description: "Verdicts given since the start.");

    /// <summary>A verdict was given.</summary>
    /// <param name="kind"><see cref="File"/> or <see cref="Presentation"/>.</param>
    /// <param name="conclusion">Valid, not valid or cannot tell.</param>
    public static void Add(string kind, Conclusion conclusion) => Verdicts.Add(
        1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("conclusion", VerdictText.Code(conclusion)));
}
