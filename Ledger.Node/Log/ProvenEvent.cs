using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>An event with the proof that the log holds it.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Leaf">Its 117 bytes.</param>
/// <param name="Path">Inclusion path in the SHA-256 tree at the head's size.</param>
/// <param name="Body">Its body, as hashed in the leaf; null where it is lost.</param>
internal sealed record ProvenEvent(long Index, byte[] Leaf, IReadOnlyList<Digest> Path, byte[]? Body);
