using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Storage;

public sealed class GrownCacheTests
{
    private const int Value = 10_000;

    [Fact]
    public void A_value_is_found_under_its_column_and_key_alone()
    {
        GrownCache cache = new(1 << 20);
        cache.Put(Column.Sha256Tiles, [1, 2], "value", Value);
        Assert.Equal("value", cache.Get<string>(Column.Sha256Tiles, [1, 2]));
        Assert.Null(cache.Get<string>(Column.Sm3Tiles, [1, 2]));
        Assert.Null(cache.Get<string>(Column.Sha256Tiles, [1]));
        cache.Put(Column.Sha256Tiles, [1, 2], "next", Value);
        Assert.Equal("next", cache.Get<string>(Column.Sha256Tiles, [1, 2]));
    }

    [Fact]
    public void It_never_takes_more_than_it_may_and_lets_go_what_nobody_asks_for()
    {
        GrownCache cache = new(10 * (Value + 1000));
        cache.Put(Column.Sha256Tiles, [0], "asked for", Value);
        for (int i = 1; i < 1000; i++)
        {
            cache.Put(Column.Sha256Tiles, BitConverter.GetBytes(i), $"{i}", Value);
            Assert.InRange(cache.Bytes, Value, 10 * (Value + 1000));
            Assert.Equal("asked for", cache.Get<string>(Column.Sha256Tiles, [0]));
        }

        Assert.Null(cache.Get<string>(Column.Sha256Tiles, BitConverter.GetBytes(1)));
        Assert.Equal("999", cache.Get<string>(Column.Sha256Tiles, BitConverter.GetBytes(999)));
    }

    [Fact]
    public async Task Many_threads_keep_the_count_of_its_bytes_right()
    {
        GrownCache cache = new(50 * Value);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 5000; i++)
            {
                byte[] key = BitConverter.GetBytes((i * (thread + 1)) % 200);
                cache.Put(Column.Sm3Tiles, key, "value", Value + (i % 7));
                cache.Get<string>(Column.Sm3Tiles, key);
            }
        })));
        cache.Put(Column.Sm3Tiles, [1], "last", Value);
        long counted = Enumerable.Range(0, 200).Count(i => cache.Get<string>(Column.Sm3Tiles, BitConverter.GetBytes(i)) is not null) + 1;
        Assert.InRange(cache.Bytes, counted * Value, counted * (Value + 1000));
        Assert.InRange(cache.Bytes, 0, 50 * Value);
    }
}
