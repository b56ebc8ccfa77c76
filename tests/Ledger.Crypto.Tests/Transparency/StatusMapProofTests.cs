using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Tests.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

/// <summary>What an operator could try, one attack a test.</summary>
public sealed class StatusMapProofTests
{
    private const int Seed = 20260703;
    private static readonly MerkleHasher Hasher = MerkleHasher.Sm3;
    private readonly Random _random = new(Seed);

    [Fact]
    public void A_present_key_cannot_be_denied_with_its_own_leaf_as_the_other()
    {
        (StatusMap map, Digest[] keys) = Filled(50);
        StatusMapProof honest = map.Prove(keys[0]);
        StatusMapProof denial = honest with { Other = new StatusMapLeaf(keys[0], map.ValueOf(keys[0])!.Value) };
        Assert.False(denial.VerifyAbsence(Hasher, keys[0], map.Root));
    }

    [Fact]
    public void A_present_key_cannot_be_denied_with_a_leaf_from_elsewhere()
    {
        (StatusMap map, Digest[] keys) = Filled(50);
        foreach (Digest other in keys[1..])
        {
            // The proof of the other leaf is honest; only the bits it shares with the key do not reach so far.
            StatusMapProof denial = map.Prove(other) with { Other = new StatusMapLeaf(other, map.ValueOf(other)!.Value) };
            Assert.False(denial.VerifyAbsence(Hasher, keys[0], map.Root));
        }
    }

    [Fact]
    public void The_shared_bits_must_reach_the_depth_to_the_last_one()
    {
        Digest b = Flipped.Bit(StatusMapTests.Zeros, 200);
        StatusMap map = StatusMap.Empty(Hasher).With([(StatusMapTests.Zeros, Any()), (b, Any())]);
        StatusMapProof proof = map.Prove(b);
        Assert.Equal(201, proof.Siblings.Count);
        StatusMapProof denial = proof with { Other = new StatusMapLeaf(b, map.ValueOf(b)!.Value) };
        Assert.True(denial.VerifyAbsence(Hasher, Flipped.Bit(b, 201), map.Root));
        Assert.False(denial.VerifyAbsence(Hasher, Flipped.Bit(b, 200), map.Root));
        Assert.False(denial.VerifyAbsence(Hasher, Flipped.Bit(b, 0), map.Root));
        Assert.False(denial.VerifyAbsence(Hasher, b, map.Root));
    }

    [Fact]
    public void An_inclusion_with_an_other_leaf_is_refused()
    {
        (StatusMap map, Digest[] keys) = Filled(50);
        StatusMapProof proof = map.Prove(keys[0]) with { Other = new StatusMapLeaf(keys[1], Any()) };
        Assert.False(proof.VerifyInclusion(Hasher, keys[0], map.ValueOf(keys[0])!.Value, map.Root));
    }

    [Fact]
    public void More_than_256_siblings_are_refused_without_a_fault()
    {
        Digest?[] siblings = [.. Enumerable.Repeat<Digest?>(Any(), 257)];
        Assert.False(new StatusMapProof(siblings).VerifyInclusion(Hasher, Any(), Any(), Any()));
        Assert.False(new StatusMapProof(siblings).VerifyAbsence(Hasher, Any(), Any()));
        StatusMapProof withOther = new(siblings, new StatusMapLeaf(StatusMapTests.Zeros, Any()));
        Assert.False(withOther.VerifyAbsence(Hasher, StatusMapTests.Ones, Any()));
    }

    [Fact]
    public void A_placeholder_at_the_bottom_is_refused_even_under_a_root_that_fits()
    {
        // A tree one level deeper than it should be: its keeper could show the same leaf at two depths.
        Digest leaf = StatusMapHash.Leaf(Hasher, StatusMapTests.Zeros, StatusMapTests.Ones);
        Digest root = StatusMapHash.Branch(Hasher, leaf, StatusMapHash.Placeholder);
        StatusMapProof proof = new([null]);
        Assert.False(proof.VerifyInclusion(Hasher, StatusMapTests.Zeros, StatusMapTests.Ones, root));
        Digest empty = StatusMapHash.Branch(Hasher, StatusMapHash.Placeholder, StatusMapHash.Placeholder);
        Assert.False(proof.VerifyAbsence(Hasher, StatusMapTests.Zeros, empty));
    }

    [Fact]
    public void A_placeholder_written_out_as_a_hash_is_refused()
    {
        Digest b = Flipped.Bit(StatusMapTests.Zeros, 3);
        StatusMap map = StatusMap.Empty(Hasher).With([(StatusMapTests.Zeros, Any()), (b, Any())]);
        StatusMapProof proof = map.Prove(b);
        Assert.True(proof.VerifyInclusion(Hasher, b, map.ValueOf(b)!.Value, map.Root));
        StatusMapProof written = new([.. proof.Siblings.Select(sibling => sibling ?? StatusMapHash.Placeholder)]);
        Assert.False(written.VerifyInclusion(Hasher, b, map.ValueOf(b)!.Value, map.Root));
    }

    [Fact]
    public void A_placeholder_moved_to_another_depth_is_refused()
    {
        Digest b = Flipped.Bit(StatusMapTests.Zeros, 5);
        Digest c = Flipped.Bit(StatusMapTests.Zeros, 2);
        StatusMap map = StatusMap.Empty(Hasher).With([(StatusMapTests.Zeros, Any()), (b, Any()), (c, Any())]);
        StatusMapProof proof = map.Prove(b);
        for (int i = 0; i < proof.Siblings.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (proof.Siblings[i] != proof.Siblings[j])
                {
                    Digest?[] swapped = [.. proof.Siblings];
                    (swapped[i], swapped[j]) = (swapped[j], swapped[i]);
                    Assert.False(new StatusMapProof(swapped).VerifyInclusion(Hasher, b, map.ValueOf(b)!.Value, map.Root));
                }
            }
        }
    }

    [Fact]
    public void A_branch_cannot_pass_for_a_leaf_nor_a_leaf_for_a_branch()
    {
        // The children of the root, presented as the key and value of a single leaf.
        StatusMap map = StatusMap.Empty(Hasher).With([(StatusMapTests.Zeros, Any()), (StatusMapTests.Ones, Any())]);
        Digest left = StatusMapHash.Leaf(Hasher, StatusMapTests.Zeros, map.ValueOf(StatusMapTests.Zeros)!.Value);
        Digest right = StatusMapHash.Leaf(Hasher, StatusMapTests.Ones, map.ValueOf(StatusMapTests.Ones)!.Value);
        Assert.False(new StatusMapProof([]).VerifyInclusion(Hasher, left, right, map.Root));
        Assert.NotEqual(StatusMapHash.Leaf(Hasher, left, right), StatusMapHash.Branch(Hasher, left, right));
    }

    [Fact]
    public void An_empty_map_has_nothing_and_proves_it()
    {
        StatusMap map = StatusMap.Empty(Hasher);
        Assert.True(map.Prove(Any()).VerifyAbsence(Hasher, Any(), map.Root));
        Assert.False(map.Prove(Any()).VerifyInclusion(Hasher, Any(), Any(), map.Root));
    }

    [Fact]
    public void Every_flipped_bit_of_a_proof_is_refused()
    {
        (StatusMap map, Digest[] keys) = Filled(50);
        StatusMapProof proof = map.Prove(keys[7]);
        Digest value = map.ValueOf(keys[7])!.Value;
        for (int bit = 0; bit < 256; bit++)
        {
            Assert.False(proof.VerifyInclusion(Hasher, Flipped.Bit(keys[7], bit), value, map.Root));
            Assert.False(proof.VerifyInclusion(Hasher, keys[7], Flipped.Bit(value, bit), map.Root));
            Assert.False(proof.VerifyInclusion(Hasher, keys[7], value, Flipped.Bit(map.Root, bit)));
            for (int i = 0; i < proof.Siblings.Count; i++)
            {
                Digest?[] changed = [.. proof.Siblings];
                changed[i] = changed[i] is Digest sibling ? Flipped.Bit(sibling, bit) : Any();
                Assert.False(new StatusMapProof(changed).VerifyInclusion(Hasher, keys[7], value, map.Root));
            }
        }
    }

    [Fact]
    public void Another_hash_function_or_an_older_root_is_refused()
    {
        (StatusMap map, Digest[] keys) = Filled(50);
        StatusMapProof proof = map.Prove(keys[7]);
        Digest value = map.ValueOf(keys[7])!.Value;
        Assert.True(proof.VerifyInclusion(Hasher, keys[7], value, map.Root));
        Assert.False(proof.VerifyInclusion(MerkleHasher.Sha256, keys[7], value, map.Root));
        Assert.False(proof.VerifyInclusion(Hasher, keys[7], value, map.With(keys[8], Any()).Root));
    }

    private Digest Any() => StatusMapTests.Any(_random);

    private (StatusMap Map, Digest[] Keys) Filled(int count)
    {
        Digest[] keys = [.. Enumerable.Range(0, count).Select(_ => Any())];
        return (StatusMap.Empty(Hasher).With(keys.Select(key => (key, Any()))), keys);
    }
}
