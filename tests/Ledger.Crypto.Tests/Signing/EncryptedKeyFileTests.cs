using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Signing;

/// <summary>Encrypted key files, read and written by us and by the openssl command line.</summary>
public sealed class EncryptedKeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();
    private readonly KeyPassphrase _passphrase;

    public EncryptedKeyFileTests()
    {
        PrivateFile.Create(_folder["pass"], "口令 of twelve bytes\n"u8);
        _passphrase = KeyPassphrase.FromFile(_folder["pass"]);
    }

    [Theory]
    [MemberData(nameof(SigningKeyTests.Algorithms), MemberType = typeof(SigningKeyTests))]
    public void What_we_encrypt_openssl_decrypts(SignatureAlgorithm algorithm)
    {
        using SoftwareKey key = SigningKeyTests.Generate(algorithm);
        SigningKeyFile.Save(_folder["key.pem"], key, _passphrase);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder["key.pem"]));
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", File.ReadAllText(_folder["key.pem"]), StringComparison.Ordinal);

        OpensslCommand.Run(_folder, "pkey -in key.pem -passin file:pass -pubout -out public.pem");
        byte[] info = PemBytes(File.ReadAllText(_folder["public.pem"]));
        Assert.Equal(key.PublicKey.ToArray(), info[^key.PublicKey.Length..]);

        using SigningKey loaded = SigningKeyFile.Load(_folder["key.pem"], _passphrase);
        Assert.Equal(key.PublicKey.ToArray(), loaded.PublicKey.ToArray());
    }

    [Theory]
    [InlineData("genpkey -algorithm SM2 -aes256 -pass file:pass", SignatureAlgorithm.Sm2Sm3)]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass file:pass", SignatureAlgorithm.EcdsaP256Sha256)]
    [InlineData("genpkey -algorithm ED25519 -aes-256-cbc -pass file:pass", SignatureAlgorithm.Ed25519)]
    public void What_openssl_encrypts_we_read(string genpkey, SignatureAlgorithm algorithm)
    {
        OpensslCommand.Run(_folder, $"{genpkey} -out key.pem");
        File.SetUnixFileMode(_folder["key.pem"], OwnerOnly);
        using SigningKey key = SigningKeyFile.Load(_folder["key.pem"], _passphrase);
        Assert.Equal(algorithm, key.Algorithm);
        OpensslCommand.Run(_folder, "pkey -in key.pem -passin file:pass -pubout -out public.pem");
        Assert.Equal(PemBytes(File.ReadAllText(_folder["public.pem"]))[^key.PublicKey.Length..], key.PublicKey.ToArray());
    }

    [Theory]
    [InlineData("-v2 aes-128-cbc")]
    [InlineData("-v2 aes-256-cbc -v2prf hmacWithSHA512")]
    [InlineData("-v2 aes-256-cbc -v2prf hmacWithSHA1")]
    [InlineData("-v2 aes-256-cbc -iter 2047")]
    [InlineData("-scrypt -scrypt_N 1024")]
    public void Another_scheme_or_too_few_rounds_are_refused(string options)
    {
        OpensslCommand.Run(_folder, "genpkey -algorithm SM2 -out clear.pem");
        OpensslCommand.Run(_folder, $"pkcs8 -topk8 -in clear.pem -passout file:pass -out key.pem {options}");
        File.SetUnixFileMode(_folder["key.pem"], OwnerOnly);
        Assert.Throws<CryptographicException>(() => SigningKeyFile.Load(_folder["key.pem"], _passphrase));
    }

    [Fact]
    public void Nobody_reads_it_without_the_passphrase()
    {
        using SoftwareKey key = Sm2PrivateKey.Generate();
        SigningKeyFile.Save(_folder["key.pem"], key, _passphrase);
        Assert.Throws<CryptographicException>(() => SigningKeyFile.Load(_folder["key.pem"]));

        // One wrong passphrase in 256 gives padding that looks right; what is inside is then no key.
        for (int i = 0; i < 3; i++)
        {
            using KeyPassphrase wrong = KeyPassphrase.FromFirstLine(System.Text.Encoding.ASCII.GetBytes($"a wrong passphrase {i}"));
            Assert.Throws<CryptographicException>(() => SigningKeyFile.Load(_folder["key.pem"], wrong));
        }
    }

    [Fact]
    public void Rounds_are_made_up_to_the_limit_and_one_more_is_refused()
    {
        // Decrypting zeros fails too, but for its padding: the rounds were made.
        CryptographicException atLimit = Assert.Throws<CryptographicException>(
            () => EncryptedSecret.Decrypt(WithRounds([0x00, 0x98, 0x96, 0x80]), _passphrase));
        Assert.Contains("passphrase is wrong", atLimit.Message, StringComparison.Ordinal);
        CryptographicException beyond = Assert.Throws<CryptographicException>(
            () => EncryptedSecret.Decrypt(WithRounds([0x00, 0x98, 0x96, 0x81]), _passphrase));
        Assert.Contains("10000001 rounds", beyond.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7fffffff")]
    [InlineData("0080000000")]
    [InlineData("00ffffffffffffffff")]
    public void Rounds_that_would_take_for_ever_are_refused(string rounds)
    {
        byte[] der = WithRounds(Convert.FromHexString(rounds));
        CryptographicException error = Assert.Throws<CryptographicException>(() => EncryptedSecret.Decrypt(der, _passphrase));
        Assert.Contains("rounds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_changed_byte_of_the_structure_is_more_than_one_exception()
    {
        using SoftwareKey key = Sm2PrivateKey.Generate();
        SigningKeyFile.Save(_folder["key.pem"], key, _passphrase);
        byte[] der = PemBytes(File.ReadAllText(_folder["key.pem"]));
        int salt = der.AsSpan().IndexOf(_passphrase.Salt);
        for (int i = 0; i < der.Length; i++)
        {
            // Each changed byte of the salt would be a derivation.
            if (i >= salt && i < salt + _passphrase.Salt.Length)
            {
                continue;
            }

            byte[] changed = [.. der];
            changed[i] ^= 0x80;
            try
            {
                byte[] secret = EncryptedSecret.Decrypt(changed, _passphrase);
                Assert.Throws<CryptographicException>(() => Sm2PrivateKey.FromPkcs8(secret).Dispose());
            }
            catch (CryptographicException)
            {
                // refused, as it should be
            }
        }
    }

    [Fact]
    public void A_clear_file_is_encrypted_in_place_once()
    {
        using SoftwareKey key = P256PrivateKey.Generate();
        SigningKeyFile.Save(_folder["key.pem"], key);
        File.WriteAllText(_folder["key.pem.new"], "left behind by a crash");

        Assert.True(SigningKeyFile.Encrypt(_folder["key.pem"], _passphrase));
        byte[] encrypted = File.ReadAllBytes(_folder["key.pem"]);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder["key.pem"]));
        Assert.False(File.Exists(_folder["key.pem.new"]));
        Assert.False(SigningKeyFile.Encrypt(_folder["key.pem"], _passphrase));
        Assert.Equal(encrypted, File.ReadAllBytes(_folder["key.pem"]));
        using SigningKey loaded = SigningKeyFile.Load(_folder["key.pem"], _passphrase);
        Assert.Equal(key.PublicKey.ToArray(), loaded.PublicKey.ToArray());
    }

    [Fact]
    public void A_file_under_too_few_rounds_is_encrypted_anew()
    {
        OpensslCommand.Run(_folder, "genpkey -algorithm SM2 -aes256 -pass file:pass -out key.pem");
        File.SetUnixFileMode(_folder["key.pem"], OwnerOnly);
        Assert.True(SigningKeyFile.Encrypt(_folder["key.pem"], _passphrase));
        Assert.True(SecretFile.HasEnoughRounds(_folder["key.pem"], SigningKeyFile.Label));
    }

    [Fact]
    public void A_file_under_another_passphrase_is_not_touched()
    {
        using SoftwareKey key = P256PrivateKey.Generate();
        SigningKeyFile.Save(_folder["key.pem"], key, _passphrase);
        byte[] before = File.ReadAllBytes(_folder["key.pem"]);
        using KeyPassphrase other = KeyPassphrase.FromFirstLine("another passphrase"u8);
        Assert.Throws<CryptographicException>(() => SigningKeyFile.Encrypt(_folder["key.pem"], other));
        Assert.Equal(before, File.ReadAllBytes(_folder["key.pem"]));
    }

    [Fact]
    public void A_passphrase_has_12_to_1024_bytes_in_one_line()
    {
        using SoftwareKey key = Ed25519PrivateKey.Generate();
        using KeyPassphrase shortOne = KeyPassphrase.FromFirstLine("eleven byte"u8);
        Assert.Throws<CryptographicException>(() => SigningKeyFile.Save(_folder["short.pem"], key, shortOne));
        Assert.False(File.Exists(_folder["short.pem"]));
        using KeyPassphrase enough = KeyPassphrase.FromFirstLine("twelve bytes\r\nand a second line"u8);
        SigningKeyFile.Save(_folder["enough.pem"], key, enough);
        using KeyPassphrase same = KeyPassphrase.FromStream(new MemoryStream([.. "twelve bytes\nmore"u8]));
        SigningKeyFile.Load(_folder["enough.pem"], same).Dispose();

        KeyPassphrase.FromFirstLine(new byte[KeyPassphrase.MaxLength]).Dispose();
        Assert.Throws<CryptographicException>(() => KeyPassphrase.FromFirstLine(new byte[KeyPassphrase.MaxLength + 1]));
        Assert.Throws<CryptographicException>(() => KeyPassphrase.FromFirstLine("\nsecond line"u8));
        Assert.Throws<CryptographicException>(() => KeyPassphrase.FromStream(new MemoryStream(new byte[KeyPassphrase.MaxLength + 9])));
    }

    [Fact]
    public void A_passphrase_in_a_file_open_to_others_is_refused()
    {
        File.SetUnixFileMode(_folder["pass"], OwnerOnly | UnixFileMode.GroupRead);
        Assert.Throws<UnauthorizedAccessException>(() => KeyPassphrase.FromFile(_folder["pass"]));
    }

    public void Dispose()
    {
        _passphrase.Dispose();
        _folder.Dispose();
    }

    private static byte[] PemBytes(string pem)
    {
        PemFields fields = PemEncoding.Find(pem);
        return Convert.FromBase64String(pem[fields.Base64Data]);
    }

    private static byte[] WithRounds(byte[] rounds)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.5.13");
                using (writer.PushSequence())
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier("1.2.840.113549.1.5.12");
                        using (writer.PushSequence())
                        {
                            writer.WriteOctetString(new byte[16]);
                            writer.WriteInteger(rounds);
                            using (writer.PushSequence())
                            {
                                writer.WriteObjectIdentifier("1.2.840.113549.2.9");
                                writer.WriteNull();
                            }
                        }
                    }

                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier("2.16.840.1.101.3.4.1.42");
                        writer.WriteOctetString(new byte[16]);
                    }
                }
            }

            writer.WriteOctetString(new byte[64]);
        }

        return writer.Encode();
    }
}
