using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

/// <summary>A map that keeps only hashes below a depth must not be told from one that keeps all.</summary>
public sealed class StatusMapBucketTests
{
    private const int Seed = 20261126;
    private static readonly MerkleHasher Hasher = MerkleHasher.Sm3;
    private readonly Random _random = new(Seed);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(16)]
    [InlineData(255)]
    [InlineData(256)]
    public void At_any_depth_it_gives_the_same_roots_and_proofs_of_the_present_and_of_the_past(int bucketBits)
    {
        List<Step> steps = [new(StatusMap.Empty(Hasher), StatusMap.Empty(Hasher, bucketBits), [])];
        Digest[] keys = [.. Enumerable.Range(0, 120).Select(AnyKey)];
        for (int i = 0; i < 60; i++)
        {
            (Digest, Digest)[] changes = [.. keys[..(2 * (i + 1))].Where(_ => _random.Next(6) == 0).Select(key => (key, StatusMapTests.Any(_random)))];
            Step before = steps[^1];
            SortedDictionary<Digest, Digest> contents = new(before.Contents);
            Array.ForEach(changes, change => contents[change.Item1] = change.Item2);
            steps.Add(new(before.Whole.With(changes), before.Bucketed.With(changes, before.Read), contents));
        }

        foreach (Step step in steps)
        {
            Assert.Equal((step.Whole.Root, step.Whole.Count), (step.Bucketed.Root, step.Bucketed.Count));
            foreach (Digest key in keys)
            {
                StatusMapProof whole = step.Whole.Prove(key);
                StatusMapProof bucketed = step.Bucketed.Prove(key, step.Read);
                Assert.Equal(whole.Siblings, bucketed.Siblings);
                Assert.Equal(whole.Other, bucketed.Other);
                Assert.Equal(step.Whole.ValueOf(key), step.Bucketed.ValueOf(key, step.Read));
                Assert.True(step.Contents.TryGetValue(key, out Digest value)
                    ? bucketed.VerifyInclusion(Hasher, key, value, step.Bucketed.Root)
                    : bucketed.VerifyAbsence(Hasher, key, step.Bucketed.Root));
            }
        }
    }

    [Fact]
    public void A_key_alone_in_its_bucket_is_kept_and_nobody_is_asked()
    {
        StatusMap map = StatusMap.Empty(Hasher, bucketBits: 8);
        for (int first = 0; first < 256; first++)
        {
            map = map.With(new Digest([(byte)first, .. new byte[31]]), StatusMapTests.Ones);
        }

        Assert.Equal(8, map.Prove(StatusMapTests.Zeros).Siblings.Count);
        Assert.Equal(StatusMapTests.Ones, map.ValueOf(StatusMapTests.Zeros));
    }

    [Fact]
    public void A_step_reads_each_bucket_that_it_changes_once_and_no_other()
    {
        SortedDictionary<Digest, Digest> contents = [];
        for (int i = 0; i < 1000; i++)
        {
            contents[StatusMapTests.Any(_random)] = StatusMapTests.Any(_random);
        }

        StatusMap map = StatusMap.Empty(Hasher, bucketBits: 4).With(contents.Select(pair => (pair.Key, pair.Value)));
        List<(int Nibble, int Bits)> asked = [];
        Digest[] changed = [.. contents.Keys.Where(key => key.Span[0] >> 4 is 3 or 7 or 12)];
        map.With(
            changed.Select(key => (key, StatusMapTests.Any(_random))),
            (key, bits) =>
            {
                asked.Add((key.Span[0] >> 4, bits));
                return Bucket(contents, key, bits);
            });
        Assert.Equal([(3, 4), (7, 4), (12, 4)], asked);
    }

    [Fact]
    public void What_was_read_and_is_not_what_the_map_was_made_of_is_refused()
    {
        SortedDictionary<Digest, Digest> contents = [];
        for (int i = 0; i < 20; i++)
        {
            contents[StatusMapTests.Any(_random)] = StatusMapTests.Any(_random);
        }

        StatusMap map = StatusMap.Empty(Hasher, bucketBits: 0).With(contents.Select(pair => (pair.Key, pair.Value)));
        (Digest Key, Digest ValueHash)[] all = [.. contents.Select(pair => (pair.Key, pair.Value))];
        Digest key = all[0].Key;
        (Digest, Digest) added = (StatusMapTests.Zeros, StatusMapTests.Ones);
        (Digest, Digest)[][] lies = [[], all[..1], all[1..], [added, .. all], [(key, StatusMapTests.Ones), .. all[1..]], [.. all[..^1], (StatusMapTests.Ones, all[^1].ValueHash)]];
        foreach ((Digest, Digest)[] lie in lies)
        {
            Assert.Throws<FormatException>(() => map.Prove(key, (_, _) => lie));
            Assert.Throws<FormatException>(() => map.ValueOf(key, (_, _) => lie));
            Assert.Throws<FormatException>(() => map.With([(key, StatusMapTests.Zeros)], (_, _) => lie));
        }

        Assert.Equal(all[0].ValueHash, map.ValueOf(key, (_, _) => all));
        Assert.Throws<InvalidOperationException>(() => map.Prove(key));
        Assert.Throws<InvalidOperationException>(() => map.With(key, StatusMapTests.Ones));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(257)]
    public void No_bucket_is_deeper_than_a_key_is_long(int bucketBits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StatusMap.Empty(Hasher, bucketBits));

    // Half of the keys part from another key at the end alone, or shortly behind the border of its bucket.
    private Digest AnyKey(int number)
    {
        Digest key = StatusMapTests.Any(_random);
        byte[] near = [.. StatusMapTests.Ones.Span];
        near[(number % 4) switch { 0 => 31, 1 => 2, _ => 0 }] = (byte)number;
        return number % 2 == 0 ? key : new Digest(near);
    }

    private static (Digest Key, Digest ValueHash)[] Bucket(SortedDictionary<Digest, Digest> contents, Digest key, int bits) =>
        [.. contents.Where(pair => Bits(pair.Key, bits) == Bits(key, bits)).Select(pair => (pair.Key, pair.Value))];

    private static string Bits(Digest key, int bits) => string.Concat(key.ToArray().Select(b => b.ToString("b8", null)))[..bits];

    private sealed record Step(StatusMap Whole, StatusMap Bucketed, SortedDictionary<Digest, Digest> Contents)
    {
        public (Digest Key, Digest ValueHash)[] Read(Digest key, int bits) => Bucket(Contents, key, bits);
    }
}
