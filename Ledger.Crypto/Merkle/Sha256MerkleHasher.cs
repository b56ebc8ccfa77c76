using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Merkle;

internal sealed class Sha256MerkleHasher : MerkleHasher
{
    public override Digest Hash(ReadOnlySpan<byte> data) => Digest.Sha256(data);

    // libcrypto uses the instructions that processors have for SHA-256; they take one message at a time.
    private protected override void HashEach(ReadOnlySpan<byte> messages, int length, Span<Digest> hashes)
    {
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = Hash(messages.Slice(i * length, length));
        }
    }
}
