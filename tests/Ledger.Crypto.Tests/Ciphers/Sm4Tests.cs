using Ledger.Crypto.Ciphers;

namespace Ledger.Crypto.Tests.Ciphers;

public sealed class Sm4Tests
{
#if DEBUG
    private const string? SlowInDebug = "A million blocks take ten seconds unoptimised; the Release run has them.";
#else
    private const string? SlowInDebug = null;
#endif

    private readonly List<Dictionary<string, string>> _standard = VectorFile.ReadOwn("gbt-32907.txt");

    [Fact]
    public void The_circuit_is_the_table_of_the_standard()
    {
        byte[] table = _standard[0].Bytes("SBox");
        for (int first = 0; first < 256; first += 64)
        {
            ulong[] planes = new ulong[8];
            for (int i = 0; i < 64; i++)
            {
                for (int bit = 0; bit < 8; bit++)
                {
                    planes[bit] |= (ulong)(((first + i) >> bit) & 1) << i;
                }
            }

            Sm4SBox.Apply(planes);
            for (int i = 0; i < 64; i++)
            {
                int image = Enumerable.Range(0, 8).Sum(bit => (int)((planes[bit] >> i) & 1) << bit);
                Assert.Equal(table[first + i], image);
            }
        }
    }

    [Fact]
    public void The_example_of_the_standard_holds()
    {
        using Sm4 cipher = new(_standard[1].Bytes("Key"));
        byte[] block = _standard[1].Bytes("Plaintext");
        cipher.EncryptBlock(block, block);
        Assert.Equal(_standard[1].Bytes("Ciphertext"), block);
    }

    [Fact(Skip = SlowInDebug)]
    public void The_million_times_example_of_the_standard_holds()
    {
        using Sm4 cipher = new(_standard[2].Bytes("Key"));
        byte[] block = _standard[2].Bytes("Plaintext");
        for (int i = 0; i < 1_000_000; i++)
        {
            cipher.EncryptBlock(block, block);
        }

        Assert.Equal(_standard[2].Bytes("Ciphertext"), block);
    }

    [Fact]
    public void A_pass_of_any_number_of_blocks_gives_what_single_blocks_give()
    {
        Random random = new(3);
        byte[] key = new byte[16];
        random.NextBytes(key);
        using Sm4 cipher = new(key);
        for (int count = 0; count <= Sm4.BlocksPerPass; count++)
        {
            byte[] blocks = new byte[count * 16];
            random.NextBytes(blocks);
            byte[] expected = [.. blocks];
            for (int i = 0; i < count; i++)
            {
                cipher.EncryptBlock(expected.AsSpan(16 * i, 16), expected.AsSpan(16 * i, 16));
            }

            cipher.EncryptBlocks(blocks);
            Assert.Equal(expected, blocks);
        }
    }

    [VectorFact]
    public void The_vectors_of_OpenSSL_hold()
    {
        int cases = 0;
        foreach (Dictionary<string, string> block in VectorFile.Read(Vectors.Path("openssl-evp", "evpciph_sm4.txt")))
        {
            string mode = block.GetValueOrDefault("Cipher", "");
            if (block.GetValueOrDefault("Operation") != "DECRYPT" && mode is "SM4-ECB" or "SM4-CBC" or "SM4-CTR")
            {
                using Sm4 cipher = new(block.Bytes("Key"));
                byte[] iv = mode == "SM4-ECB" ? new byte[16] : block.Bytes("IV");
                byte[] expected = block.Bytes("Ciphertext");
                byte[] computed = Encrypt(cipher, mode, iv, block.Bytes("Plaintext"));
                Assert.Equal(expected, computed.AsSpan(0, expected.Length));
                cases++;
            }
        }

        Assert.True(cases >= 4, $"{cases} cases");
    }

    [Fact]
    public void A_key_of_another_length_is_an_argument_error()
    {
        Assert.Throws<ArgumentException>(() => new Sm4(new byte[15]));
        Assert.Throws<ArgumentException>(() => new Sm4(new byte[32]));
    }

    // CBC with the padding of PKCS#7 left off, as the vectors are whole blocks.
    private static byte[] Encrypt(Sm4 cipher, string mode, byte[] iv, byte[] plaintext)
    {
        byte[] state = [.. iv];
        byte[] output = new byte[(plaintext.Length + 15) / 16 * 16];
        for (int start = 0; start < output.Length; start += 16)
        {
            byte[] block = [.. plaintext.AsSpan(start, Math.Min(16, plaintext.Length - start)), .. new byte[16]];
            Array.Resize(ref block, 16);
            byte[] result = new byte[16];
            cipher.EncryptBlock(mode switch { "SM4-ECB" => block, "SM4-CBC" => Xor(block, state), _ => state }, result);
            if (mode == "SM4-CTR")
            {
                result = Xor(result, block);
                System.Numerics.BigInteger next = new System.Numerics.BigInteger(state, true, true) + 1;
                state = next.ToByteArray(true, true);
                state = [.. new byte[16 - state.Length], .. state];
            }
            else
            {
                state = result;
            }

            result.CopyTo(output, start);
        }

        return output;
    }

    private static byte[] Xor(byte[] a, byte[] b) => [.. a.Zip(b, (x, y) => (byte)(x ^ y))];
}
