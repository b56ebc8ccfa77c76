using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// Reads the part of a status map that the map itself does not keep: every key whose first <paramref name="bits"/> bits are those of
/// <paramref name="key"/>, in the order of the keys, each with the value hash it has in that very map, whatever has happened since.
/// </summary>
/// <param name="key">Any key of the bucket, in the map or not.</param>
/// <param name="bits">0 to 255.</param>
public delegate IReadOnlyList<(Digest Key, Digest ValueHash)> ReadStatusBucket(Digest key, int bits);
