using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Certificates;

namespace Ledger.Crypto.Tests.ESeals;

/// <summary>A department with a seal, and the maker who made it.</summary>
internal sealed class TestSeal : IDisposable
{
    public static readonly byte[] Document = "电子证照"u8.ToArray();

    public static readonly byte[] Picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray();

    public TestSeal(bool listsDigests = true)
    {
        (MakerKey, Maker) = Authority.Issue(CertificateTemplate.SealMaking, "制章人");
        (SignerKey, Signer) = Authority.Issue(CertificateTemplate.SealSigning);
        Info = new ESealInfo(
            "Ledger",
            "ES-1",
            1,
            "电子证照专用章",
            listsDigests ? ESealSignerList.OfDigests(Signer) : ESealSignerList.OfCertificates(Signer),
            TestAuthority.Start,
            TestAuthority.Start,
            TestAuthority.End,
            ESealPicture.FromFile(Picture, 42, 42));
        Seal = ESeal.Make(Info, MakerKey, Maker);
    }

    public TestAuthority Authority { get; } = new(SignatureAlgorithm.Sm2Sm3);

    public SigningKey MakerKey { get; }

    public Certificate Maker { get; }

    public SigningKey SignerKey { get; }

    public Certificate Signer { get; }

    public ESealInfo Info { get; }

    public ESeal Seal { get; }

    /// <summary>The seal on <see cref="Document"/>.</summary>
    public byte[] Apply() => Apply(Seal, Signer, TestAuthority.Noon);

    /// <summary>Any seal on <see cref="Document"/>, applied with the signer's key.</summary>
    public byte[] Apply(ESeal seal, Certificate signer, DateTimeOffset at) =>
        ESealSignature.Create(seal, SignerKey, signer, Document, "/Signature.xml", at);

    /// <summary>Verifies a signature against <see cref="Document"/>.</summary>
    public ESealReport Verify(byte[] signature) => ESealVerifier.Verify(signature, Document, [Authority.Root], []);

    public void Dispose() => Authority.Dispose();
}
