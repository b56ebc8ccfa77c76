using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Tests.Merkle;

// Roots of eight leaves: Certificate Transparency's own test data (google/certificate-transparency, merkle_tree_test.cc).
public sealed class MerkleTreeTests
{
    private static readonly string[] Entries =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    public static TheoryData<MerkleHasher> Hashers => [MerkleHasher.Sha256, MerkleHasher.Sm3];

    [Fact]
    public void The_roots_of_zero_to_eight_leaves_are_those_of_Certificate_Transparency()
    {
        CompactRange range = new(MerkleHasher.Sha256);
        List<Digest> leaves = [];
        for (int size = 0; size <= Entries.Length; size++)
        {
            Assert.Equal(Roots[size], range.Root().ToHex());
            Assert.Equal(
                Roots[size],
                MerkleTree.Root(MerkleHasher.Sha256, size, MerkleTree.InMemory(MerkleHasher.Sha256, leaves)).ToHex());
            if (size < Entries.Length)
            {
                leaves.Add(MerkleHasher.Sha256.Leaf(Convert.FromHexString(Entries[size])));
                range.Append(leaves[^1]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Hashers))]
    public void Every_root_up_to_130_leaves_is_the_recursive_definition(MerkleHasher hasher)
    {
        MemoryTree tree = new(hasher, 130);
        for (int size = 0; size <= 130; size++)
        {
            Assert.Equal(tree.Root(size), MerkleTree.Root(hasher, size, tree.Read));
        }
    }

    [Theory]
    [MemberData(nameof(Hashers))]
    public void A_growing_edge_reports_every_hash_that_is_read_later(MerkleHasher hasher)
    {
        MemoryTree tree = new(hasher, 130);
        CompactRange range = new(hasher);
        Dictionary<(int, long), Digest> stored = [];
        for (int size = 1; size <= 130; size++)
        {
            range.Append(tree[size - 1], (level, index, hash) => stored.Add((level, index), hash));
            Assert.Equal(size, range.Size);
            Assert.Equal(tree.Root(size), range.Root());
            Assert.Equal(tree.Root(size), MerkleTree.Root(hasher, size, (level, index) => stored[(level, index)]));
            Assert.Equal(tree.Root(size), new CompactRange(hasher, size, (level, index) => stored[(level, index)]).Root());
        }
    }

    [Fact]
    public void A_clone_grows_on_its_own()
    {
        MemoryTree tree = new(MerkleHasher.Sha256, 8);
        CompactRange range = new(MerkleHasher.Sha256, 5, tree.Read);
        CompactRange clone = range.Clone();
        clone.Append(tree[5]);
        Assert.Equal(tree.Root(5), range.Root());
        Assert.Equal(tree.Root(6), clone.Root());
    }

    [Fact]
    public void A_leaf_hash_is_never_a_node_hash_of_the_same_bytes()
    {
        MemoryTree tree = new(MerkleHasher.Sha256, 2);
        byte[] asEntry = [.. tree[0].Span, .. tree[1].Span];
        Assert.NotEqual(tree.Root(2), MerkleHasher.Sha256.Leaf(asEntry));
    }

    [Fact]
    public void An_entry_longer_than_the_stack_buffer_hashes_the_same()
    {
        byte[] entry = new byte[5000];
        Assert.Equal(Digest.Sha256([0x00, .. entry]), MerkleHasher.Sha256.Leaf(entry));
        Assert.Equal(Sm3.Hash([0x00, .. entry]), MerkleHasher.Sm3.Leaf(entry));
    }
}
