using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;
using Xunit.Abstractions;

namespace Ledger.Crypto.Tests.Hashing;

/// <summary>
/// OpenSSL, one message at a time, is the second opinion on every way of hashing several at once.
/// <see cref="Sm3ProcessorTests"/> runs this class again as if on lesser processors.
/// </summary>
public sealed class Sm3BatchTests(ITestOutputHelper output)
{
    /// <summary>Set for a run on a lesser processor: the path that must have been chosen.</summary>
    internal const string ExpectedPathVariable = "LEDGER_TEST_SM3_PATH";

    // Full rounds of sixteen, and one whose lanes are partly spare.
    private const int Messages = 37;

    public static TheoryData<int> LaneCounts => [1, 4, 8, 16];

    [Fact]
    public void The_path_fits_the_processor()
    {
        Assert.Equal(Environment.GetEnvironmentVariable(ExpectedPathVariable) ?? Sm3Batch.Path, Sm3Batch.Path);
        Assert.Equal(Sm3Batch.Lanes > 1, Sm3Batch.Path.EndsWith($", {Sm3Batch.Lanes} lanes", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(LaneCounts))]
    public void The_examples_of_the_standard_hold(int lanes)
    {
        List<Dictionary<string, string>> blocks = VectorFile.ReadOwn("gbt-32905.txt");
        blocks = [.. blocks.Where(block => block.ContainsKey("Input"))];
        Assert.True(blocks.Count >= 2);
        Assert.All(blocks, block => AssertHash(block.Bytes("Output"), block.Bytes("Input"), lanes));
    }

    [VectorFact]
    public void The_vectors_of_gmsm_hold()
    {
        byte[] file = File.ReadAllBytes(Vectors.Path("sm3", "sm3.json"));
        JsonArray vectors = JsonNode.Parse(file)!["vectors"]!.AsArray();
        Assert.Equal(3, vectors.Count);
        foreach (JsonNode? vector in vectors)
        {
            byte[] expected = Convert.FromHexString(vector!["sm3"]!.GetValue<string>());
            byte[] message = System.Text.Encoding.ASCII.GetBytes(vector["ascii"]!.GetValue<string>());
            Assert.All([1, 4, 8, 16], lanes => AssertHash(expected, message, lanes));
        }
    }

    [Theory]
    [MemberData(nameof(LaneCounts))]
    public void Every_length_up_to_300_bytes_hashes_as_OpenSSL_does(int lanes)
    {
        byte[] data = new byte[Messages * 300];
        new Random(20261125).NextBytes(data);
        for (int length = 0; length <= 300; length++)
        {
            AssertAgrees(data.AsSpan(0, Messages * length), length, Messages, lanes);
        }
    }

    [Theory]
    [MemberData(nameof(LaneCounts))]
    public void Every_number_of_messages_up_to_50_hashes_as_OpenSSL_does(int lanes)
    {
        byte[] data = new byte[50 * 65];
        new Random(20261126).NextBytes(data);
        for (int count = 0; count <= 50; count++)
        {
            AssertAgrees(data.AsSpan(0, count * 65), 65, count, lanes);
        }
    }

    [Theory]
    [MemberData(nameof(LaneCounts))]
    public void Any_messages_hash_as_OpenSSL_does(int lanes)
    {
        int seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        Random random = new(seed);
        for (int round = 0; round < 50; round++)
        {
            int count = random.Next(1, 40);
            int length = random.Next(0, 5000);
            byte[] data = new byte[count * length];
            random.NextBytes(data);
            AssertAgrees(data, length, count, lanes);
        }
    }

    [Fact]
    public void The_chosen_path_hashes_as_OpenSSL_does()
    {
        byte[] data = new byte[Messages * 118];
        new Random(20261127).NextBytes(data);
        Digest[] hashes = new Digest[Messages];
        Sm3Batch.Hash(data, 118, hashes);
        Assert.Equal(data.Chunk(118).Select(message => Sm3.Hash(message)), hashes);
    }

    [Theory]
    [InlineData(64, 32, 1)]
    [InlineData(64, 32, 3)]
    [InlineData(1, 0, 1)]
    [InlineData(0, 1, 1)]
    public void Messages_of_another_total_length_are_refused(int bytes, int length, int count) =>
        Assert.Throws<ArgumentException>(() => Sm3Batch.Hash(new byte[bytes], length, new Digest[count]));

    [Fact]
    public void A_negative_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sm3Batch.Hash([], -1, new Digest[1]));

    /// <summary>The message in every lane of two rounds.</summary>
    private static void AssertHash(byte[] expected, byte[] message, int lanes)
    {
        Digest[] hashes = new Digest[2 * lanes];
        byte[] messages = [.. Enumerable.Repeat(message, hashes.Length).SelectMany(bytes => bytes)];
        Sm3Batch.Hash(messages, message.Length, hashes, lanes);
        Assert.All(hashes, hash => Assert.Equal(new Digest(expected), hash));
    }

    private static void AssertAgrees(ReadOnlySpan<byte> messages, int length, int count, int lanes)
    {
        Digest[] hashes = new Digest[count];
        Sm3Batch.Hash(messages, length, hashes, lanes);
        for (int i = 0; i < count; i++)
        {
            Assert.True(Sm3.Hash(messages.Slice(i * length, length)) == hashes[i], $"Message {i} of {count}, {length} bytes");
        }
    }
}
