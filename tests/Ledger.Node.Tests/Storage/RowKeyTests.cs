using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Storage;

public sealed class RowKeyTests
{
    [Fact]
    public void Keys_of_numbers_sort_as_the_numbers()
    {
        long[] numbers = [0, 1, 255, 256, 65_535, 65_536, long.MaxValue];
        byte[][] keys = [.. numbers.Select(number => RowKey.Of(number))];
        for (int i = 1; i < keys.Length; i++)
        {
            Assert.True(keys[i - 1].AsSpan().SequenceCompareTo(keys[i]) < 0);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => RowKey.Of(-1));
    }

    [Fact]
    public void Different_parts_never_give_the_same_key()
    {
        byte[] one = new RowKey().Add("ab").Add("c").ToArray();
        byte[] other = new RowKey().Add("a").Add("bc").ToArray();
        Assert.NotEqual(one, other);
        Assert.Equal([0, 2, (byte)'a', (byte)'b', 0, 1, (byte)'c'], one);
    }

    [Fact]
    public void A_part_longer_than_its_length_can_say_is_refused()
    {
        Assert.Equal(2 + ushort.MaxValue, new RowKey().Add(new byte[ushort.MaxValue]).ToArray().Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowKey().Add(new byte[ushort.MaxValue + 1]));
    }
}
