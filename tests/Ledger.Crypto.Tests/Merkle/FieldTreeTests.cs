using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Tests.Merkle;

public sealed class FieldTreeTests
{
    private static readonly byte[] Salt = Convert.FromHexString("000102030405060708090a0b0c0d0e0f");

    [Fact]
    public void A_leaf_is_the_canonical_JSON_of_name_salt_and_value()
    {
        byte[] json = [.. """{"name":"持证主体","salt":"000102030405060708090a0b0c0d0e0f","value":"某某公司"}"""u8];
        Assert.Equal(MerkleHasher.Sm3.Leaf(json), FieldTree.Leaf("持证主体", "某某公司", Salt));
    }

    [Fact]
    public void Each_field_is_shown_on_its_own()
    {
        Digest[] leaves = [.. Enumerable.Range(0, 11).Select(i => FieldTree.Leaf($"field{i}", i, Salt))];
        Digest root = FieldTree.Root(leaves);
        for (int i = 0; i < leaves.Length; i++)
        {
            Digest[] path = FieldTree.Prove(leaves, i);
            Assert.True(FieldTree.Verify(leaves[i], i, 11, path, root));
            Assert.False(FieldTree.Verify(FieldTree.Leaf($"field{i}", i + 1, Salt), i, 11, path, root));
            Assert.False(FieldTree.Verify(FieldTree.Leaf($"field{i}", $"{i}", Salt), i, 11, path, root));
            Assert.False(FieldTree.Verify(leaves[i], (i + 1) % 11, 11, path, root));
        }
    }

    [Fact]
    public void Trees_of_every_size_have_the_root_of_RFC_6962()
    {
        for (int size = 0; size <= 200; size++)
        {
            Digest[] leaves = [.. Enumerable.Range(0, size).Select(i => MerkleHasher.Sm3.Leaf([(byte)i]))];
            Digest[] given = [.. leaves];
            Assert.Equal(MerkleTree.Root(MerkleHasher.Sm3, size, MerkleTree.InMemory(MerkleHasher.Sm3, leaves)), FieldTree.Root(given));
            Assert.Equal(leaves, given);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    public void Documents_hashed_together_have_the_roots_they_have_alone(int documents)
    {
        for (int each = 1; each <= 40; each++)
        {
            Digest[] leaves = [.. Enumerable.Range(0, documents * each).Select(i => MerkleHasher.Sm3.Leaf(BitConverter.GetBytes(i)))];
            Assert.Equal(leaves.Chunk(each).Select(FieldTree.Root), FieldTree.Roots([.. leaves], each));
        }
    }

    [Fact]
    public void A_short_salt_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FieldTree.Leaf("name", "value", Salt.AsSpan(1)));
    }

    [Fact]
    public void A_value_may_already_belong_to_a_document()
    {
        JsonObject document = new() { ["value"] = new JsonObject { ["a"] = 1 } };
        Assert.Equal(
            FieldTree.Leaf("name", new JsonObject { ["a"] = 1 }, Salt),
            FieldTree.Leaf("name", document["value"]!, Salt));
    }

    [Fact]
    public void Fields_hashed_together_have_the_leaves_they_have_alone()
    {
        (string Name, string Value)[] fields = [.. Enumerable.Range(0, 37).Select(i => ($"FIELD{i}", new string('证', i * 3) + "\"\\\n"))];
        FieldLeaves together = new(fields.Length);
        foreach ((string name, string value) in fields)
        {
            together.Add(name, value, Convert.ToHexStringLower(Salt));
        }

        Assert.Equal(fields.Select(field => FieldTree.Leaf(field.Name, field.Value, Salt)), together.Hash());
        Assert.Throws<FormatException>(() => together.Add("name", "value", "00"));
    }
}
