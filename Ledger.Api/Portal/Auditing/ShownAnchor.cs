namespace Ledger.Api.Portal.Auditing;

/// <summary>An anchor that covers an entry.</summary>
/// <param name="Size">Entries that it covers.</param>
/// <param name="ChainId">The chain.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Transaction">Hash of the transaction, hexadecimal.</param>
/// <param name="Block">Number of its block.</param>
/// <param name="Digest">What <c>digestAt(origin, size)</c> of the contract answers.</param>
public sealed record ShownAnchor(long Size, long ChainId, string Contract, string Transaction, long Block, string Digest);
