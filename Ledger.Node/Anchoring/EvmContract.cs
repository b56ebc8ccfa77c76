using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>A contract that is known beforehand: where it is, and the Keccak-256 of its code.</summary>
internal sealed record EvmContract(EvmAddress Address, Digest CodeHash);
