using Ledger.Node.Licences;

namespace Ledger.Node.Exchange;

/// <summary>What fits a request to a sharing service. Personal data, in memory only.</summary>
/// <param name="First">The one that is answered.</param>
/// <param name="Count">How many the caller may read fit.</param>
internal sealed record FittingLicences(OpenedLicence First, int Count);
