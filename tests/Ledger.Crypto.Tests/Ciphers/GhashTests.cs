using System.Numerics;
using Ledger.Crypto.Ciphers;

namespace Ledger.Crypto.Tests.Ciphers;

public sealed class GhashTests
{
    [Fact]
    public void Products_are_those_of_the_definition()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            byte[] point = new byte[16];
            byte[] data = new byte[48];
            random.NextBytes(point);
            random.NextBytes(data);

            // All ones make the most partial products meet.
            if (round == 0)
            {
                Array.Fill(point, (byte)0xFF);
                Array.Fill(data, (byte)0xFF);
            }

            Ghash hash = new(point);
            hash.Append(data);
            byte[] computed = new byte[16];
            hash.CopyTo(computed);
            Assert.Equal(Definition(point, data), computed);
        }
    }

    [Theory]
    [InlineData(Sm4Engine.Aes)]
    [InlineData(Sm4Engine.Gfni512)]
    public void Carryless_products_give_the_same(Sm4Engine engine)
    {
        if (!Sm4Encryption.IsSupported(engine))
        {
            return;
        }

        Random random = new(8);
        foreach (int length in Enumerable.Range(0, 60).Concat([255, 256, 257, 272, 511, 512, 513, 767, 768, 5000]))
        {
            byte[] point = new byte[16];
            byte[] data = new byte[length];
            byte[] associatedData = new byte[(length * 7) + 3];
            random.NextBytes(point);
            random.NextBytes(data);
            random.NextBytes(associatedData);
            if (length == 512)
            {
                Array.Fill(point, (byte)0xFF);
                Array.Fill(data, (byte)0xFF);
            }

            Ghash hash = new(point);
            hash.Append(associatedData);
            hash.Append(data);
            hash.AppendLengths(associatedData.Length, data.Length);
            byte[] expected = new byte[16];
            hash.CopyTo(expected);
            using CarrylessGhash carryless = new(point, engine == Sm4Engine.Gfni512);
            byte[] computed = new byte[16];
            carryless.Compute(associatedData, data, computed);
            Assert.Equal(expected, computed);
        }
    }

    // SP 800-38D, 6.3, algorithm 1: bit by bit, with R = 11100001 ‖ 0^120.
    private static byte[] Definition(byte[] point, byte[] data)
    {
        BigInteger h = new(point, isUnsigned: true, isBigEndian: true);
        BigInteger reduction = new BigInteger(0xE1) << 120;
        BigInteger y = 0;
        for (int block = 0; block < data.Length; block += 16)
        {
            BigInteger x = y ^ new BigInteger(data.AsSpan(block, 16), isUnsigned: true, isBigEndian: true);
            BigInteger v = h;
            y = 0;
            for (int bit = 127; bit >= 0; bit--)
            {
                y ^= (x >> bit).IsEven ? 0 : v;
                v = v.IsEven ? v >> 1 : (v >> 1) ^ reduction;
            }
        }

        byte[] result = y.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[16 - result.Length], .. result];
    }
}
