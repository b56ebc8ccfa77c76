using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.TimeStamps;
using Ledger.Crypto.Verification;
using Ledger.Node.TimeStamps;

namespace Ledger.Node.Tests.TimeStamps;

public sealed class OwnTimeStampsTests : IDisposable
{
    private static readonly DateTimeOffset End = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly P256PrivateKey _p256Key = P256PrivateKey.Generate();
    private readonly Sm2PrivateKey _sm2Key = Sm2PrivateKey.Generate();
    private readonly CertificateAuthority _p256Root;
    private readonly Certificate _p256;

    public OwnTimeStampsTests()
    {
        (_p256Root, _p256) = Write("tsa-p256", _p256Key);
        Write("tsa-sm2", _sm2Key);
    }

    public void Dispose()
    {
        _p256Key.Dispose();
        _sm2Key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void It_stamps_to_the_last_second_of_its_certificate_and_not_beyond()
    {
        TestClock clock = new() { Now = End };
        using OwnTimeStamps own = OwnTimeStamps.Load(_folder.Path, passphrase: null, clock, KnownRevocations.None)!;
        foreach (MessageImprint imprint in new[] { MessageImprint.Sha256("证照"u8), MessageImprint.Sm3("证照"u8) })
        {
            TimeStampRequest request = TimeStampRequest.Create(imprint);
            clock.Now = End;
            Assert.Equal(End, request.TokenOf(own.Answer(request.Encode())).Info.Time);
            clock.Now = End.AddSeconds(1);
            FormatException refused = Assert.Throws<FormatException>(() => request.TokenOf(own.Answer(request.Encode())));
            Assert.Contains("not valid now", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_does_not_stamp_once_its_certificate_is_revoked()
    {
        TestClock clock = new() { Now = End.AddDays(-30) };
        RevokedCertificate entry = new(_p256.SerialNumber, clock.Now, CertificateRevocationReason.Superseded);
        KnownRevocations revocations = new(new TrustPolicy([_p256Root.Certificate], [], null, TimeSpan.FromDays(1)) with
        {
            RevocationLists = [_p256Root.IssueRevocationList(1, clock.Now, clock.Now.AddDays(7), [entry])],
        });
        using OwnTimeStamps own = OwnTimeStamps.Load(_folder.Path, passphrase: null, clock, revocations)!;
        TimeStampRequest p256 = TimeStampRequest.Create(MessageImprint.Sha256("证照"u8));
        Assert.Throws<FormatException>(() => p256.TokenOf(own.Answer(p256.Encode())));
        TimeStampRequest sm2 = TimeStampRequest.Create(MessageImprint.Sm3("证照"u8));
        Assert.Equal(clock.Now, sm2.TokenOf(own.Answer(sm2.Encode())).Info.Time);
    }

    private (CertificateAuthority Root, Certificate Own) Write(string name, SigningKey own)
    {
        CertificateSubject subject = new("时间戳服务（测试）", null, name);
        CertificateAuthority root = CertificateAuthority.CreateRoot(own, subject, End.AddYears(-1), End.AddYears(1));
        Certificate certificate = root.Issue(
            CertificateTemplate.TimeStamping, subject, new VerifyingKey(own.Algorithm, own.PublicKey.Span), End.AddYears(-1), End);
        SigningKeyFile.Save(_folder[name + ".key"], own);
        File.WriteAllText(_folder[name + ".crt"], certificate.ToPem());
        return (root, certificate);
    }
}
