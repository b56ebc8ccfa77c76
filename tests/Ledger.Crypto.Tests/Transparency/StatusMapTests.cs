using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

// Roots: penumbra-zone/jmt vectors/sha2_256_vectors.json (Apache-2.0).
public sealed class StatusMapTests
{
    private static readonly MerkleHasher Sm3Hasher = MerkleHasher.Sm3;

    [VectorFact]
    public void The_roots_are_those_of_the_Jellyfish_Merkle_tree()
    {
        byte[] file = File.ReadAllBytes(Vectors.Path("jmt", "sha2_256_vectors.json"));
        JsonArray vectors = JsonNode.Parse(file)!["vectors"]!.AsArray();
        Assert.Equal(3, vectors.Count);
        foreach (JsonNode? vector in vectors)
        {
            StatusMap map = StatusMap.Empty(MerkleHasher.Sha256).With(
                vector!["data"]!.AsArray().Select(pair => (HashOf(pair!["key"]!), HashOf(pair["value"]!))));
            Assert.Equal(vector["expected_root"]!.GetValue<string>(), map.Root.ToHex());
        }

        static Digest HashOf(JsonNode hex) => Digest.Sha256(Convert.FromHexString(hex.GetValue<string>()));
    }

    [Fact]
    public void The_root_follows_from_the_contents_alone()
    {
        const int Seed = 20260701;
        Random random = new(Seed);
        (Digest Key, Digest ValueHash)[] pairs = [.. Enumerable.Range(0, 500).Select(_ => (Any(random), Any(random)))];
        StatusMap atOnce = StatusMap.Empty(Sm3Hasher).With(pairs);
        random.Shuffle(pairs);
        StatusMap oneByOne = StatusMap.Empty(Sm3Hasher);
        foreach ((Digest key, Digest valueHash) in pairs)
        {
            oneByOne = oneByOne.With(key, Any(random)).With(key, valueHash);
        }

        StatusMap inBatches = pairs.Chunk(37).Aggregate(StatusMap.Empty(Sm3Hasher), (map, batch) => map.With(batch));
        Assert.Equal(atOnce.Root, oneByOne.Root);
        Assert.Equal(atOnce.Root, inBatches.Root);
        Assert.Equal(500, oneByOne.Count);
        Assert.Equal(500, inBatches.Count);
        Assert.Equal(Definition.Root(Sm3Hasher, pairs), atOnce.Root);
        Assert.All(pairs, pair => Assert.Equal(pair.ValueHash, atOnce.ValueOf(pair.Key)));
        Assert.Null(atOnce.ValueOf(Any(random)));
    }

    [Fact]
    public void A_step_of_thousands_of_changes_gives_the_root_of_the_contents()
    {
        const int Seed = 20261129;
        Random random = new(Seed);
        (Digest Key, Digest ValueHash)[] first = [.. Enumerable.Range(0, 3000).Select(_ => (Any(random), Any(random)))];
        (Digest Key, Digest ValueHash)[] then =
            [.. first.Where((_, i) => i % 3 == 0).Select(pair => (pair.Key, Any(random))), .. Enumerable.Range(0, 2000).Select(_ => (Any(random), Any(random)))];
        StatusMap before = StatusMap.Empty(Sm3Hasher).With(first);
        StatusMap after = before.With(then);
        Assert.Equal(Definition.Root(Sm3Hasher, first), before.Root);
        Assert.Equal(Definition.Root(Sm3Hasher, [.. first.Where((_, i) => i % 3 != 0), .. then]), after.Root);
        Assert.Equal(5000, after.Count);
    }

    [Fact]
    public void Every_key_and_every_absent_key_has_a_proof()
    {
        const int Seed = 20260702;
        Random random = new(Seed);
        Digest[] keys = [Zeros, Ones, .. Enumerable.Range(0, 200).Select(_ => Any(random))];
        StatusMap map = StatusMap.Empty(Sm3Hasher);
        foreach (Digest key in keys)
        {
            AssertAbsent(map, key);
            map = map.With(key, ValueFor(key));
            AssertPresent(map, key);
        }

        Assert.All(keys, key => AssertPresent(map, key));
    }

    [Fact]
    public void An_older_map_stays_as_it_was()
    {
        StatusMap before = StatusMap.Empty(Sm3Hasher).With(Zeros, ValueFor(Zeros));
        Digest root = before.Root;
        StatusMap after = before.With(Zeros, ValueFor(Ones)).With(Ones, ValueFor(Ones));
        Assert.Equal(root, before.Root);
        AssertPresent(before, Zeros);
        AssertAbsent(before, Ones);
        Assert.NotEqual(root, after.Root);
    }

    [Fact]
    public void Nothing_to_change_changes_nothing()
    {
        StatusMap map = StatusMap.Empty(Sm3Hasher).With(Zeros, ValueFor(Zeros));
        Assert.Equal(map.Root, map.With([]).Root);
        Assert.Equal(StatusMapHash.Placeholder, StatusMap.Empty(Sm3Hasher).With([]).Root);
    }

    [Fact]
    public void The_same_key_twice_in_a_batch_is_refused()
    {
        StatusMap map = StatusMap.Empty(Sm3Hasher);
        Assert.Throws<ArgumentException>(() => map.With([(Zeros, Ones), (Ones, Ones), (Zeros, Zeros)]));
        Assert.Throws<ArgumentException>(() => map.With([(Zeros, Ones), (Zeros, Ones)]));
    }

    [Fact]
    public void Keys_that_part_at_any_bit_are_kept_apart()
    {
        for (int bit = 0; bit < 256; bit++)
        {
            Digest neighbour = Merkle.Flipped.Bit(Ones, bit);
            StatusMap map = StatusMap.Empty(Sm3Hasher).With([(Ones, ValueFor(Ones)), (neighbour, ValueFor(neighbour))]);
            Assert.Equal(bit + 1, map.Prove(Ones).Siblings.Count);
            AssertPresent(map, Ones);
            AssertPresent(map, neighbour);
            AssertAbsent(map, Zeros);
            AssertAbsent(map, Merkle.Flipped.Bit(neighbour, (bit + 1) % 256));
            Assert.Equal(Definition.Root(Sm3Hasher, [(Ones, ValueFor(Ones)), (neighbour, ValueFor(neighbour))]), map.Root);
        }
    }

    [Fact]
    public void Two_keys_that_part_at_depth_four_give_the_siblings_of_the_worked_example()
    {
        // Keys 0110 0011… and 0110 1111…: the other leaf, then four empty subtrees.
        Digest a = new([0x63, .. new byte[31]]);
        Digest b = new([0x6f, .. new byte[31]]);
        StatusMapProof proof = StatusMap.Empty(Sm3Hasher).With([(a, ValueFor(a)), (b, ValueFor(b))]).Prove(a);
        Assert.Equal([StatusMapHash.Leaf(Sm3Hasher, b, ValueFor(b)), null, null, null, null], proof.Siblings);
    }

    [Fact]
    public void The_placeholder_is_the_text_of_the_original()
    {
        Assert.Equal("SPARSE_MERKLE_PLACEHOLDER_HASH__", System.Text.Encoding.ASCII.GetString(StatusMapHash.Placeholder.Span));
    }

    internal static Digest Zeros => default;

    internal static Digest Ones { get; } = new([.. Enumerable.Repeat((byte)0xff, 32)]);

    internal static Digest ValueFor(Digest key) => Digest.Sha256(key.Span);

    internal static Digest Any(Random random)
    {
        byte[] bytes = new byte[Digest.Length];
        random.NextBytes(bytes);
        return new Digest(bytes);
    }

    private static void AssertPresent(StatusMap map, Digest key)
    {
        StatusMapProof proof = map.Prove(key);
        Assert.True(proof.VerifyInclusion(Sm3Hasher, key, map.ValueOf(key)!.Value, map.Root));
        Assert.False(proof.VerifyInclusion(Sm3Hasher, key, Any(new Random(1)), map.Root));
        Assert.False(proof.VerifyAbsence(Sm3Hasher, key, map.Root));
    }

    private static void AssertAbsent(StatusMap map, Digest key)
    {
        StatusMapProof proof = map.Prove(key);
        Assert.True(proof.VerifyAbsence(Sm3Hasher, key, map.Root));
        Assert.False(proof.VerifyInclusion(Sm3Hasher, key, ValueFor(key), map.Root));
    }

    /// <summary>The root by the definition in words: a second opinion.</summary>
    private static class Definition
    {
        public static Digest Root(MerkleHasher hasher, (Digest Key, Digest ValueHash)[] pairs, int depth = 0) =>
            pairs.Length switch
            {
                0 => new Digest("SPARSE_MERKLE_PLACEHOLDER_HASH__"u8),
                1 => hasher.Hash([.. "JMT::LeafNode"u8, .. pairs[0].Key.Span, .. pairs[0].ValueHash.Span]),
                _ => hasher.Hash(
                [
                    .. "JMT::IntrnalNode"u8,
                    .. Root(hasher, [.. pairs.Where(pair => Bit(pair.Key, depth) == '0')], depth + 1).Span,
                    .. Root(hasher, [.. pairs.Where(pair => Bit(pair.Key, depth) == '1')], depth + 1).Span,
                ]),
            };

        private static char Bit(Digest key, int depth) => key.Span[depth / 8].ToString("b8", null)[depth % 8];
    }
}
