using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Storage;

public sealed class WriteBatchTests
{
    private const int Seed = 20260301;

    [Fact]
    public void Changes_laid_over_rows_are_what_the_rows_would_become()
    {
        Random random = new(Seed);
        for (int round = 0; round < 300; round++)
        {
            SortedDictionary<string, byte> expected = new(StringComparer.Ordinal);
            WriteBatch lower = Fill(random, expected);
            WriteBatch upper = Fill(random, expected);
            byte[] prefix = [(byte)random.Next(3)];
            byte[]? after = random.Next(3) switch { 0 => null, 1 => prefix, _ => [prefix[0], (byte)random.Next(4)] };

            List<(string Key, byte Value)> merged = [.. RowMerge
                .Over(lower.Changes(Column.Licences, prefix, after), upper.Changes(Column.Licences, prefix, after))
                .Where(row => row.Value is not null)
                .Select(row => (Convert.ToHexString(row.Key), row.Value![0]))];
            Assert.Equal(Expected(expected, prefix, after), merged);

            lower.Absorb(upper);
            Assert.Equal(
                merged,
                lower.Changes(Column.Licences, prefix, after).Where(row => row.Value is not null)
                    .Select(row => (Convert.ToHexString(row.Key), row.Value![0])));
        }
    }

    [Fact]
    public void The_last_change_of_a_row_counts()
    {
        WriteBatch batch = new();
        Assert.True(batch.IsEmpty);
        batch.Put(Column.Holders, [1], [1]);
        batch.Put(Column.Holders, [1], [2]);
        Assert.True(batch.TryGet(Column.Holders, [1], out byte[]? value));
        Assert.Equal([2], value);
        batch.Delete(Column.Holders, [1]);
        Assert.True(batch.TryGet(Column.Holders, [1], out value));
        Assert.Null(value);
        Assert.False(batch.TryGet(Column.Holders, [2], out _));
        Assert.Equal(1, batch.Changes(Column.Holders)!.Count);
    }

    [Fact]
    public void Many_rows_of_all_lengths_are_found_and_stand_in_order()
    {
        Random random = new(Seed);
        SortedDictionary<string, byte[]?> expected = new(StringComparer.Ordinal);
        WriteBatch batch = new();
        for (int turn = 0; turn < 8; turn++)
        {
            WriteBatch later = new();
            for (int i = 0; i < 100; i++)
            {
                byte[] key = new byte[random.Next(20)];
                random.NextBytes(key);
                key = random.Next(2) == 0 ? [0, 0, 0, 0, 0, 0, 0, 0, .. key] : key;
                byte[] value = new byte[Lengths[random.Next(Lengths.Length)]];
                random.NextBytes(value);
                expected[Convert.ToHexString(key)] = Change(later, key, value, random.Next(4));
            }

            batch.Absorb(later);
            Assert.True(later.IsEmpty);
            Assert.Equal(expected, batch.Changes(Column.Sealed, [], after: null).Select(Hex));
        }

        foreach ((string key, byte[]? value) in expected)
        {
            Assert.True(batch.TryGet(Column.Sealed, Convert.FromHexString(key), out byte[]? found));
            Assert.Equal(value, found);
        }

        Assert.False(batch.TryGet(Column.Sealed, [1, 2, 3], out _));
        ColumnChanges changes = batch.Changes(Column.Sealed)!;
        Assert.Equal(expected, changes.InOrder().Select(row => Hex(changes.RowAt(row))));
    }

    [Fact]
    public void What_was_released_is_not_there_any_more_and_disturbs_no_other()
    {
        WriteBatch released = new();
        released.Put(Column.Holders, [1], [1]);
        released.Release();
        Assert.True(released.IsEmpty);
        Assert.False(released.TryGet(Column.Holders, [1], out _));

        WriteBatch next = new();
        next.Put(Column.Holders, [1], [2]);
        released.Put(Column.Holders, [1], [3]);
        Assert.True(next.TryGet(Column.Holders, [1], out byte[]? value));
        Assert.Equal([2], value);
    }

    private static readonly int[] Lengths = [0, 1, 40, 1000, 8191, 8192, 8193, 20000];

    private static byte[]? Change(WriteBatch batch, byte[] key, byte[] value, int kind)
    {
        switch (kind)
        {
            case 0:
                batch.Delete(Column.Sealed, key);
                return null;
            case 1:
                batch.PutKept(Column.Sealed, key, value);
                return value;
            default:
                batch.Put(Column.Sealed, key, value);
                byte[] copy = [.. value];
                Array.Clear(value); // what was put is a copy
                return copy;
        }
    }

    private static KeyValuePair<string, byte[]?> Hex(KeyValuePair<byte[], byte[]?> row) => new(Convert.ToHexString(row.Key), row.Value);

    private static WriteBatch Fill(Random random, SortedDictionary<string, byte> expected)
    {
        WriteBatch batch = new();
        for (int i = 0; i < 12; i++)
        {
            byte[] key = [(byte)random.Next(3), (byte)random.Next(4)];
            byte[] row = random.Next(3) == 0 ? key[..1] : key;
            byte value = (byte)random.Next(256);
            if (random.Next(3) == 0)
            {
                batch.Delete(Column.Licences, row);
                expected.Remove(Convert.ToHexString(row));
            }
            else
            {
                batch.Put(Column.Licences, row, [value]);
                expected[Convert.ToHexString(row)] = value;
            }
        }

        return batch;
    }

    private static IEnumerable<(string Key, byte Value)> Expected(
        SortedDictionary<string, byte> rows, byte[] prefix, byte[]? after) => rows
        .Where(row => row.Key.StartsWith(Convert.ToHexString(prefix), StringComparison.Ordinal))
        .Where(row => after is null || string.CompareOrdinal(row.Key, Convert.ToHexString(after)) > 0)
        .Select(row => (row.Key, row.Value));
}
