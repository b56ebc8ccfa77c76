using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Hashing;

public sealed class Sm3GroupTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Messages_of_any_lengths_hash_as_they_do_alone(int lanes)
    {
        Random random = new(20261127);
        for (int count = 0; count <= 40; count++)
        {
            byte[][] messages = [.. Enumerable.Range(0, count).Select(_ => new byte[random.Next(300)])];
            Array.ForEach(messages, random.NextBytes);
            Assert.Equal(messages.Select(message => Sm3.Hash(message)), Together(messages, lanes));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Long_messages_of_about_one_length_share_the_lanes_and_hash_as_they_do_alone(int lanes)
    {
        Random random = new(20261128);
        for (int count = 0; count <= 40; count++)
        {
            byte[][] messages = [.. Enumerable.Range(0, count).Select(_ => new byte[3_000 + random.Next(900)])];
            Array.ForEach(messages, random.NextBytes);
            Assert.Equal(messages.Select(message => Sm3.Hash(message)), Together(messages, lanes));
        }
    }

    [Fact]
    public void Messages_that_lie_apart_hash_as_they_do_alone()
    {
        byte[][] messages = [.. Enumerable.Range(0, 50).Select(length => Enumerable.Repeat((byte)length, length * length * 40).ToArray())];
        Assert.Equal(messages.Select(message => Sm3.Hash(message)), Sm3Group.HashEach([.. messages.Select(message => message.AsMemory())]));
        Assert.Empty(Sm3Group.HashEach([]));
    }

    [Fact]
    public void Every_length_about_a_block_is_padded_as_the_standard_says()
    {
        byte[][] messages = [.. Enumerable.Range(0, 200).Select(length => Enumerable.Repeat((byte)length, length).ToArray())];
        Assert.Equal(messages.Select(message => Sm3.Hash(message)), Together(messages, lanes: 16));
    }

    [Fact]
    public void More_messages_than_there_is_room_for_on_the_stack_hash_as_they_do_alone()
    {
        byte[][] messages = [.. Enumerable.Range(0, 600).Select(i => new byte[i % 150])];
        Assert.Equal(messages.Select(message => Sm3.Hash(message)), Together(messages, lanes: 16));
    }

    [Fact]
    public void Ends_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Sm3Group.Hash("abc"u8, [2], new Digest[1]));
        Assert.Throws<ArgumentException>(() => Sm3Group.Hash("abc"u8, [3], new Digest[2]));
        Assert.Throws<ArgumentException>(() => Sm3Group.Hash("abc"u8, [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sm3Group.Hash("abc"u8, [2, 1, 3], new Digest[3]));
    }

    private static Digest[] Together(byte[][] messages, int lanes)
    {
        int end = 0;
        int[] ends = [.. messages.Select(message => end += message.Length)];
        Digest[] hashes = new Digest[messages.Length];
        Sm3Group.Hash(messages.SelectMany(message => message).ToArray(), ends, hashes, lanes);
        return hashes;
    }
}
