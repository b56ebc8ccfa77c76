using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>What became of a mined transaction, as a node tells it; if it did not succeed, only its nonce is used up.</summary>
internal sealed record EvmReceipt(
    Digest Transaction, bool Succeeded, long Block, Digest BlockHash, EvmAddress? Created, IReadOnlyList<EvmLog> Logs);
