using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

internal sealed class Sm3MerkleHasher : MerkleHasher
{
    // The namespace is named because the base class has a property called Sm3.
    public override Digest Hash(ReadOnlySpan<byte> data) => Hashing.Sm3.Hash(data);

    private protected override void HashEach(ReadOnlySpan<byte> messages, int length, Span<Digest> hashes) =>
        Sm3Batch.Hash(messages, length, hashes);
}
