using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Envelopes;

/// <summary>SM2 encryption against the standard's worked example, the openssl command line and npm's sm-crypto.</summary>
public sealed class Sm2EncryptionTests : IDisposable
{
    private static readonly byte[] Message = "0123456789abcdef"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly Sm2PrivateKey _key = Sm2PrivateKey.Generate();

    private VerifyingKey Public => new(SignatureAlgorithm.Sm2Sm3, _key.PublicKey.Span);

    [Fact]
    public void The_printed_ciphertext_hides_the_printed_message()
    {
        Dictionary<string, string> example = VectorFile.ReadOwn("gbt-32918.txt")[2];
        using Sm2PrivateKey key = Sm2PrivateKey.FromPkcs8(Pkcs8(example.Bytes("Secret"), [0x04, .. example.Bytes("Px"), .. example.Bytes("Py")]));
        Sm2Ciphertext printed = Sm2Ciphertext.FromBytes([.. example.Bytes("C1"), .. example.Bytes("C3"), .. example.Bytes("C2")]);
        Assert.Equal(example.Bytes("Message"), Sm2Encryption.TryDecrypt(key, printed));
        Assert.Equal(printed.ToBytes(), Sm2Ciphertext.Parse(printed.ToDer()).ToBytes());
    }

    [Fact]
    public void The_openssl_command_opens_ours_and_we_open_its()
    {
        SigningKeyFile.Save(_folder["key.pem"], _key);
        File.WriteAllText(_folder["public.pem"], PemEncoding.WriteString("PUBLIC KEY", Public.ToPublicKeyInfo()));
        File.WriteAllBytes(_folder["message"], Message);
        File.WriteAllBytes(_folder["ours"], Sm2Encryption.Encrypt(Public, Message).ToDer());
        OpensslCommand.Run(_folder, "pkeyutl -decrypt -inkey key.pem -in ours -out opened");
        Assert.Equal(Message, File.ReadAllBytes(_folder["opened"]));
        OpensslCommand.Run(_folder, "pkeyutl -encrypt -pubin -inkey public.pem -in message -out theirs");
        Assert.Equal(Message, Sm2Encryption.TryDecrypt(_key, Sm2Ciphertext.Parse(File.ReadAllBytes(_folder["theirs"]))));
    }

    [Fact]
    public void The_node_package_opens_ours_and_we_open_its()
    {
        string secret = Convert.ToHexStringLower(KeyEncoding.SecretOfPkcs8(_key.ExportPkcs8()));
        string ours = Convert.ToHexStringLower(Sm2Encryption.Encrypt(Public, Message).ToBytes());
        Assert.Equal(Convert.ToHexStringLower(Message), Node("decrypt", secret, ours));
        string theirs = Node("encrypt", Convert.ToHexStringLower(_key.PublicKey.Span), Convert.ToHexStringLower(Message));
        Assert.Equal(Message, Sm2Encryption.TryDecrypt(_key, Sm2Ciphertext.FromBytes(Convert.FromHexString(theirs))));
    }

    // Of one byte, every 256th mask is zero and would leave it uncovered (GB/T 32918.4, 6.1, A5).
    [Fact]
    public void No_message_is_left_uncovered()
    {
        for (int i = 0; i < 600; i++)
        {
            Sm2Ciphertext hidden = Sm2Encryption.Encrypt(Public, [0x5A]);
            Assert.NotEqual(0x5A, hidden.Hidden.Span[0]);
        }
    }

    [Fact]
    public void What_was_changed_or_hidden_to_another_key_hides_nothing()
    {
        byte[] plain = Sm2Encryption.Encrypt(Public, Message).ToBytes();
        for (int at = 65; at < plain.Length; at++)
        {
            byte[] changed = [.. plain];
            changed[at] ^= 1;
            Assert.Null(Sm2Encryption.TryDecrypt(_key, Sm2Ciphertext.FromBytes(changed)));
        }

        using Sm2PrivateKey other = Sm2PrivateKey.Generate();
        Assert.Null(Sm2Encryption.TryDecrypt(other, Sm2Ciphertext.FromBytes(plain)));
        byte[] offCurve = [.. plain];
        offCurve[40] ^= 1;
        Assert.Throws<FormatException>(() => Sm2Ciphertext.FromBytes(offCurve));
    }

    [Fact]
    public void Up_to_256_bytes_are_hidden_and_only_to_an_SM2_key()
    {
        byte[] most = RandomNumberGenerator.GetBytes(Sm2Ciphertext.MaximumMessage);
        Assert.Equal(most, Sm2Encryption.TryDecrypt(_key, Sm2Encryption.Encrypt(Public, most)));
        Assert.Throws<ArgumentException>(() => Sm2Encryption.Encrypt(Public, [.. most, 0]));
        Assert.Throws<ArgumentException>(() => Sm2Encryption.Encrypt(Public, []));
        using P256PrivateKey p256 = P256PrivateKey.Generate();
        Assert.Throws<ArgumentException>(() => Sm2Encryption.Encrypt(new VerifyingKey(p256.Algorithm, p256.PublicKey.Span), Message));
    }

    [Fact]
    public void One_form_of_a_ciphertext_is_read_and_mutants_never_do_more_than_throw_a_format_exception()
    {
        byte[] der = Sm2Encryption.Encrypt(Public, Message).ToDer();
        Assert.Throws<FormatException>(() => Sm2Ciphertext.Parse([.. der, 0]));
        Assert.Throws<FormatException>(() => Sm2Ciphertext.Parse([0x30, 0x81, der[1], .. der[2..]]));
        Random random = new(7);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] mutant = Mutation.Of(der, random);
            Sm2Ciphertext? read = Try(mutant);
            Assert.True(read is null || mutant.AsSpan().SequenceEqual(read.ToDer()), Convert.ToHexString(mutant));
            Assert.True(read is null || mutant.AsSpan().SequenceEqual(der) || Sm2Encryption.TryDecrypt(_key, read) is null);
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private static Sm2Ciphertext? Try(byte[] der)
    {
        try
        {
            return Sm2Ciphertext.Parse(der);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Node(params string[] arguments)
    {
        ProcessStartInfo start = new("node", [Path.Combine(Repository.Root, "tests", "independent", "sm2-encryption.cjs"), .. arguments]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    // RFC 5915 inside RFC 5208.
    private static byte[] Pkcs8(byte[] secret, byte[] point)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                writer.WriteObjectIdentifier("1.2.156.10197.1.301");
            }

            using (writer.PushOctetString())
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                writer.WriteOctetString(secret);
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1, isConstructed: true)))
                {
                    writer.WriteBitString(point);
                }
            }
        }

        return writer.Encode();
    }
}
