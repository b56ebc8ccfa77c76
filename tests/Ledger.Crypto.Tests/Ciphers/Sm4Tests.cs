using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using Ledger.Crypto.Ciphers;

namespace Ledger.Crypto.Tests.Ciphers;

public sealed class Sm4Tests
{
#if DEBUG
    private const string? SlowInDebug = "A million blocks take ten seconds unoptimised; the Release run has them.";
#else
    private const string? SlowInDebug = null;
#endif

    public static TheoryData<Sm4Engine> Engines => Sm4GcmTests.Engines;

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

    [Theory]
    [MemberData(nameof(Engines))]
    public void Every_byte_has_the_image_of_the_standard(Sm4Engine engine)
    {
        byte[] table = _standard[0].Bytes("SBox");
        for (int first = 0; first < 256; first += 4)
        {
            uint word = BinaryPrimitives.ReadUInt32BigEndian([(byte)first, (byte)(first + 1), (byte)(first + 2), (byte)(first + 3)]);
            uint image = engine switch
            {
                Sm4Engine.Gfni512 => Sm4Lanes<Sm4SixteenLanes, Vector512<uint>>.Substitute(word),
                Sm4Engine.Gfni256 => Sm4Lanes<Sm4EightLanes, Vector256<uint>>.Substitute(word),
                Sm4Engine.Aes => Sm4Lanes<Sm4FourLanes, Vector128<uint>>.Substitute(word),
                _ => Sm4Bitsliced.Substitute(word),
            };
            Assert.Equal(BinaryPrimitives.ReadUInt32BigEndian(table.AsSpan(first)), image);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_example_of_the_standard_holds(Sm4Engine engine)
    {
        using Sm4 cipher = new(_standard[1].Bytes("Key"), engine);
        byte[] block = _standard[1].Bytes("Plaintext");
        cipher.EncryptBlock(block, block);
        Assert.Equal(_standard[1].Bytes("Ciphertext"), block);
    }

    [Theory(Skip = SlowInDebug)]
    [MemberData(nameof(Engines))]
    public void The_million_times_example_of_the_standard_holds(Sm4Engine engine)
    {
        using Sm4 cipher = new(_standard[2].Bytes("Key"), engine);
        byte[] block = _standard[2].Bytes("Plaintext");
        for (int i = 0; i < 1_000_000; i++)
        {
            cipher.EncryptBlock(block, block);
        }

        Assert.Equal(_standard[2].Bytes("Ciphertext"), block);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Counters_become_what_their_blocks_become_one_by_one_also_beyond_32_bits(Sm4Engine engine)
    {
        Random random = new(3);
        byte[] key = new byte[16];
        byte[] nonce = new byte[12];
        random.NextBytes(key);
        random.NextBytes(nonce);
        using Sm4 cipher = new(key, engine);
        foreach (int count in Enumerable.Range(0, 66).Concat([127, 128, 129, 300]))
        {
            uint counter = uint.MaxValue - (uint)(count / 2);
            byte[] expected = new byte[count * 16];
            for (int i = 0; i < count; i++)
            {
                Span<byte> block = expected.AsSpan(16 * i, 16);
                nonce.CopyTo(block);
                BinaryPrimitives.WriteUInt32BigEndian(block[12..], unchecked(counter + (uint)i));
                cipher.EncryptBlock(block, block);
            }

            byte[] computed = new byte[count * 16];
            cipher.AddCounters(nonce, counter, computed, computed);
            Assert.Equal(expected, computed);
        }
    }

    // RFC 8998, A.2: the ledger has no CCM, but its block cipher can be tried with it.
    [Theory]
    [MemberData(nameof(Engines))]
    public void The_CCM_example_of_the_RFC_holds(Sm4Engine engine)
    {
        using Sm4 cipher = new(_standard[1].Bytes("Key"), engine);
        byte[] nonce = Convert.FromHexString("00001234567800000000ABCD");
        byte[] associatedData = Convert.FromHexString("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
        byte[] plaintext = Convert.FromHexString(
            "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
            + "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");

        // RFC 3610, 2.2 and 2.3, with three bytes for the length.
        byte[] tag = new byte[16];
        byte[] authenticated = [0x7A, .. nonce, 0, 0, 64, 0, 20, .. associatedData, .. new byte[10], .. plaintext];
        foreach (byte[] block in authenticated.Chunk(16))
        {
            tag = Xor(tag, block);
            cipher.EncryptBlock(tag, tag);
        }

        byte[] ciphertext = new byte[80];
        for (int i = 0; i < 5; i++)
        {
            cipher.EncryptBlock([0x02, .. nonce, 0, 0, (byte)i], ciphertext.AsSpan(16 * i, 16));
        }

        ciphertext = Xor(ciphertext, [.. tag, .. plaintext]);
        Assert.Equal("16842d4fa186f56ab33256971fa110f4", Convert.ToHexStringLower(ciphertext, 0, 16));
        Assert.Equal(
            "48af93501fa62adbcd414cce6034d895dda1bf8f132f042098661572e7483094"
            + "fd12e518ce062c98acee28d95df4416bed31a2f04476c18bb40c84a74b97dc5b",
            Convert.ToHexStringLower(ciphertext, 16, 64));
    }

    [VectorFact]
    public void The_vectors_of_OpenSSL_hold() => Assert.All(Sm4GcmTests.Supported, HoldVectors);

    private static void HoldVectors(Sm4Engine engine)
    {
        int cases = 0;
        foreach (Dictionary<string, string> block in VectorFile.Read(Vectors.Path("openssl-evp", "evpciph_sm4.txt")))
        {
            string mode = block.GetValueOrDefault("Cipher", "");
            if (block.GetValueOrDefault("Operation") != "DECRYPT" && mode is "SM4-ECB" or "SM4-CBC" or "SM4-CTR")
            {
                using Sm4 cipher = new(block.Bytes("Key"), engine);
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
        Assert.Throws<ArgumentException>(() => new Sm4(new byte[15], Sm4Engine.Portable));
        Assert.Throws<ArgumentException>(() => new Sm4(new byte[32], Sm4Engine.Portable));
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
