using System.Diagnostics.Metrics;

namespace Ledger.Node.Licences;

/// <summary>What is counted of issuing.</summary>
internal static class LicenceMetrics
{
    private static readonly Meter Meter = new("Ledger.Licences");

    private static readonly Counter<long> Count =
        Meter.CreateCounter<long>("ledger.licences.issued", unit: "{licence}", description: "Licences and versions issued since the start; a request that was repeated counts again.");

    /// <summary>So many were issued.</summary>
    public static void Issued(int licences)
    {
        if (licences > 0)
        {
            Count.Add(licences);
        }
    }
}
