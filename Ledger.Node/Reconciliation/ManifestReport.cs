namespace Ledger.Node.Reconciliation;

/// <summary>What a manifest showed.</summary>
/// <param name="Id">Its name: 32 hexadecimal characters.</param>
/// <param name="Row">What was counted.</param>
internal sealed record ManifestReport(string Id, ManifestRow Row)
{
    /// <summary>归集率: which part of what was listed the ledger has, the same or otherwise; 1 where nothing was listed.</summary>
    public double Rate => Row.Listed == 0 ? 1 : (double)(Row.Same + Row.Different) / Row.Listed;
}
