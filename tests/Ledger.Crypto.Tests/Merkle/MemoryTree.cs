using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Tests.Merkle;

/// <summary>A tree over small numbered leaves, with the recursive root of RFC 6962 §2.1 as a second opinion.</summary>
internal sealed class MemoryTree
{
    private readonly Digest[] _leaves;

    public MemoryTree(MerkleHasher hasher, int size)
    {
        Hasher = hasher;
        _leaves = [.. Enumerable.Range(0, size).Select(i => hasher.Leaf([(byte)(i >> 8), (byte)(i & 0xff)]))];
        Read = MerkleTree.InMemory(hasher, _leaves);
    }

    public MerkleHasher Hasher { get; }

    public ReadHash Read { get; }

    public Digest this[int index] => _leaves[index];

    public Digest Root(int size) => Root(_leaves.AsSpan(0, size));

    private Digest Root(ReadOnlySpan<Digest> leaves)
    {
        if (leaves.Length < 2)
        {
            return leaves.IsEmpty ? Hasher.Empty : leaves[0];
        }

        int split = 1;
        while (2 * split < leaves.Length)
        {
            split *= 2;
        }

        return Hasher.Node(Root(leaves[..split]), Root(leaves[split..]));
    }
}
