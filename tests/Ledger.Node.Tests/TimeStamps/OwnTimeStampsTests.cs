using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.TimeStamps;
using Ledger.Node.TimeStamps;

namespace Ledger.Node.Tests.TimeStamps;

public sealed class OwnTimeStampsTests : IDisposable
{
    private static readonly DateTimeOffset End = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public OwnTimeStampsTests()
    {
        Write("tsa-p256", P256PrivateKey.Generate());
        Write("tsa-sm2", Sm2PrivateKey.Generate());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_stamps_to_the_last_second_of_its_certificate_and_not_beyond()
    {
        TestClock clock = new() { Now = End };
        using OwnTimeStamps own = OwnTimeStamps.Load(_folder.Path, passphrase: null, clock)!;
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

    private void Write(string name, SigningKey key)
    {
        using SigningKey own = key;
        CertificateSubject subject = new("时间戳服务（测试）", null, name);
        CertificateAuthority root = CertificateAuthority.CreateRoot(own, subject, End.AddYears(-1), End.AddYears(1));
        Certificate certificate = root.Issue(
            CertificateTemplate.TimeStamping, subject, new VerifyingKey(own.Algorithm, own.PublicKey.Span), End.AddYears(-1), End);
        SigningKeyFile.Save(_folder[name + ".key"], own);
        File.WriteAllText(_folder[name + ".crt"], certificate.ToPem());
    }
}
