using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Certificates;
using Ledger.Crypto.TimeStamps;

namespace Ledger.Crypto.Tests.TimeStamps;

public sealed class TimeStampTests : IDisposable
{
    private static readonly byte[] Content = "电子证照"u8.ToArray();

    private readonly TestAuthority _sm2 = new(SignatureAlgorithm.Sm2Sm3);
    private readonly TestAuthority _p256 = new(SignatureAlgorithm.EcdsaP256Sha256);

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3, true)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256, false)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256, true)]
    public void A_stamp_tells_what_was_stamped_when_and_by_whom(SignatureAlgorithm algorithm, bool sm3)
    {
        (TimeStampAuthority authority, Certificate root) = Authority(algorithm);
        TimeStampRequest request = TimeStampRequest.Create(sm3 ? MessageImprint.Sm3(Content) : MessageImprint.Sha256(Content));
        TimeStampToken token = request.TokenOf(authority.Answer(request.Encode(), TestAuthority.Noon.AddMilliseconds(700)));

        TimeStampReport report = token.Verify(Content, [], [root]);
        Assert.True(report.IsTrusted, report.Reason);
        Assert.Equal(TestAuthority.Noon, token.Info.Time);
        Assert.Equal(TimeSpan.FromSeconds(1), token.Info.Accuracy);
        Assert.Equal(TimeStampAuthority.OwnPolicy, token.Info.Policy);
        Assert.Equal(authority.Certificate, token.Signer);
        Assert.Equal([authority.Certificate, root], report.Path);
        Assert.Equal(TimeStampFault.Imprint, token.Verify("其他"u8, [], [root]).Fault);
        Assert.Equal(TimeStampFault.AuthorityUnknown, token.Verify(Content, [], []).Fault);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256)]
    public void No_flipped_bit_is_trusted(SignatureAlgorithm algorithm)
    {
        (TimeStampAuthority authority, Certificate root) = Authority(algorithm);
        byte[] der = Stamp(authority, TestAuthority.Noon);
        Assert.True(IsTrusted(der, root));
        for (int bit = 0; bit < der.Length * 8; bit++)
        {
            byte[] flipped = [.. der];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(IsTrusted(flipped, root), $"bit {bit}");
        }
    }

    [Fact]
    public void The_certificate_is_judged_at_the_time_of_the_stamp()
    {
        (TimeStampAuthority authority, Certificate root) = Authority(SignatureAlgorithm.EcdsaP256Sha256);
        Assert.True(IsTrusted(Stamp(authority, TestAuthority.End), root));
        Assert.Equal(TimeStampFault.Chain, Verify(Stamp(authority, TestAuthority.End.AddSeconds(1)), root));
        Assert.Equal(TimeStampFault.Chain, Verify(Stamp(authority, TestAuthority.Start.AddSeconds(-1)), root));
    }

    [Fact]
    public void A_key_that_may_do_anything_else_stamps_nothing()
    {
        (SigningKey key, Certificate signer) = _p256.Issue(CertificateTemplate.DocumentSigning);
        Assert.Throws<ArgumentException>(() => new TimeStampAuthority(key, signer));
        CertificateTemplate[] wrong =
        [
            CertificateTemplate.TimeStamping with { ArePurposesCritical = false },
            CertificateTemplate.TimeStamping with { Purposes = [Oids.TimeStamping, Oids.EmailProtection] },
            CertificateTemplate.TimeStamping with { Purposes = [] },
        ];
        foreach (CertificateTemplate template in wrong)
        {
            (key, signer) = _p256.Issue(template);
            Assert.False(signer.MayTimeStamp);
            TimeStampInfo info = new(TimeStampAuthority.OwnPolicy, MessageImprint.Sha256(Content), new byte[] { 1 }, TestAuthority.Noon, null, null);
            byte[] token = new SignedDataWriter(SignedDataSuite.Of(key.Algorithm), signer).WriteTimeStamp(key, [signer], info.Encode());
            Assert.Equal(TimeStampFault.NoAuthority, Verify(token, _p256.Root));
        }
    }

    [Fact]
    public void An_answer_to_another_request_is_refused()
    {
        (TimeStampAuthority authority, _) = Authority(SignatureAlgorithm.EcdsaP256Sha256);
        TimeStampRequest request = TimeStampRequest.Create(MessageImprint.Sha256(Content), TimeStampAuthority.OwnPolicy);
        TimeStampRequest again = TimeStampRequest.Create(MessageImprint.Sha256(Content));
        TimeStampRequest other = TimeStampRequest.Create(MessageImprint.Sm3(Content));
        byte[] answer = authority.Answer(request.Encode(), TestAuthority.Noon);
        Assert.NotNull(request.TokenOf(answer));
        Assert.Contains("nonce", Assert.Throws<FormatException>(() => again.TokenOf(answer)).Message, StringComparison.Ordinal);
        Assert.Contains("something else", Assert.Throws<FormatException>(() => other.TokenOf(answer)).Message, StringComparison.Ordinal);
        TimeStampRequest elsewhere = TimeStampRequest.Create(MessageImprint.Sha256(Content), "1.2.3");
        Assert.Contains(
            "refused", Assert.Throws<FormatException>(() => elsewhere.TokenOf(authority.Answer(elsewhere.Encode(), TestAuthority.Noon))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_asked_gets_an_answer()
    {
        (TimeStampAuthority authority, _) = Authority(SignatureAlgorithm.EcdsaP256Sha256);
        byte[] request = TimeStampRequest.Create(MessageImprint.Sha256(Content)).Encode();
        for (int i = 0; i < request.Length * 8; i++)
        {
            byte[] flipped = [.. request];
            flipped[i / 8] ^= (byte)(1 << (i % 8));
            Assert.NotEmpty(authority.Answer(flipped, TestAuthority.Noon));
            Assert.NotEmpty(authority.Answer(request.AsSpan(0, i / 8), TestAuthority.Noon));
        }

        TimeStampResponse refusal = TimeStampResponse.Parse(authority.Answer(new byte[TimeStampRequest.MaxLength + 1], TestAuthority.Noon));
        Assert.Null(refusal.Token);
        Assert.Contains($"{TimeStampRequest.MaxLength}", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_carries_its_stamp_and_still_verifies()
    {
        (TimeStampAuthority authority, Certificate root) = Authority(SignatureAlgorithm.EcdsaP256Sha256);
        (SigningKey key, Certificate signer) = _p256.Issue(CertificateTemplate.DocumentSigning);
        byte[] bare = SignedData.CreateDetached(key, signer, [root], Content);
        SignedData signed = SignedData.Parse(bare);
        Assert.Null(signed.TimeStamp);
        TimeStampRequest request = TimeStampRequest.Create(MessageImprint.Sha256(signed.SignatureBytes.Span));
        byte[] token = request.TokenOf(authority.Answer(request.Encode(), TestAuthority.Noon)).Raw.ToArray();
        byte[] stamped = SignedData.WithTimeStamp(bare, token);
        signed = SignedData.Parse(stamped);
        Assert.True(signed.Verify(Content).IsValid);
        Assert.Equal(token, signed.TimeStamp!.Value.ToArray());
        Assert.False(signed.HasOtherUnsignedAttributes);
        Assert.True(TimeStampToken.Parse(token).Verify(signed.SignatureBytes.Span, [], [root]).IsTrusted);
        Assert.Throws<FormatException>(() => SignedData.WithTimeStamp(stamped, token));
    }

    public void Dispose()
    {
        _sm2.Dispose();
        _p256.Dispose();
    }

    private static byte[] Stamp(TimeStampAuthority authority, DateTimeOffset now)
    {
        TimeStampRequest request = TimeStampRequest.Create(MessageImprint.Sha256(Content));
        return request.TokenOf(authority.Answer(request.Encode(), now)).Raw.ToArray();
    }

    private static TimeStampFault Verify(byte[] der, Certificate root) => TimeStampToken.Parse(der).Verify(Content, [], [root]).Fault;

    private static bool IsTrusted(byte[] der, Certificate root)
    {
        try
        {
            TimeStampToken token = TimeStampToken.Parse(der);
            return token.Verify(Content, [], [root]).IsTrusted && token.Info.Imprint.IsOf(Content);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private (TimeStampAuthority Authority, Certificate Root) Authority(SignatureAlgorithm algorithm)
    {
        TestAuthority authority = algorithm is SignatureAlgorithm.Sm2Sm3 ? _sm2 : _p256;
        (SigningKey key, Certificate certificate) = authority.Issue(CertificateTemplate.TimeStamping);
        return (new TimeStampAuthority(key, certificate), authority.Root);
    }
}
