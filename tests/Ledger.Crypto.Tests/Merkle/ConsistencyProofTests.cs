using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Tests.Merkle;

public sealed class ConsistencyProofTests
{
    private static readonly MerkleHasher Sha256 = MerkleHasher.Sha256;

    public static TheoryData<MerkleHasher> Hashers => MerkleTreeTests.Hashers;

    [Theory]
    [MemberData(nameof(Hashers))]
    public void Every_pair_of_sizes_up_to_40_has_a_proof_of_exactly_one_length(MerkleHasher hasher)
    {
        MemoryTree tree = new(hasher, 40);
        for (int newSize = 0; newSize <= 40; newSize++)
        {
            for (int oldSize = 0; oldSize <= newSize; oldSize++)
            {
                (Digest oldRoot, Digest newRoot) = (tree.Root(oldSize), tree.Root(newSize));
                Digest[] path = ConsistencyProof.Prove(hasher, oldSize, newSize, tree.Read);
                Assert.True(ConsistencyProof.Verify(hasher, oldSize, newSize, oldRoot, newRoot, path));
                Assert.False(ConsistencyProof.Verify(hasher, oldSize, newSize, oldRoot, newRoot, [.. path, newRoot]));
                Assert.False(ConsistencyProof.Verify(hasher, oldSize, newSize, oldRoot, newRoot, [oldRoot, .. path]));
                if (path.Length > 0)
                {
                    Assert.False(ConsistencyProof.Verify(hasher, oldSize, newSize, oldRoot, newRoot, path.AsSpan(1)));
                    Assert.False(ConsistencyProof.Verify(hasher, oldSize, newSize, oldRoot, newRoot, path.AsSpan(..^1)));
                }
            }
        }
    }

    [Fact]
    public void Every_proof_between_trees_of_up_to_100_leaves_fails_with_a_bit_flipped_anywhere()
    {
        MemoryTree tree = new(Sha256, 100);
        int bit = 0;
        for (int newSize = 1; newSize <= 100; newSize++)
        {
            for (int oldSize = 0; oldSize <= newSize; oldSize++)
            {
                (Digest oldRoot, Digest newRoot) = (tree.Root(oldSize), tree.Root(newSize));
                Digest[] path = ConsistencyProof.Prove(Sha256, oldSize, newSize, tree.Read);
                Assert.True(ConsistencyProof.Verify(Sha256, oldSize, newSize, oldRoot, newRoot, path));
                bit = (bit + 97) % 256; // comes by every bit of every place
                Assert.False(ConsistencyProof.Verify(Sha256, oldSize, newSize, Flipped.Bit(oldRoot, bit), newRoot, path));

                // From nothing every tree has grown, so only there is the newer root not looked at.
                Assert.Equal(oldSize == 0, ConsistencyProof.Verify(Sha256, oldSize, newSize, oldRoot, Flipped.Bit(newRoot, bit), path));
                for (int i = 0; i < path.Length; i++)
                {
                    Digest[] changed = [.. path.Select((hash, at) => at == i ? Flipped.Bit(hash, bit) : hash)];
                    Assert.False(ConsistencyProof.Verify(Sha256, oldSize, newSize, oldRoot, newRoot, changed));
                }
            }
        }
    }

    [Fact]
    public void Every_flipped_bit_of_one_proof_is_refused()
    {
        MemoryTree tree = new(Sha256, 13);
        Digest[] path = ConsistencyProof.Prove(Sha256, 7, 13, tree.Read);
        for (int bit = 0; bit < 256 * path.Length; bit++)
        {
            Digest[] changed = [.. path.Select((hash, at) => at == bit / 256 ? Flipped.Bit(hash, bit % 256) : hash)];
            Assert.False(ConsistencyProof.Verify(Sha256, 7, 13, tree.Root(7), tree.Root(13), changed));
        }
    }

    [Fact]
    public void A_rewritten_entry_cannot_be_hidden()
    {
        MemoryTree tree = new(Sha256, 40);
        for (int oldSize = 1; oldSize < 40; oldSize++)
        {
            Digest[] rewritten = [.. Enumerable.Range(0, 40).Select(i => tree[i])];
            rewritten[oldSize - 1] = Sha256.Leaf("rewritten"u8);
            ReadHash read = MerkleTree.InMemory(Sha256, rewritten);
            Digest newRoot = MerkleTree.Root(Sha256, 40, read);
            Digest[] path = ConsistencyProof.Prove(Sha256, oldSize, 40, read);
            Assert.False(ConsistencyProof.Verify(Sha256, oldSize, 40, tree.Root(oldSize), newRoot, path));
        }
    }

    [Fact]
    public void Sizes_in_the_wrong_order_or_below_zero_are_refused()
    {
        MemoryTree tree = new(Sha256, 8);
        Assert.False(ConsistencyProof.Verify(Sha256, 5, 4, tree.Root(5), tree.Root(4), []));
        Assert.False(ConsistencyProof.Verify(Sha256, -1, 4, Sha256.Empty, tree.Root(4), []));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Prove(Sha256, 5, 4, tree.Read));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Prove(Sha256, -1, 4, tree.Read));
    }

    [Fact]
    public void Equal_sizes_need_equal_roots_and_an_empty_tree_has_one_root_only()
    {
        MemoryTree tree = new(Sha256, 8);
        Assert.True(ConsistencyProof.Verify(Sha256, 0, 0, Sha256.Empty, Sha256.Empty, []));
        Assert.False(ConsistencyProof.Verify(Sha256, 0, 0, tree[0], tree[0], []));
        Assert.False(ConsistencyProof.Verify(Sha256, 0, 4, tree[0], tree.Root(4), []));
        Assert.False(ConsistencyProof.Verify(Sha256, 4, 4, tree.Root(4), tree.Root(5), []));
    }
}
