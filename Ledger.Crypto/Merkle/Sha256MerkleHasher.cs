using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

internal sealed class Sha256MerkleHasher : MerkleHasher
{
    public override Digest Hash(ReadOnlySpan<byte> data) => Digest.Sha256(data);
}
