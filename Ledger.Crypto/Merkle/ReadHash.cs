using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

/// <summary>
/// Reads the stored hash of the complete subtree of 2^<paramref name="level"/> leaves that begins at leaf
/// <paramref name="index"/> · 2^<paramref name="level"/>. Level 0 holds the leaf hashes. These hashes never change once
/// a log has grown past them, so any size's root and proofs can be computed from them.
/// </summary>
/// <param name="level">0 to 62.</param>
/// <param name="index">Number of the subtree within its level, from 0.</param>
public delegate Digest ReadHash(int level, long index);
