using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

internal sealed class Sm3MerkleHasher : MerkleHasher
{
    // The namespace is named because the base class has a property called Sm3.
    public override Digest Hash(ReadOnlySpan<byte> data) => Hashing.Sm3.Hash(data);
}
