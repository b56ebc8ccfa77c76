using System.Text.Json;
using Ledger.Crypto.Ciphers;

namespace Ledger.Crypto.Tests.Ciphers;

public sealed class Sm4GcmTests
{
    // RFC 8998, A.1
    [Fact]
    public void The_example_of_the_RFC_holds()
    {
        using Sm4Gcm cipher = new(Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210"));
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
    public void Wycheproof_agrees_and_nonces_of_other_lengths_are_refused()
    {
        int supported = 0;
        int refused = 0;
        foreach ((JsonElement _, JsonElement test) in Wycheproof.Read("sm4_gcm_test.json"))
        {
            using Sm4Gcm cipher = new(test.Bytes("key"));
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

    [Fact]
    public void Messages_of_every_length_around_a_pass_come_back_also_in_place()
    {
        Random random = new(4);
        using Sm4Gcm cipher = new(Bytes(random, 16));
        foreach (int length in Enumerable.Range(0, 70).Concat([1008, 1023, 1024, 1025, 1040, 2048, 5000]))
        {
            byte[] nonce = Bytes(random, 12);
            byte[] plaintext = Bytes(random, length);
            byte[] associatedData = Bytes(random, length % 37);
            byte[] ciphertext = new byte[length];
            byte[] tag = new byte[16];
            cipher.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);

            byte[] inPlace = [.. plaintext];
            byte[] secondTag = new byte[16];
            cipher.Encrypt(nonce, inPlace, inPlace, secondTag, associatedData);
            Assert.Equal(ciphertext, inPlace);
            Assert.Equal(tag, secondTag);
            Assert.True(cipher.TryDecrypt(nonce, inPlace, tag, inPlace, associatedData));
            Assert.Equal(plaintext, inPlace);
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

    // The counter mode beneath GCM, which OpenSSL 3.0 has even though it lacks SM4-GCM.
    [Fact]
    public void The_openssl_command_gives_the_same_key_stream()
    {
        Random random = new(6);
        using TemporaryFolder folder = new();
        byte[] key = Bytes(random, 16);
        byte[] nonce = Bytes(random, 12);
        byte[] plaintext = Bytes(random, 3000);
        byte[] ciphertext = new byte[3000];
        using Sm4Gcm cipher = new(key);
        cipher.Encrypt(nonce, plaintext, ciphertext, new byte[16], []);
        File.WriteAllBytes(folder["plaintext"], plaintext);
        OpensslCommand.Run(
            folder,
            $"enc -sm4-ctr -K {Convert.ToHexString(key)} -iv {Convert.ToHexString(nonce)}00000002 -in plaintext -out theirs");
        Assert.Equal(File.ReadAllBytes(folder["theirs"]), ciphertext);
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
