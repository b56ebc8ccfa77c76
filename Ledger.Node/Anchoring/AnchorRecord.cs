using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>An anchor with the place where it is found on the chain: what a status bundle carries.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Contract">The registry contract.</param>
/// <param name="Anchor">What was anchored; its digest is what <c>digestAt(origin, size)</c> answers.</param>
/// <param name="Transaction">Hash of the transaction that anchored it.</param>
/// <param name="Block">Number of that transaction's block.</param>
internal sealed record AnchorRecord(
    long ChainId, EvmAddress Contract, Anchor Anchor, Digest Transaction, long Block);
