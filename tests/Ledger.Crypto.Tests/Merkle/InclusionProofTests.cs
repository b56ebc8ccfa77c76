using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Tests.Merkle;

// Probes: transparency-dev/merkle testdata/inclusion (Apache-2.0).
public sealed class InclusionProofTests
{
    public static TheoryData<MerkleHasher> Hashers => MerkleTreeTests.Hashers;

    [VectorFact]
    public void All_probes_of_the_transparency_dev_project_come_out_as_they_say()
    {
        string[] files = Directory.GetFiles(Vectors.Path("rfc6962", "inclusion"), "*.json", SearchOption.AllDirectories);
        Assert.Equal(98, files.Length);
        foreach (string file in files)
        {
            JsonObject probe = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            bool wanted = !(probe["wantErr"]?.GetValue<bool>() ?? false);
            Assert.True(wanted == Verifies(probe), $"{file}: {probe["desc"]}");
        }
    }

    [Theory]
    [MemberData(nameof(Hashers))]
    public void Every_index_of_every_size_up_to_64_has_a_proof_that_fits_only_there(MerkleHasher hasher)
    {
        MemoryTree tree = new(hasher, 64);
        for (int size = 1; size <= 64; size++)
        {
            Digest root = tree.Root(size);
            for (int index = 0; index < size; index++)
            {
                Digest[] path = InclusionProof.Prove(hasher, index, size, tree.Read);
                Assert.True(InclusionProof.Verify(hasher, tree[index], index, size, path, root));
                Assert.False(InclusionProof.Verify(hasher, tree[index], index, size, [.. path, root], root));
                Assert.False(InclusionProof.Verify(hasher, tree[index], index, size, [root, .. path], root));
                Assert.False(path.Length > 0 && InclusionProof.Verify(hasher, tree[index], index, size, path.AsSpan(1), root));
                Assert.False(path.Length > 0 && InclusionProof.Verify(hasher, tree[index], index, size, path.AsSpan(..^1), root));
                for (int i = 0; i < size; i++)
                {
                    Assert.Equal(i == index, InclusionProof.Verify(hasher, tree[index], i, size, path, root));
                    Assert.Equal(i == index, InclusionProof.Verify(hasher, tree[i], index, size, path, root));
                }
            }
        }
    }

    [Fact]
    public void Every_proof_of_every_tree_up_to_100_leaves_fails_with_a_bit_flipped_anywhere()
    {
        MerkleHasher hasher = MerkleHasher.Sha256;
        MemoryTree tree = new(hasher, 100);
        int bit = 0;
        for (int size = 1; size <= 100; size++)
        {
            Digest root = tree.Root(size);
            for (int index = 0; index < size; index++)
            {
                Digest[] path = InclusionProof.Prove(hasher, index, size, tree.Read);
                Digest leaf = tree[index];
                Assert.True(InclusionProof.Verify(hasher, leaf, index, size, path, root));
                Assert.False(InclusionProof.Verify(hasher, leaf, index - 1, size, path, root));
                Assert.False(InclusionProof.Verify(hasher, leaf, index + 1, size, path, root));
                for (int i = -2; i < path.Length; i++)
                {
                    bit = (bit + 97) % 256; // comes by every bit of every place
                    Digest[] changed = [.. path.Select((hash, at) => at == i ? Flipped.Bit(hash, bit) : hash)];
                    Assert.False(InclusionProof.Verify(
                        hasher, i == -2 ? Flipped.Bit(leaf, bit) : leaf, index, size, changed, i == -1 ? Flipped.Bit(root, bit) : root));
                }
            }
        }
    }

    [Fact]
    public void The_length_of_a_path_follows_from_index_and_size_and_another_is_refused()
    {
        MemoryTree tree = new(MerkleHasher.Sha256, 100);
        for (int size = 1; size <= 100; size++)
        {
            for (int index = 0; index < size; index++)
            {
                Digest[] path = InclusionProof.Prove(MerkleHasher.Sha256, index, size, tree.Read);
                Assert.Equal(path.Length, InclusionProof.LengthOf(index, size));
                foreach (int other in (int[])[size - 1, size + 1, 2 * size])
                {
                    if (other > index && InclusionProof.LengthOf(index, other) != path.Length)
                    {
                        Assert.False(InclusionProof.Verify(MerkleHasher.Sha256, tree[index], index, other, path, tree.Root(size)));
                    }
                }
            }
        }

        Assert.Equal(62, InclusionProof.LengthOf(long.MaxValue - 1, long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.LengthOf(4, 4));
    }

    [Theory]
    [MemberData(nameof(Hashers))]
    public void The_path_of_the_last_leaf_gives_the_root_before_it(MerkleHasher hasher)
    {
        MemoryTree tree = new(hasher, 100);
        for (int size = 1; size <= 100; size++)
        {
            Assert.Equal(tree.Root(size - 1), InclusionProof.RootBeforeLast(hasher, InclusionProof.Prove(hasher, size - 1, size, tree.Read)));
        }
    }

    [Fact]
    public void Every_flipped_bit_of_leaf_path_and_root_is_refused()
    {
        MemoryTree tree = new(MerkleHasher.Sha256, 13);
        Digest root = tree.Root(13);
        for (int index = 0; index < 13; index++)
        {
            Digest[] path = InclusionProof.Prove(MerkleHasher.Sha256, index, 13, tree.Read);
            for (int bit = 0; bit < 256; bit++)
            {
                Assert.False(InclusionProof.Verify(MerkleHasher.Sha256, Flipped.Bit(tree[index], bit), index, 13, path, root));
                Assert.False(InclusionProof.Verify(MerkleHasher.Sha256, tree[index], index, 13, path, Flipped.Bit(root, bit)));
                for (int i = 0; i < path.Length; i++)
                {
                    Digest[] changed = [.. path];
                    changed[i] = Flipped.Bit(path[i], bit);
                    Assert.False(InclusionProof.Verify(MerkleHasher.Sha256, tree[index], index, 13, changed, root));
                }
            }
        }
    }

    [Fact]
    public void A_size_that_needs_another_path_length_is_refused()
    {
        MemoryTree tree = new(MerkleHasher.Sha256, 64);
        for (int index = 0; index < 33; index++)
        {
            Digest[] path = InclusionProof.Prove(MerkleHasher.Sha256, index, 33, tree.Read);
            foreach (long size in (long[])[-1, 0, index, 16, 65, 128, long.MaxValue])
            {
                Assert.False(InclusionProof.Verify(MerkleHasher.Sha256, tree[index], index, size, path, tree.Root(33)));
            }
        }
    }

    [Fact]
    public void Another_hash_function_is_refused()
    {
        MemoryTree tree = new(MerkleHasher.Sm3, 9);
        Digest[] path = InclusionProof.Prove(MerkleHasher.Sm3, 3, 9, tree.Read);
        Assert.True(InclusionProof.Verify(MerkleHasher.Sm3, tree[3], 3, 9, path, tree.Root(9)));
        Assert.False(InclusionProof.Verify(MerkleHasher.Sha256, tree[3], 3, 9, path, tree.Root(9)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 4)]
    [InlineData(4, 4)]
    public void There_is_no_proof_outside_the_tree(long index, long size)
    {
        MemoryTree tree = new(MerkleHasher.Sha256, 8);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => InclusionProof.Prove(MerkleHasher.Sha256, index, size, tree.Read));
        Assert.False(InclusionProof.Verify(MerkleHasher.Sha256, tree[0], index, size, [], tree[0]));
    }

    [Fact]
    public void The_largest_log_has_a_proof_too()
    {
        // Every subtree's hash is a function of its place, so that a tree of 2^63-1 leaves needs no storage.
        static Digest Read(int level, long index) => Digest.Sha256([(byte)level, .. BitConverter.GetBytes(index)]);
        Digest[] path = InclusionProof.Prove(MerkleHasher.Sha256, long.MaxValue - 1, long.MaxValue, Read);
        Digest root = MerkleTree.Root(MerkleHasher.Sha256, long.MaxValue, Read);
        Assert.Equal(62, path.Length);
        Digest leaf = Read(0, long.MaxValue - 1);
        Assert.True(InclusionProof.Verify(MerkleHasher.Sha256, leaf, long.MaxValue - 1, long.MaxValue, path, root));
    }

    private static bool Verifies(JsonObject probe)
    {
        List<Digest> path = [];
        foreach (JsonNode? hash in probe["proof"] as JsonArray ?? [])
        {
            byte[] bytes = Convert.FromBase64String(hash!.GetValue<string>());
            if (bytes.Length != Digest.Length)
            {
                return false; // no Digest holds it
            }

            path.Add(new Digest(bytes));
        }

        byte[] root = Convert.FromBase64String(probe["root"]?.GetValue<string>() ?? "");
        byte[] leaf = Convert.FromBase64String(probe["leafHash"]?.GetValue<string>() ?? "");
        ulong index = probe["leafIdx"]!.GetValue<ulong>();
        ulong size = probe["treeSize"]!.GetValue<ulong>();
        return root.Length == Digest.Length
            && leaf.Length == Digest.Length
            && index <= long.MaxValue
            && size <= long.MaxValue
            && InclusionProof.Verify(
                MerkleHasher.Sha256, new Digest(leaf), (long)index, (long)size, path.ToArray(), new Digest(root));
    }
}
