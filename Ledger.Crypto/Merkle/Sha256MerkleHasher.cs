using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

internal sealed class Sha256MerkleHasher : MerkleHasher
{
    public override Digest Hash(ReadOnlySpan<byte> data) => Digest.Sha256(data);

    // Processors have instructions for one SHA-256 that several at once in vectors would hardly beat.
    private protected override void HashEach(ReadOnlySpan<byte> messages, int length, Span<Digest> hashes)
    {
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = Hash(messages.Slice(i * length, length));
        }
    }
}
