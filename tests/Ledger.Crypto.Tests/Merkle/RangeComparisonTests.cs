using System.Buffers.Binary;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Tests.Merkle;

public sealed class RangeComparisonTests
{
    private const int Most = 10_000;

    [Fact]
    public async Task Three_differences_among_a_hundred_thousand_records_are_found_by_less_than_two_hundred_hashes()
    {
        RangeEntry[] own = [.. Entries(100_000)];
        RangeEntry[] others = [.. own[1..], new(own[^1].Value, own[0].Value)];
        others[500] = others[500] with { Value = own[0].Value };
        RangeDifferences found = await CompareAsync(new RangeTree(own), new RangeTree(others));
        Assert.Equal((others[^1].Key, own[0].Key, others[500].Key), (Assert.Single(found.Missing), Assert.Single(found.Surplus), Assert.Single(found.Different)));
        Assert.True(found.IsWhole);
        Assert.True(found.Hashes < 200, $"{found.Hashes} hashes in {found.Questions} questions");
        Assert.InRange(found.Questions, 2, 12);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 20)]
    [InlineData(8, 9)]
    [InlineData(9, 8)]
    [InlineData(3_000, 700)]
    public async Task Whatever_two_parties_have_every_difference_is_found_and_nothing_else(int onlyOwn, int onlyOthers)
    {
        RangeEntry[] all = [.. Entries(5_000)];
        RangeEntry[] own = [.. all[..onlyOwn], .. all[4_000..]];
        RangeEntry[] others = [.. all[3_000..(3_000 + onlyOthers)], .. all[4_000..].Select((entry, place) => place % 100 == 0 ? entry with { Value = entry.Key } : entry)];
        Random.Shared.Shuffle(own);
        RangeDifferences found = await CompareAsync(new RangeTree(own), new RangeTree(others));
        Assert.True(found.IsWhole);
        Assert.Equal(Sorted(others.ExceptBy(own.Select(entry => entry.Key), entry => entry.Key).Select(entry => entry.Key)), Sorted(found.Missing));
        Assert.Equal(Sorted(own.ExceptBy(others.Select(entry => entry.Key), entry => entry.Key).Select(entry => entry.Key)), Sorted(found.Surplus));
        Assert.Equal(10, found.Different.Count);
    }

    [Fact]
    public async Task The_same_records_take_one_hash_and_too_many_differences_are_given_up()
    {
        RangeEntry[] all = [.. Entries(5_000)];
        RangeDifferences same = await CompareAsync(new RangeTree(all), new RangeTree(all.Reverse()));
        Assert.Equal((0, 1, true), (same.Count, same.Hashes, same.IsWhole));
        RangeDifferences many = await RangeComparison.RunAsync(new RangeTree([]), Honest(new RangeTree(all)), mostDifferences: 50, CancellationToken.None);
        Assert.False(many.IsWhole);
        Assert.InRange(many.Count, 50, 50 + (RangeComparison.MostAtOnce * RangeTree.Few));
    }

    [Fact]
    public async Task Who_contradicts_itself_is_not_listened_to()
    {
        RangeTree own = new(Entries(1_000));
        RangeTree others = new(Entries(1_001));
        (string Name, Func<RangeAnswer, RangeAnswer> Lie)[] lies =
        [
            ("another hash", answer => answer with { Hash = Sm3.Hash([1]) }),
            ("another count", answer => answer with { Count = answer.Count + 1 }),
            ("a record less", answer => answer.Entries is { Count: > 0 } entries ? answer with { Entries = [.. entries.Skip(1)], Count = answer.Count - 1 } : answer),
            ("no records", answer => answer with { Entries = null }),
            ("records in another order", answer => answer.Entries is { Count: > 1 } entries ? answer with { Entries = [.. entries.Reverse()] } : answer),
            ("records of elsewhere", answer => answer.Entries is { } entries ? answer with { Entries = [.. entries.Select(entry => entry with { Key = Sm3.Hash(entry.Key.Span) })] } : answer),
        ];
        foreach ((string name, Func<RangeAnswer, RangeAnswer> lie) in lies)
        {
            // The first answer is true: from the second question on there is something to hold the others against.
            int asked = 0;
            Task<IReadOnlyList<RangeAnswer>> AskAsync(IReadOnlyList<KeyRange> ranges, CancellationToken cancel) => Task.FromResult<IReadOnlyList<RangeAnswer>>(
                [.. ranges.Select(range => asked++ == 0 ? others.Of(range) : lie(others.Of(range)))]);
            FormatException? refused = await Record.ExceptionAsync(() => RangeComparison.RunAsync(own, AskAsync, Most, CancellationToken.None)) as FormatException;
            Assert.True(refused is not null, name);
        }

        await Assert.ThrowsAsync<FormatException>(() => RangeComparison.RunAsync(own, (_, _) => Task.FromResult<IReadOnlyList<RangeAnswer>>([]), Most, CancellationToken.None));
    }

    [Fact]
    public void Ranges_are_written_in_digits_and_divide_into_four()
    {
        Assert.Equal("", KeyRange.All.ToString());
        Assert.Equal(["0", "1", "2", "3"], KeyRange.All.Parts().Select(part => part.ToString()));
        KeyRange deep = KeyRange.Parse("0123" + new string('3', 28));
        Assert.Equal("0123" + new string('3', 28), deep.ToString());
        Assert.Equal((0x1BFFFFFFFFFFFFFFUL, 32), (deep.Prefix, deep.Digits));
        Assert.All(["4", "a", new string('0', 33)], text => Assert.Throws<FormatException>(() => KeyRange.Parse(text)));
        Assert.Throws<ArgumentException>(() => new RangeTree([default, default]));
    }

    private static Task<RangeDifferences> CompareAsync(RangeTree own, RangeTree others) => RangeComparison.RunAsync(own, Honest(others), Most, CancellationToken.None);

    private static Func<IReadOnlyList<KeyRange>, CancellationToken, Task<IReadOnlyList<RangeAnswer>>> Honest(RangeTree tree) => (ranges, _) =>
    {
        Assert.InRange(ranges.Count, 1, RangeComparison.MostAtOnce);
        return Task.FromResult<IReadOnlyList<RangeAnswer>>([.. ranges.Select(tree.Of)]);
    };

    private static IEnumerable<RangeEntry> Entries(int count) => Enumerable.Range(0, count).Select(number =>
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return new RangeEntry(Sm3.Hash(bytes), Sm3.Hash([.. bytes, 1]));
    });

    private static IEnumerable<string> Sorted(IEnumerable<Digest> keys) => keys.Select(key => key.ToHex()).Order(StringComparer.Ordinal);
}
