using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Hashing;

public sealed class Sm3Tests
{
    [Fact]
    public void The_examples_of_the_standard_hold() => Check(VectorFile.ReadOwn("gbt-32905.txt"), 2);

    [VectorFact]
    public void The_vectors_of_OpenSSL_hold() =>
        Check(VectorFile.Read(Vectors.Path("openssl-evp", "evpmd_sm3.txt")), 8);

    [Fact]
    public void The_empty_message_has_a_hash() => Assert.Equal(
        "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b", Sm3.Hash([]).ToHex());

    [Fact]
    public void Pieces_of_any_length_hash_like_the_whole()
    {
        byte[] data = new byte[200];
        new Random(1).NextBytes(data);
        using Sm3Stream stream = new();
        for (int length = 0; length <= data.Length; length++)
        {
            int cut = length / 3;
            stream.Append(data.AsSpan(0, cut));
            stream.Append([]);
            stream.Append(data.AsSpan(cut, length - cut));
            Assert.Equal(Sm3.Hash(data.AsSpan(0, length)), stream.Finish());
        }
    }

    [Fact]
    public void A_disposed_stream_refuses_data()
    {
        Sm3Stream stream = new();
        stream.Dispose();
        Assert.Throws<ObjectDisposedException>(() => stream.Append([1]));
    }

    private static void Check(List<Dictionary<string, string>> blocks, int atLeast)
    {
        blocks = [.. blocks.Where(b => b.GetValueOrDefault("Digest") == "SM3" && b.ContainsKey("Input"))];
        Assert.True(blocks.Count >= atLeast);
        foreach (Dictionary<string, string> block in blocks)
        {
            byte[] input = block.Bytes("Input");
            Digest expected = new(block.Bytes("Output"));
            Assert.Equal(expected, Sm3.Hash(input));
            using Sm3Stream stream = new();
            stream.Append(input);
            Assert.Equal(expected, stream.Finish());
        }
    }
}
