using Ledger.Crypto.Ciphers;

namespace Ledger.Crypto.Tests.Ciphers;

public sealed class FreshBytesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(FreshBytes.Drawn - 1)]
    [InlineData(FreshBytes.Drawn)]
    [InlineData(FreshBytes.Drawn + 1)]
    [InlineData(100_000)]
    public void Any_length_is_filled_to_its_end_and_no_further(int length)
    {
        HashSet<byte>[] seen = [.. Enumerable.Range(0, length).Select(_ => new HashSet<byte>())];
        for (int round = 0; round < 12; round++)
        {
            byte[] room = new byte[length + 1];
            FreshBytes.Fill(room.AsSpan(0, length));
            Assert.Equal(0, room[length]);
            for (int i = 0; i < length; i++)
            {
                seen[i].Add(room[i]);
            }
        }

        Assert.All(seen, values => Assert.True(values.Count > 1)); // twelve alike: one in 2^88 a place
    }

    [Fact]
    public void Nothing_is_given_twice_whatever_is_asked_for_in_between()
    {
        HashSet<string> given = [];
        for (int i = 0; i < 2_000; i++)
        {
            Assert.True(given.Add(Convert.ToHexString(FreshBytes.Of(16))));
            FreshBytes.Fill(new byte[i % 300]);
        }
    }

    [Fact]
    public async Task Threads_that_draw_at_once_get_different_bytes()
    {
        const int Threads = 4;
        const int Draws = 50_000;
        using Barrier start = new(Threads);
        UInt128[][] drawn = await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(Draw, TaskCreationOptions.LongRunning)));

        Assert.Equal(Threads * Draws, drawn.SelectMany(one => one).Distinct().Count());

        UInt128[] Draw()
        {
            UInt128[] all = new UInt128[Draws];
            start.SignalAndWait();
            for (int i = 0; i < Draws; i++)
            {
                all[i] = BitConverter.ToUInt128(FreshBytes.Of(16));
            }

            return all;
        }
    }
}
