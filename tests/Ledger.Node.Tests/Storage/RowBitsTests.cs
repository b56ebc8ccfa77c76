using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Storage;

/// <summary>Where the keys with some first bits begin and end.</summary>
public sealed class RowBitsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_scan_of_first_bits_gives_the_keys_that_have_them_and_no_other()
    {
        Random random = new(20261127);
        byte[][] keys = [.. Enumerable.Range(0, 2_000).Select(_ => Key(random)).DistinctBy(Convert.ToHexString)];
        using StateStore store = StateStore.Open(new StoreOptions { Folder = _folder.Path });
        WriteBatch batch = new();
        Array.ForEach(keys, key => batch.Put(Column.StatusEntries, key, []));
        store.Write(batch);
        for (int bits = 0; bits <= 24; bits++)
        {
            foreach (byte[] asked in keys.Take(20).Append([0, 0, 0]).Append([255, 255, 255]).Append([0, 255, 255]).Append([1, 0, 0]))
            {
                string[] expected = [.. keys.Where(key => Bits(key)[..bits] == Bits(asked)[..bits]).Select(Convert.ToHexString).Order(StringComparer.Ordinal)];
                Assert.Equal(expected, store.ScanBits(Column.StatusEntries, asked, bits).Select(row => Convert.ToHexString(row.Key)));
                Assert.All(keys, key => Assert.Equal(Bits(key)[..bits] == Bits(asked)[..bits], RowBits.AreSame(key, asked, bits)));
            }
        }
    }

    [Theory]
    [InlineData("ABCD", 16, "ABCD", "ABCE")]
    [InlineData("ABFF", 16, "ABFF", "AC")]
    [InlineData("ABCD", 13, "ABC8", "ABD0")]
    [InlineData("ABFD", 13, "ABF8", "AC")]
    [InlineData("FFFF", 13, "FFF8", "")]
    [InlineData("FFFF", 16, "FFFF", "")]
    [InlineData("ABCD", 1, "80", "")]
    [InlineData("ABCD", 0, "", "")]
    public void The_first_and_the_bound_carry_over_full_bytes(string key, int bits, string first, string behind)
    {
        Assert.Equal(first, Convert.ToHexString(RowBits.First(Convert.FromHexString(key), bits)));
        Assert.Equal(behind, Convert.ToHexString(RowBits.Behind(Convert.FromHexString(key), bits)));
    }

    // Many at the ends of bytes, where a bound carries over.
    private static byte[] Key(Random random) =>
        [.. Enumerable.Range(0, 3).Select(_ => random.Next(3) switch { 0 => (byte)0, 1 => byte.MaxValue, _ => (byte)random.Next(256) })];

    private static string Bits(byte[] key) => string.Concat(key.Select(part => Convert.ToString(part, 2).PadLeft(8, '0')));
}
