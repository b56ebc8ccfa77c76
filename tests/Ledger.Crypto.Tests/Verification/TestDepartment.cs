using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>An issuing authority: its two keys, their certificates and its seal.</summary>
internal sealed class TestDepartment : IDisposable
{
    public TestDepartment(TestPki pki, string code, string name, DateTimeOffset? until = null, DateTimeOffset? sealUntil = null)
    {
        Code = code;
        Name = name;
        CertificateSubject subject = new(name, code, "电子证照专用章");
        SealCertificate = pki.Sm2.Issue(CertificateTemplate.SealSigning, subject, PublicOf(SealKey), TestPki.Start, until ?? TestPki.End);
        SigningCertificate = pki.P256.Issue(CertificateTemplate.DocumentSigning, subject, PublicOf(SigningKey), TestPki.Start, until ?? TestPki.End);
        Seal = pki.MakeSeal(SealCertificate, sealUntil ?? TestPki.End);
    }

    public string Code { get; }

    public string Name { get; }

    public Sm2PrivateKey SealKey { get; } = Sm2PrivateKey.Generate();

    public Certificate SealCertificate { get; }

    public P256PrivateKey SigningKey { get; } = P256PrivateKey.Generate();

    public Certificate SigningCertificate { get; }

    public ESeal Seal { get; }

    public void Dispose()
    {
        SealKey.Dispose();
        SigningKey.Dispose();
    }

    private static VerifyingKey PublicOf(SigningKey key) => new(key.Algorithm, key.PublicKey.Span);
}
