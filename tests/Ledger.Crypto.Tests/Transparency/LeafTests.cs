using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class LeafTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(0x19aa56d63e8);
    private static readonly Digest Key = Digest.Sha256("key"u8);

    [Fact]
    public void An_event_leaf_lies_as_in_the_worked_example()
    {
        EventLeaf leaf = EventLeaf.Of(EventType.Suspend, At, Key, 0, "body"u8);
        byte[] bytes = leaf.Encode();
        Assert.Equal(EventLeaf.Length, bytes.Length);
        Assert.Equal(
            $"4c45310a030000019aa56d63e8{Key.ToHex()}0000000000000000{Digest.Sha256("body"u8)}{Sm3.Hash("body"u8)}",
            Convert.ToHexStringLower(bytes));
        Assert.Equal(leaf, EventLeaf.Parse(bytes));
        Assert.True(leaf.IsOf("body"u8));
        Assert.False(leaf.IsOf("Body"u8));
    }

    [Fact]
    public void A_body_must_fit_both_hashes()
    {
        EventLeaf leaf = EventLeaf.Of(EventType.Issue, At, Key, null, "body"u8);
        Assert.False((leaf with { BodySm3 = Sm3.Hash("other"u8) }).IsOf("body"u8));
        Assert.False((leaf with { BodySha256 = Digest.Sha256("other"u8) }).IsOf("body"u8));
    }

    [Fact]
    public void The_first_event_of_a_key_has_all_ones_for_the_previous_index()
    {
        byte[] bytes = EventLeaf.Of(EventType.Issue, At, Key, null, "body"u8).Encode();
        Assert.Equal("ffffffffffffffff", Convert.ToHexStringLower(bytes.AsSpan(45, 8)));
        Assert.Null(EventLeaf.Parse(bytes).PreviousIndex);
    }

    [Fact]
    public void A_map_commit_lies_as_in_the_worked_example()
    {
        (Digest map, Digest sha256, Digest sm3) = (Digest.Sha256("m"u8), Digest.Sha256("a"u8), Digest.Sha256("b"u8));
        MapCommit commit = new(1, 3, DateTimeOffset.FromUnixTimeMilliseconds(0x19aa56d64b0), map, sha256, sm3);
        byte[] bytes = commit.Encode();
        Assert.Equal(MapCommit.Length, bytes.Length);
        Assert.Equal(
            $"4d43310a000000000000000100000000000000030000019aa56d64b0{map}{sha256}{sm3}", Convert.ToHexStringLower(bytes));
        Assert.Equal(commit, MapCommit.Parse(bytes));
        Assert.True(MapCommit.Is(bytes));
    }

    [Fact]
    public void One_kind_of_leaf_never_passes_for_the_other()
    {
        byte[] leaf = EventLeaf.Of(EventType.Issue, At, Key, null, "body"u8).Encode();
        byte[] commit = new MapCommit(1, 3, At, Key, Key, Key).Encode();
        Assert.False(MapCommit.Is(leaf));
        Assert.Throws<FormatException>(() => MapCommit.Parse(leaf));
        Assert.Throws<FormatException>(() => EventLeaf.Parse(commit));
        Assert.Throws<FormatException>(() => EventLeaf.Parse(commit.AsSpan(0, EventLeaf.Length)));
        Assert.Throws<FormatException>(() => MapCommit.Parse([.. leaf, .. new byte[7]]));
    }

    [Theory]
    [InlineData(0, 0x6c)] // the magic
    [InlineData(4, 0)] // no such type
    [InlineData(4, 9)]
    [InlineData(4, 30)]
    [InlineData(4, 50)]
    [InlineData(4, 255)]
    [InlineData(5, 0x80)] // a time of 2^63
    [InlineData(7, 0xff)] // a time after 9999
    [InlineData(45, 0x80)] // a previous index of 2^63
    public void An_event_leaf_out_of_range_is_refused(int offset, byte value)
    {
        byte[] leaf = EventLeaf.Of(EventType.Issue, At, Key, 0, "body"u8).Encode();
        leaf[offset] = value;
        Assert.Throws<FormatException>(() => EventLeaf.Parse(leaf));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(20)]
    public void A_map_commit_with_a_number_of_2_to_the_63_is_refused(int offset)
    {
        byte[] commit = new MapCommit(1, 3, At, Key, Key, Key).Encode();
        commit[offset] = 0x80;
        Assert.Throws<FormatException>(() => MapCommit.Parse(commit));
    }

    [Fact]
    public void Other_lengths_are_refused()
    {
        byte[] leaf = EventLeaf.Of(EventType.Issue, At, Key, 0, "body"u8).Encode();
        byte[] commit = new MapCommit(1, 3, At, Key, Key, Key).Encode();
        for (int length = 0; length < EventLeaf.Length; length++)
        {
            Assert.Throws<FormatException>(() => EventLeaf.Parse(leaf.AsSpan(0, length)));
            Assert.Throws<FormatException>(() => MapCommit.Parse(commit.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => EventLeaf.Parse([.. leaf, 0]));
        Assert.Throws<FormatException>(() => MapCommit.Parse([.. commit, 0]));
    }

    [Fact]
    public void Whatever_is_read_is_written_the_same()
    {
        const int Seed = 20260704;
        Random random = new(Seed);
        byte[] leaf = EventLeaf.Of(EventType.Issue, At, Key, 0, "body"u8).Encode();
        for (int i = 0; i < 2000; i++)
        {
            byte[] changed = [.. leaf];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Assert.Equal(changed, EventLeaf.Parse(changed).Encode());
            }
            catch (FormatException)
            {
                // refused is fine too
            }
        }
    }

    [Fact]
    public void What_could_not_be_read_is_not_written()
    {
        EventLeaf leaf = EventLeaf.Of(EventType.Issue, At, Key, null, "body"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => (leaf with { PreviousIndex = -1 }).Encode());
        Assert.Throws<ArgumentOutOfRangeException>(() => (leaf with { Time = DateTimeOffset.UnixEpoch.AddDays(-1) }).Encode());
        Assert.Throws<ArgumentOutOfRangeException>(() => new MapCommit(-1, 3, At, Key, Key, Key).Encode());
        Assert.Throws<ArgumentOutOfRangeException>(
            () => EventLeaf.Of(EventType.Issue, DateTimeOffset.UnixEpoch.AddDays(-1), Key, null, "body"u8));
    }
}
