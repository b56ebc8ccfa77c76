using System.Diagnostics.Metrics;

namespace Ledger.Api.Problems;

/// <summary>Counts refusals by their stable code; there are as many series as codes in docs/errors.md.</summary>
internal static class RefusalCount
{
    private static readonly Meter Meter = new("Ledger.Problems");

    private static readonly Counter<long> Refusals =
        Meter.CreateCounter<long>("ledger.refusals", unit: "{answer}", description: "Problem documents sent since the start.");

    /// <summary>A problem document is sent.</summary>
    public static void Add(string code) => Refusals.Add(1, new KeyValuePair<string, object?>("code", code));
}
