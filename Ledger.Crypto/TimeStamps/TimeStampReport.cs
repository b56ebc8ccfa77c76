using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.TimeStamps;

/// <summary>What became of verifying a time stamp.</summary>
/// <param name="Fault">Why it does not verify, or <see cref="TimeStampFault.None"/>.</param>
/// <param name="Reason">The same in a sentence.</param>
/// <param name="Path">The certificates from the authority's to the root, or as far as the search came; empty where it was not begun.</param>
public sealed record TimeStampReport(TimeStampFault Fault, string Reason, IReadOnlyList<Certificate> Path)
{
    /// <summary>Whether a trusted authority stamped the data.</summary>
    public bool IsTrusted => Fault is TimeStampFault.None;
}
