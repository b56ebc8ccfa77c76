using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>One event that a contract emitted, as a node tells it.</summary>
internal sealed record EvmLog(
    EvmAddress Address, IReadOnlyList<Digest> Topics, ReadOnlyMemory<byte> Data, Digest Transaction, long Block, Digest BlockHash);
