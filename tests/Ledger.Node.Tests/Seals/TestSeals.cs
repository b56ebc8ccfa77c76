using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;

namespace Ledger.Node.Tests.Seals;

/// <summary>A small certificate authority that writes the key folders of departments, valid through 2026.</summary>
internal sealed class TestSeals : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly List<SigningKey> _keys = [];
    private readonly CertificateAuthority _sm2;
    private readonly CertificateAuthority _p256;
    private readonly SigningKey _makerKey;
    private readonly Certificate _maker;

    public TestSeals()
    {
        _sm2 = Root(Sm2PrivateKey.Generate(), "SM2");
        _p256 = Root(P256PrivateKey.Generate(), "P-256");
        (_makerKey, _maker) = Issue(_sm2, CertificateTemplate.SealMaking, Sm2PrivateKey.Generate(), null, "制章");
    }

    public IReadOnlyList<Certificate> Roots => [_sm2.Certificate, _p256.Certificate];

    /// <summary>What a node knows that has a list which revokes a certificate of these.</summary>
    public KnownRevocations Revoking(Certificate certificate, DateTimeOffset since)
    {
        CertificateAuthority issuer = certificate.PublicKey.Algorithm == SignatureAlgorithm.Sm2Sm3 ? _sm2 : _p256;
        RevokedCertificate entry = new(certificate.SerialNumber, since, CertificateRevocationReason.Superseded);
        return new KnownRevocations(new TrustPolicy(Roots, [], null, TimeSpan.FromDays(1)) with
        {
            RevocationLists = [issuer.IssueRevocationList(1, since, since.AddDays(7), [entry])],
        });
    }

    /// <summary>Writes <c>authorities/CODE</c> under a key folder; gives the folder.</summary>
    public string Write(string keyFolder, string code)
    {
        string folder = Directory.CreateDirectory(Path.Combine(keyFolder, "authorities", code)).FullName;
        (SigningKey sealKey, Certificate sealing) = Issue(_sm2, CertificateTemplate.SealSigning, Sm2PrivateKey.Generate(), code, "签章");
        (SigningKey signingKey, Certificate signing) = Issue(_p256, CertificateTemplate.DocumentSigning, P256PrivateKey.Generate(), code, "签名");
        SigningKeyFile.Save(Path.Combine(folder, "seal.key"), sealKey);
        SigningKeyFile.Save(Path.Combine(folder, "signing.key"), signingKey);
        File.WriteAllText(Path.Combine(folder, "seal.crt"), sealing.ToPem());
        File.WriteAllText(Path.Combine(folder, "signing.crt"), signing.ToPem());
        File.WriteAllText(Path.Combine(folder, "seal-maker.crt"), _maker.ToPem());
        ESealInfo info = new(
            "Ledger", "ES-1", 1, "电子证照专用章", ESealSignerList.OfCertificates(sealing), Start, Start, End,
            ESealPicture.FromFile("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), 42, 42));
        File.WriteAllBytes(Path.Combine(folder, "seal.esl"), ESeal.Make(info, _makerKey, _maker).Raw.ToArray());
        return folder;
    }

    /// <summary>Writes <c>seal-maker</c> under a key folder: then a node makes seals itself.</summary>
    public string WriteWorkshop(string keyFolder)
    {
        string folder = Directory.CreateDirectory(Path.Combine(keyFolder, "seal-maker")).FullName;
        Directory.CreateDirectory(Path.Combine(keyFolder, "seals"));
        SigningKeyFile.Save(Path.Combine(folder, "maker.key"), _makerKey);
        File.WriteAllText(Path.Combine(folder, "maker.crt"), _maker.ToPem());
        SigningKeyFile.Save(Path.Combine(folder, "sm2-ca.key"), _keys[0]);
        File.WriteAllText(Path.Combine(folder, "sm2-ca.crt"), _sm2.Certificate.ToPem());
        SigningKeyFile.Save(Path.Combine(folder, "p256-ca.key"), _keys[1]);
        File.WriteAllText(Path.Combine(folder, "p256-ca.crt"), _p256.Certificate.ToPem());
        return folder;
    }

    public void Dispose() => _keys.ForEach(key => key.Dispose());

    private CertificateAuthority Root(SigningKey key, string name)
    {
        _keys.Add(key);
        return CertificateAuthority.CreateRoot(key, new CertificateSubject("电子证照根", null, name), Start, End);
    }

    private (SigningKey Key, Certificate Certificate) Issue(
        CertificateAuthority issuer, CertificateTemplate template, SigningKey key, string? code, string name)
    {
        _keys.Add(key);
        CertificateSubject subject = new("长宁区市场监督管理局（演示）", code, name);
        return (key, issuer.Issue(template, subject, new VerifyingKey(key.Algorithm, key.PublicKey.Span), Start, End));
    }
}
