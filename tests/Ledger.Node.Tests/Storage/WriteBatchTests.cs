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
            byte[]? after = random.Next(2) == 0 ? null : [prefix[0], (byte)random.Next(4)];

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
        Assert.Single(batch.Changes(Column.Holders));
    }

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
