using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>The roots of a world and its maker of seals, valid through 2026.</summary>
internal sealed class TestPki : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly Sm2PrivateKey _sm2Key = Sm2PrivateKey.Generate();
    private readonly P256PrivateKey _p256Key = P256PrivateKey.Generate();
    private readonly Sm2PrivateKey _makerKey = Sm2PrivateKey.Generate();
    private readonly Certificate _maker;

    public TestPki(string name = "电子证照根")
    {
        Sm2 = CertificateAuthority.CreateRoot(_sm2Key, new CertificateSubject(name, null, "SM2"), Start, End);
        P256 = CertificateAuthority.CreateRoot(_p256Key, new CertificateSubject(name, null, "P-256"), Start, End);
        VerifyingKey makerKey = new(_makerKey.Algorithm, _makerKey.PublicKey.Span);
        _maker = Sm2.Issue(CertificateTemplate.SealMaking, new CertificateSubject("印章制作中心", null, "制章"), makerKey, Start, End);
    }

    public CertificateAuthority Sm2 { get; }

    public CertificateAuthority P256 { get; }

    public IReadOnlyList<Certificate> Roots => [Sm2.Certificate, P256.Certificate];

    public ESeal MakeSeal(Certificate signer, DateTimeOffset until) => ESeal.Make(
        new ESealInfo(
            "Ledger", "ES-1", 1, "电子证照专用章", ESealSignerList.OfCertificates(signer), Start, Start, until,
            ESealPicture.FromFile("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray(), 42, 42)),
        _makerKey,
        _maker);

    public void Dispose()
    {
        _sm2Key.Dispose();
        _p256Key.Dispose();
        _makerKey.Dispose();
    }
}
