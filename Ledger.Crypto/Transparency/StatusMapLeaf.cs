using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>A key of the status map and the hash of its value.</summary>
public sealed record StatusMapLeaf(Digest Key, Digest ValueHash);
