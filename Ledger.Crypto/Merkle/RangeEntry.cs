using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>One record as two parties compare it: neither hash says anything to whoever does not know the record.</summary>
/// <param name="Key">Keyed hash of what names it.</param>
/// <param name="Value">Keyed hash of what it is.</param>
public readonly record struct RangeEntry(Digest Key, Digest Value);
