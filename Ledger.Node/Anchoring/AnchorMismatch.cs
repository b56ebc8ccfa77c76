using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>
/// The chain holds an anchor of this origin that does not fit the log here: the log was rolled back, or another copy of
/// it has written on.
/// </summary>
/// <param name="Size">Size of the anchored log.</param>
/// <param name="ShaRoot">Its SHA-256 root as the chain's event tells it; null when it is not needed: the log here is shorter.</param>
/// <param name="Reason">A sentence for operators.</param>
internal sealed record AnchorMismatch(long Size, Digest? ShaRoot, string Reason);
