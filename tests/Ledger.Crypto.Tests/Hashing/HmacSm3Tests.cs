using System.Text.Json;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Hashing;

public sealed class HmacSm3Tests
{
    // GM/T 0042-2015, D.3, example 1
    [Fact]
    public void The_example_of_the_standard_holds() => Assert.Equal(
        "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a",
        HmacSm3.Compute(
            Convert.FromHexString("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"),
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopqabcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"u8).ToHex());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(60)]
    public void Many_worked_out_together_are_those_worked_out_alone(int count)
    {
        Random random = new(count);
        (ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Data)[] messages =
            [.. Enumerable.Range(0, count).Select(_ => ((ReadOnlyMemory<byte>)Bytes(random.Next(140)), (ReadOnlyMemory<byte>)Bytes(random.Next(3_000))))];

        Assert.Equal(messages.Select(message => HmacSm3.Compute(message.Key.Span, message.Data.Span)), HmacSm3.ComputeEach(messages));

        byte[] Bytes(int length)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    [VectorFact]
    public void The_vectors_of_OpenSSL_hold()
    {
        List<Dictionary<string, string>> blocks = VectorFile.Read(Vectors.Path("openssl-evp", "evpmac_sm3.txt"));
        blocks = [.. blocks.Where(b => b.ContainsKey("MAC"))];
        Assert.True(blocks.Count >= 4);
        foreach (Dictionary<string, string> block in blocks)
        {
            Assert.Equal(new Digest(block.Bytes("Output")), HmacSm3.Compute(block.Bytes("Key"), block.Bytes("Input")));
        }
    }

    [VectorFact]
    public void Wycheproof_agrees()
    {
        int cases = 0;
        foreach ((JsonElement _, JsonElement test) in Wycheproof.Read("hmac_sm3_test.json"))
        {
            byte[] tag = test.Bytes("tag");
            Digest computed = HmacSm3.Compute(test.Bytes("key"), test.Bytes("msg"));
            Assert.True(computed.Span.StartsWith(tag) == test.IsValid(), test.Name());
            cases++;
        }

        Assert.Equal(174, cases);
    }
}
