using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class StatusBundleTests
{
    private static readonly byte[] Whole = MakeBundle().Format();

    [Fact]
    public void A_bundle_is_written_as_it_was_read()
    {
        StatusBundle bundle = StatusBundle.Parse(Whole);
        Assert.Equal(Whole, bundle.Format());
        Assert.Equal(SubjectStatus.Suspended, bundle.Status!.Status);
        Assert.Equal([0, 2], bundle.Events.Select(bundled => bundled.Index));
        Assert.Equal("body 2"u8, bundle.Events[1].Body!.Value.Span);
        Assert.Null(bundle.Events[0].Body);
        Assert.Equal(4, bundle.Anchor!.Size);
    }

    [Fact]
    public void Its_parts_verify_one_by_one()
    {
        StatusBundle bundle = StatusBundle.Parse(Whole);
        Checkpoint checkpoint = Checkpoint.Parse(bundle.Checkpoint.Text);
        Checkpoint twin = Checkpoint.Parse(bundle.Sm3Checkpoint!.Text);
        byte[] leaf = bundle.MapCommit.Encode();
        Assert.Equal(checkpoint.Size - 1, bundle.MapCommit.Index);
        Assert.True(Included(MerkleHasher.Sha256, leaf, bundle.MapCommit.Index, checkpoint, bundle.MapCommitPath));
        Assert.True(Included(MerkleHasher.Sm3, leaf, bundle.MapCommit.Index, twin, bundle.MapCommitSm3Path));
        Assert.True(bundle.MapProof.VerifyInclusion(
            MerkleHasher.Sm3, bundle.MapKey, bundle.Status!.ValueHash(), bundle.MapCommit.MapRoot));
        StatusEntry? folded = null;
        foreach (BundledEvent bundled in bundle.Events)
        {
            Assert.True(Included(MerkleHasher.Sha256, bundled.Leaf.Encode(), bundled.Index, checkpoint, bundled.Path));
            folded = StatusEntry.After(folded, bundled.Leaf, bundled.Index);
        }

        Assert.Equal(bundle.Status, folded);
    }

    [Fact]
    public void A_bundle_may_show_absence_by_another_leaf_or_by_an_empty_place()
    {
        StatusBundle present = MakeBundle();
        StatusMapLeaf other = new(Digest.Sha256("k"u8), Digest.Sha256("v"u8));
        StatusMapProof byOther = present.MapProof with { Other = other };
        foreach (StatusMapProof proof in (StatusMapProof[])[byOther, present.MapProof])
        {
            StatusBundle absent = present with { Status = null, MapProof = proof, Events = [], Anchor = null };
            StatusBundle read = StatusBundle.Parse(absent.Format());
            Assert.Null(read.Status);
            Assert.Null(read.Anchor);
            Assert.Equal(proof.Other, read.MapProof.Other);
            Assert.Equal(absent.Format(), read.Format());
        }
    }

    [Fact]
    public void A_status_and_another_leaf_exclude_each_other()
    {
        StatusBundle both = MakeBundle();
        both = both with { MapProof = both.MapProof with { Other = new StatusMapLeaf(both.MapKey, both.MapKey) } };
        StrictJsonException refusal = Assert.Throws<StrictJsonException>(() => StatusBundle.Parse(both.Format()));
        Assert.Equal((StrictJsonError.UnknownMember, "/mapProof/other"), (refusal.Code, refusal.Path));
    }

    [Theory]
    [InlineData("/v", 2)]
    [InlineData("/v", 0)]
    [InlineData("/v", "1")]
    [InlineData("/extra", 1)]
    [InlineData("/origin", "two words")]
    [InlineData("/origin", "")]
    [InlineData("/checkpoint", "text\n")]
    [InlineData("/mapCommit", "TUMxCg==")]
    [InlineData("/mapCommitPath/0", "AAAA")]
    [InlineData("/mapCommitPath/0", "")]
    [InlineData("/mapKey", "00")]
    [InlineData("/status/extra", 1)]
    [InlineData("/status/status", 6)]
    [InlineData("/status/status", 257)]
    [InlineData("/status/version", 0)]
    [InlineData("/status/version", 4294967296)]
    [InlineData("/status/lastIndex", -1)]
    [InlineData("/mapProof/extra", 1)]
    [InlineData("/mapProof/siblings/0", "AA")]
    [InlineData("/events/0/extra", 1)]
    [InlineData("/events/0/index", -1)]
    [InlineData("/events/0/index", 2)]
    [InlineData("/events/0/leaf", "TEUxCg==")]
    [InlineData("/events/1/body", "Ym9keSAy\n")]
    [InlineData("/events/1/body", "Ym9keSAyQR==")]
    [InlineData("/anchor/extra", 1)]
    [InlineData("/anchor/contract", "0x00")]
    [InlineData("/anchor/contract", "0xAB11111111111111111111111111111111111111")]
    [InlineData("/anchor/transaction", "0xzz11111111111111111111111111111111111111111111111111111111111111")]
    [InlineData("/anchor/time", -1)]
    [InlineData("/anchor/size", "4")]
    public void A_changed_member_is_refused(string place, object value)
    {
        JsonObject json = StrictJson.ParseObject(Whole, StrictJsonLimits.Default);
        string[] steps = place[1..].Split('/');
        JsonNode parent = steps[..^1].Aggregate((JsonNode)json, (node, step) => node is JsonArray array
            ? array[int.Parse(step, null)]!
            : node[step]!);
        JsonNode changed = value is string text ? JsonValue.Create(text) : JsonValue.Create(Convert.ToInt64(value, null));
        if (parent is JsonArray list)
        {
            list[int.Parse(steps[^1], null)] = changed;
        }
        else
        {
            parent[steps[^1]] = changed;
        }

        byte[] written = CanonicalJson.Write(json);
        Assert.ThrowsAny<FormatException>(() => StatusBundle.Parse(written));
    }

    [Theory]
    [InlineData("origin")]
    [InlineData("v")]
    [InlineData("mapProof")]
    [InlineData("events")]
    [InlineData("sm3Checkpoint")]
    public void A_missing_member_is_refused(string name)
    {
        JsonObject json = StrictJson.ParseObject(Whole, StrictJsonLimits.Default);
        json.Remove(name);
        byte[] written = CanonicalJson.Write(json);
        StrictJsonException refusal = Assert.Throws<StrictJsonException>(() => StatusBundle.Parse(written));
        Assert.Equal((StrictJsonError.MissingMember, $"/{name}"), (refusal.Code, refusal.Path));
    }

    [Fact]
    public void JSON_that_is_not_canonical_is_refused()
    {
        Assert.ThrowsAny<FormatException>(() => StatusBundle.Parse([.. Whole, (byte)'\n']));
        Assert.ThrowsAny<FormatException>(() => StatusBundle.Parse([(byte)' ', .. Whole]));
    }

    [Fact]
    public void Each_limit_is_read_and_one_more_is_not()
    {
        StatusBundle bundle = MakeBundle();
        Digest hash = Digest.Sha256("hash"u8);
        BundledEvent[] events = [.. Enumerable.Range(0, 64).Select(i => bundle.Events[0] with { Index = i })];
        AssertLimit(bundle with { Events = events }, bundle with { Events = [.. events, events[0] with { Index = 64 }] });
        Digest[] path = [.. Enumerable.Repeat(hash, 64)];
        AssertLimit(bundle with { MapCommitPath = path }, bundle with { MapCommitPath = [.. path, hash] });
        AssertLimit(bundle with { MapCommitSm3Path = path }, bundle with { MapCommitSm3Path = [.. path, hash] });
        Digest?[] siblings = [.. Enumerable.Repeat<Digest?>(hash, 256)];
        AssertLimit(
            bundle with { MapProof = new StatusMapProof(siblings) },
            bundle with { MapProof = new StatusMapProof([.. siblings, null]) });
        BundledAnchor anchor = bundle.Anchor!;
        AssertLimit(
            bundle with { Anchor = anchor with { Consistency = path } },
            bundle with { Anchor = anchor with { Consistency = [.. path, hash] } });

        // Base64 takes four bytes for three: two body lengths around the whole's limit.
        StatusBundle withoutBody = bundle with { Events = [bundle.Events[1] with { Body = Array.Empty<byte>() }] };
        int room = StatusBundle.MaxLength - withoutBody.Format().Length;
        AssertLimit(
            bundle with { Events = [bundle.Events[1] with { Body = new byte[room / 4 * 3] }] },
            bundle with { Events = [bundle.Events[1] with { Body = new byte[(room / 4 * 3) + 1] }] });
    }

    [Fact]
    public void Damaged_bundles_are_refused_with_one_kind_of_exception()
    {
        const int Seed = 20260709;
        Random random = new(Seed);
        for (int i = 0; i < 5000; i++)
        {
            byte[] changed = Mutation.Of(Whole, random);
            try
            {
                Assert.Equal(changed, StatusBundle.Parse(changed).Format());
            }
            catch (FormatException)
            {
                // refused is fine too
            }
        }
    }

    private static void AssertLimit(StatusBundle atTheLimit, StatusBundle beyond)
    {
        Assert.Equal(atTheLimit.Format(), StatusBundle.Parse(atTheLimit.Format()).Format());
        Assert.ThrowsAny<FormatException>(() => StatusBundle.Parse(beyond.Format()));
    }

    private static bool Included(
        MerkleHasher hasher, byte[] leaf, long index, Checkpoint checkpoint, IReadOnlyList<Digest> path) =>
        InclusionProof.Verify(hasher, hasher.Leaf(leaf), index, checkpoint.Size, path.ToArray(), checkpoint.Root);

    /// <summary>The worked example's story: two licences, the first then suspended, and the commit over the three.</summary>
    private static StatusBundle MakeBundle()
    {
        const string Origin = "ledger.example/zj";
        DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(1_763_712_000_000);
        Digest a = MapKey.For(Origin, MapNamespace.Licence, new byte[16]);
        Digest b = MapKey.For(Origin, MapNamespace.Licence, [.. Enumerable.Repeat((byte)1, 16)]);
        EventLeaf[] events =
        [
            EventLeaf.Of(EventType.Issue, at, a, null, "body 0"u8),
            EventLeaf.Of(EventType.Issue, at, b, null, "body 1"u8),
            EventLeaf.Of(EventType.Suspend, at, a, 0, "body 2"u8),
        ];
        StatusEntry ofA = StatusEntry.After(StatusEntry.After(null, events[0], 0), events[2], 2)!;
        StatusMap map = StatusMap.Empty(MerkleHasher.Sm3)
            .With([(a, ofA.ValueHash()), (b, StatusEntry.After(null, events[1], 1)!.ValueHash())]);
        List<byte[]> leaves = [.. events.Select(leaf => leaf.Encode())];
        MapCommit commit = new(1, 3, at, map.Root, RootOf(MerkleHasher.Sha256, leaves), RootOf(MerkleHasher.Sm3, leaves));
        leaves.Add(commit.Encode());

        using Ed25519PrivateKey key = Ed25519PrivateKey.FromSeed([.. Enumerable.Repeat((byte)1, 32)]);
        Digest root = RootOf(MerkleHasher.Sha256, leaves);
        Digest sm3Root = RootOf(MerkleHasher.Sm3, leaves);
        return new StatusBundle(
            Origin,
            SignedNote.Sign(new Checkpoint(Origin, 4, root).Format(), new NoteSigner(Origin, key)),
            SignedNote.Sign(new Checkpoint($"{Origin}/sm3", 4, sm3Root).Format(), new NoteSigner($"{Origin}/sm3", key)),
            commit,
            PathOf(MerkleHasher.Sha256, leaves, 3),
            PathOf(MerkleHasher.Sm3, leaves, 3),
            a,
            ofA,
            map.Prove(a),
            [
                new BundledEvent(0, events[0], PathOf(MerkleHasher.Sha256, leaves, 0), null),
                new BundledEvent(2, events[2], PathOf(MerkleHasher.Sha256, leaves, 2), "body 2"u8.ToArray()),
            ],
            new BundledAnchor(31337, new byte[20], 4, root, sm3Root, map.Root, root, at.ToUnixTimeMilliseconds(), root, 7, []));
    }

    private static ReadHash Stored(MerkleHasher hasher, List<byte[]> leaves) =>
        MerkleTree.InMemory(hasher, [.. leaves.Select(leaf => hasher.Leaf(leaf))]);

    private static Digest RootOf(MerkleHasher hasher, List<byte[]> leaves) =>
        MerkleTree.Root(hasher, leaves.Count, Stored(hasher, leaves));

    private static Digest[] PathOf(MerkleHasher hasher, List<byte[]> leaves, int index) =>
        InclusionProof.Prove(hasher, index, leaves.Count, Stored(hasher, leaves));
}
