using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Tests.Merkle;

/// <summary>Many hashes at once are those of one at a time.</summary>
public sealed class MerkleBatchTests
{
    public static TheoryData<MerkleHasher> Hashers => [MerkleHasher.Sha256, MerkleHasher.Sm3];

    public static TheoryData<MerkleHasher, int> HashersAndSizes => new() { { MerkleHasher.Sha256, 70 }, { MerkleHasher.Sm3, 300 } };

    [Theory]
    [MemberData(nameof(Hashers))]
    public void Many_nodes_are_those_of_one_at_a_time(MerkleHasher hasher)
    {
        MemoryTree tree = new(hasher, 100);
        Digest[] children = [.. Enumerable.Range(0, 100).Select(i => tree[i])];
        for (int count = 0; count <= 50; count++)
        {
            Digest[] nodes = new Digest[count];
            hasher.Nodes(children.AsSpan(0, 2 * count), nodes);
            Assert.Equal(children.Take(2 * count).Chunk(2).Select(pair => hasher.Node(pair[0], pair[1])), nodes);
        }
    }

    [Theory]
    [MemberData(nameof(Hashers))]
    public void Many_leaves_are_those_of_one_at_a_time_whatever_their_lengths(MerkleHasher hasher)
    {
        Random random = new(20261128);
        for (int count = 0; count <= 60; count++)
        {
            int lengths = random.Next(1, 6);
            ReadOnlyMemory<byte>[] entries = new ReadOnlyMemory<byte>[count];
            for (int i = 0; i < count; i++)
            {
                byte[] entry = new byte[53 * random.Next(lengths)];
                random.NextBytes(entry);
                entries[i] = entry;
            }

            Assert.Equal(entries.Select(entry => hasher.Leaf(entry.Span)), hasher.Leaves(entries));
        }
    }

    [Fact]
    public void Children_that_are_not_two_a_node_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MerkleHasher.Sm3.Nodes(new Digest[3], new Digest[1]));
        Assert.Throws<ArgumentException>(() => MerkleHasher.Sha256.Nodes(new Digest[2], new Digest[2]));
    }

    [Theory]
    [MemberData(nameof(HashersAndSizes))]
    public void Leaves_appended_together_leave_what_one_at_a_time_leaves(MerkleHasher hasher, int maxSize)
    {
        MemoryTree tree = new(hasher, maxSize);
        Digest[] leaves = [.. Enumerable.Range(0, maxSize).Select(i => tree[i])];
        Digest[] roots = [.. Enumerable.Range(0, maxSize + 1).Select(size => MerkleTree.Root(hasher, size, tree.Read))];
        CompactRange before = new(hasher);
        for (int from = 0; from <= maxSize; from++)
        {
            for (int to = from; to <= maxSize; to++)
            {
                CompactRange after = before.Clone();
                List<(int, long, Digest)> reported = [];
                after.Append(leaves.AsSpan(from, to - from), (level, index, hash) => reported.Add((level, index, hash)));
                Assert.Equal(to, after.Size);
                Assert.True(roots[to] == after.Root(), $"Root of {to} after {from}");
                Assert.True(reported.SequenceEqual(Completed(tree, from, to)), $"Subtrees completed from {from} to {to}");
            }

            if (from < maxSize)
            {
                before.Append(leaves[from]);
            }
        }
    }

    [Fact]
    public void After_leaves_appended_together_single_ones_follow()
    {
        MemoryTree tree = new(MerkleHasher.Sm3, 64);
        Digest[] leaves = [.. Enumerable.Range(0, 64).Select(i => tree[i])];
        for (int together = 0; together < 64; together++)
        {
            CompactRange range = new(MerkleHasher.Sm3);
            range.Append(leaves.AsSpan(0, together));
            for (int size = together; size < 64; size++)
            {
                Assert.Equal(tree.Root(size), range.Root());
                range.Append(leaves[size]);
            }
        }
    }

    /// <summary>A subtree is complete with its last leaf: of each level, those whose last leaf is among the added ones.</summary>
    private static IEnumerable<(int, long, Digest)> Completed(MemoryTree tree, int from, int to)
    {
        for (int level = 0; to >> level > 0; level++)
        {
            for (int index = from >> level; index < to >> level; index++)
            {
                yield return (level, index, tree.Read(level, index));
            }
        }
    }
}
