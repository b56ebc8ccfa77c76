using System.Text.Json;
using Ledger.Crypto.Ciphers;
using Xunit.Abstractions;

namespace Ledger.Crypto.Tests.Ciphers;

/// <summary>Each way that the processor has; <see cref="Sm4ProcessorTests"/> runs this class again as if on lesser processors.</summary>
public sealed class Sm4GcmTests(ITestOutputHelper output)
{
    /// <summary>Set for a run on a lesser processor: the way that must have been chosen.</summary>
    internal const string ExpectedEngineVariable = "LEDGER_TEST_SM4_ENGINE";

    internal static readonly Sm4Engine[] Supported = [.. Enum.GetValues<Sm4Engine>().Where(Sm4Encryption.IsSupported)];

    public static TheoryData<Sm4Engine> Engines => [.. Supported];

    [Fact]
    public void The_way_fits_the_processor()
    {
        string chosen = Sm4Encryption.Engine.ToString();
        Assert.Equal(Environment.GetEnvironmentVariable(ExpectedEngineVariable) ?? chosen, chosen);
        foreach (Sm4Engine engine in Enum.GetValues<Sm4Engine>())
        {
            // Nothing faster than the one chosen would work.
            Assert.True(engine <= Sm4Encryption.Engine || !Sm4Encryption.IsSupported(engine));
            if (!Sm4Encryption.IsSupported(engine))
            {
                Assert.Throws<PlatformNotSupportedException>(() => new Sm4Gcm(new byte[16], engine));
            }
        }
    }

    // RFC 8998, A.1
    [Theory]
    [MemberData(nameof(Engines))]
    public void The_example_of_the_RFC_holds(Sm4Engine engine)
    {
        using Sm4Gcm cipher = new(Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210"), engine);
        byte[] nonce = Convert.FromHexString("00001234567800000000ABCD");
        byte[] associatedData = Convert.FromHexString("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
        byte[] plaintext = Convert.FromHexString(
            "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
            + "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");
        byte[] ciphertext = new byte[64];
        byte[] tag = new byte[16];
        cipher.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);
        Assert.Equal(
            "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
            + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d",
            Convert.ToHexStringLower(ciphertext));
        Assert.Equal("83de3541e4c2b58177e065a9bf7b62ec", Convert.ToHexStringLower(tag));
    }

    [VectorFact]
    public void Wycheproof_agrees_and_nonces_of_other_lengths_are_refused() => Assert.All(Supported, AgreesWithWycheproof);

    private static void AgreesWithWycheproof(Sm4Engine engine)
    {
        int supported = 0;
        int refused = 0;
        foreach ((JsonElement _, JsonElement test) in Wycheproof.Read("sm4_gcm_test.json"))
        {
            using Sm4Gcm cipher = new(test.Bytes("key"), engine);
            byte[] nonce = test.Bytes("iv");
            byte[] tag = test.Bytes("tag");
            byte[] expected = test.Bytes("msg");
            byte[] plaintext = new byte[expected.Length];
            if (nonce.Length != Sm4Gcm.NonceLength || tag.Length != Sm4Gcm.TagLength)
            {
                Assert.Throws<ArgumentException>(
                    () => cipher.TryDecrypt(nonce, test.Bytes("ct"), tag, plaintext, test.Bytes("aad")));
                refused++;
                continue;
            }

            bool accepted = cipher.TryDecrypt(nonce, test.Bytes("ct"), tag, plaintext, test.Bytes("aad"));
            Assert.True(accepted == test.IsValid(), test.Name());
            Assert.True(plaintext.AsSpan().SequenceEqual(accepted ? expected : new byte[expected.Length]), test.Name());
            if (accepted)
            {
                byte[] ciphertext = new byte[expected.Length];
                byte[] computed = new byte[16];
                cipher.Encrypt(nonce, expected, ciphertext, computed, test.Bytes("aad"));
                Assert.Equal(test.Bytes("ct"), ciphertext);
                Assert.Equal(tag, computed);
            }

            supported++;
        }

        Assert.Equal(104, supported + refused);
        Assert.True(supported > 50 && refused > 0, $"{supported} supported, {refused} refused");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Messages_of_every_length_around_a_pass_come_back_also_in_place_and_are_what_the_portable_way_makes(Sm4Engine engine)
    {
        Random random = new(4);
        byte[] key = Bytes(random, 16);
        using Sm4Gcm cipher = new(key, engine);
        using Sm4Gcm portable = new(key, Sm4Engine.Portable);
        foreach (int length in Enumerable.Range(0, 70).Concat([255, 256, 257, 271, 272, 511, 512, 513, 1008, 1023, 1024, 1025, 1040, 2048, 5000, 70_001]))
        {
            byte[] nonce = Bytes(random, 12);
            byte[] plaintext = Bytes(random, length);
            byte[] associatedData = Bytes(random, length * 3 % 611);
            byte[] ciphertext = new byte[length];
            byte[] tag = new byte[16];
            cipher.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);

            byte[] inPlace = [.. plaintext];
            byte[] secondTag = new byte[16];
            portable.Encrypt(nonce, inPlace, inPlace, secondTag, associatedData);
            Assert.Equal(ciphertext, inPlace);
            Assert.Equal(tag, secondTag);
            Assert.True(cipher.TryDecrypt(nonce, inPlace, tag, inPlace, associatedData));
            Assert.Equal(plaintext, inPlace);
            cipher.Encrypt(nonce, inPlace, inPlace, secondTag, associatedData);
            Assert.Equal(ciphertext, inPlace);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Any_data_get_the_key_stream_of_OpenSSL(Sm4Engine engine)
    {
        int seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        Random random = new(seed);
        for (int round = 0; round < 100; round++)
        {
            byte[] key = Bytes(random, 16);
            byte[] nonce = Bytes(random, 12);
            byte[] plaintext = Bytes(random, random.Next(random.Next(2, 9000)));
            byte[] ciphertext = new byte[plaintext.Length];
            byte[] theirs = new byte[plaintext.Length];
            using Sm4Gcm cipher = new(key, engine);
            cipher.Encrypt(nonce, plaintext, ciphertext, new byte[16], []);
            OpensslSm4.AddCounters(key, [.. nonce, 0, 0, 0, 2], plaintext, theirs);
            Assert.Equal(theirs, ciphertext);
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_refused_and_leaves_only_zeros()
    {
        Random random = new(5);
        byte[] key = Bytes(random, 16);
        byte[] nonce = Bytes(random, 12);
        byte[] associatedData = Bytes(random, 20);
        byte[] ciphertext = new byte[33];
        byte[] tag = new byte[16];
        using (Sm4Gcm cipher = new(key))
        {
            cipher.Encrypt(nonce, Bytes(random, 33), ciphertext, tag, associatedData);
        }

        foreach (byte[] part in new[] { key, nonce, associatedData, ciphertext, tag })
        {
            for (int bit = 0; bit < 8 * part.Length; bit++)
            {
                part[bit / 8] ^= (byte)(1 << (bit % 8));
                using Sm4Gcm cipher = new(key);
                byte[] plaintext = Bytes(random, 33);
                Assert.False(cipher.TryDecrypt(nonce, ciphertext, tag, plaintext, associatedData));
                Assert.Equal(new byte[33], plaintext);
                part[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void Wrong_lengths_and_partly_shared_memory_are_argument_errors()
    {
        using Sm4Gcm cipher = new(new byte[16]);
        byte[] buffer = new byte[40];
        Assert.Throws<ArgumentException>(() => new Sm4Gcm(new byte[24]));
        Assert.Throws<ArgumentException>(() => cipher.Encrypt(new byte[11], [], [], new byte[16], []));
        Assert.Throws<ArgumentException>(() => cipher.Encrypt(new byte[12], [], [], new byte[12], []));
        Assert.Throws<ArgumentException>(() => cipher.Encrypt(new byte[12], new byte[2], new byte[3], new byte[16], []));
        Assert.Throws<ArgumentException>(
            () => cipher.Encrypt(new byte[12], buffer.AsSpan(0, 32), buffer.AsSpan(8, 32), new byte[16], []));
    }

    [Fact]
    public void A_disposed_cipher_refuses_work()
    {
        Sm4Gcm cipher = new(new byte[16]);
        cipher.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cipher.Encrypt(new byte[12], [], [], new byte[16], []));
    }

    private static byte[] Bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
