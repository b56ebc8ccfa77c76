namespace Ledger.Node.Licences;

/// <summary>A kind of material of one holder that a change has invalidated: what was handed in before the flag counts no more.</summary>
/// <param name="MaterialType">材料目录编码.</param>
/// <param name="Flag">Rule, cause, place in the log and time.</param>
internal sealed record MaterialFlag(string MaterialType, LicenceFlag Flag);
