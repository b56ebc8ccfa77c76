using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Certificates;

namespace Ledger.Crypto.Tests.Envelopes;

/// <summary>Digital envelopes (GB/T 35275): opened by who they are for, by the openssl command line too, and by nobody once changed.</summary>
public sealed class EnvelopeTests : IDisposable
{
    private static readonly byte[] Content = "不动产权证书 沈知夏 310100198806120023"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new(SignatureAlgorithm.Sm2Sm3);
    private readonly Sm2PrivateKey _key;
    private readonly Certificate _recipient;

    public EnvelopeTests()
    {
        (SigningKey key, _recipient) = _authority.Issue(CertificateTemplate.Encryption, "加密证书");
        _key = (Sm2PrivateKey)key;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void Who_it_is_for_opens_it_and_nobody_else(int length)
    {
        byte[] content = RandomNumberGenerator.GetBytes(length);
        Envelope envelope = Envelope.Parse(Envelope.Seal(_recipient, content));
        (SigningKey otherKey, Certificate other) = _authority.Issue(CertificateTemplate.Encryption);
        Assert.Equal((true, false), (envelope.IsFor(_recipient), envelope.IsFor(other)));
        Assert.Equal(content, envelope.TryOpen(_key));
        Assert.Null(envelope.TryOpen((Sm2PrivateKey)otherKey));
    }

    // The walk, the key and the cipher are others': the platform's reader, and OpenSSL's SM2 and SM4 in counter mode, which is what GCM adds.
    [Fact]
    public void The_openssl_command_opens_it_step_by_step()
    {
        byte[] sealedContent = Envelope.Seal(_recipient, Content);
        AsnReader outer = new AsnReader(sealedContent, AsnEncodingRules.DER).ReadSequence();
        Assert.Equal("1.2.156.10197.6.1.4.2.3", outer.ReadObjectIdentifier());
        AsnReader body = outer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)).ReadSequence();
        body.ReadInteger();
        AsnReader recipient = body.ReadSetOf().ReadSequence();
        recipient.ReadInteger();
        AsnReader name = recipient.ReadSequence();
        Assert.Equal((_recipient.IssuerName, _recipient.SerialNumber), (_authority.Root.SubjectName, Serial(name)));
        Assert.Equal("1.2.156.10197.1.301.3", recipient.ReadSequence().ReadObjectIdentifier());
        File.WriteAllBytes(_folder["key"], recipient.ReadOctetString());
        AsnReader content = body.ReadSequence();
        content.ReadObjectIdentifier();
        AsnReader cipher = content.ReadSequence();
        Assert.Equal("1.2.156.10197.1.104.8", cipher.ReadObjectIdentifier());
        string counter = Convert.ToHexStringLower(cipher.ReadSequence().ReadOctetString()) + "00000002";
        File.WriteAllBytes(_folder["hidden"], content.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0))[..^16]);
        SigningKeyFile.Save(_folder["key.pem"], _key);
        OpensslCommand.Run(_folder, "pkeyutl -decrypt -inkey key.pem -in key -out secret");
        string secret = Convert.ToHexStringLower(File.ReadAllBytes(_folder["secret"]));
        OpensslCommand.Run(_folder, $"enc -d -sm4-ctr -K {secret} -iv {counter} -in hidden -out content");
        Assert.Equal(Content, File.ReadAllBytes(_folder["content"]));
    }

    [Fact]
    public void A_certificate_that_signs_receives_nothing()
    {
        Assert.Throws<ArgumentException>(() => Envelope.Seal(_authority.Issue(CertificateTemplate.SealSigning).Certificate, Content));
        Assert.False(Envelope.CanReceive(_authority.Root));
    }

    [Fact]
    public void Changed_in_any_byte_it_opens_for_nobody_and_is_never_more_than_a_format_exception()
    {
        byte[] whole = Envelope.Seal(_recipient, Content);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            Envelope? read = Try(changed);
            Assert.True(read is null || !read.IsFor(_recipient) || read.TryOpen(_key) is null, $"byte {at}");
        }

        Random random = new(11);
        for (int i = 0; i < 3_000; i++)
        {
            byte[] mutant = Mutation.Of(whole, random);
            Assert.True(mutant.AsSpan().SequenceEqual(whole) || Try(mutant) is not Envelope read || !read.IsFor(_recipient) || read.TryOpen(_key) is null);
        }

        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.Throws<FormatException>(() => Envelope.Parse(whole.AsSpan(..length))));
        Assert.Throws<FormatException>(() => Envelope.Parse([.. whole, 0]));
    }

    [Fact]
    public void Eight_mebibytes_are_read_and_not_a_byte_more()
    {
        int around = Envelope.Seal(_recipient, new byte[1 << 22]).Length - (1 << 22);
        byte[] content = new byte[Envelope.MaximumLength - around - 8];
        byte[] most = Envelope.Seal(_recipient, content);
        Assert.InRange(most.Length, Envelope.MaximumLength - 16, Envelope.MaximumLength);
        Assert.Equal(content.Length, Envelope.Parse(most).TryOpen(_key)!.Length);
        FormatException tooLong = Assert.Throws<FormatException>(() => Envelope.Parse(new byte[Envelope.MaximumLength + 1]));
        Assert.Contains("at most", tooLong.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private static string Serial(AsnReader name)
    {
        name.ReadEncodedValue();
        return Convert.ToHexStringLower(name.ReadIntegerBytes().Span);
    }

    private static Envelope? Try(byte[] der)
    {
        try
        {
            return Envelope.Parse(der);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
