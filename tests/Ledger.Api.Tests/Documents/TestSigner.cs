using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Tests.Documents;

/// <summary>A certificate authority and a P-256 signer made for one run of the tests.</summary>
internal static class TestSigner
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Root { get; } = MakeRoot();

    public static X509Certificate2 Signer { get; } = MakeSigner();

    public static PdfSigner ForPdf { get; } = new(
        "长宁区市场监督管理局（演示）", "电子证照签发", "上海市", SampleLicence.Properties.Time, 8192, Sign);

    /// <summary>A CAdES message over the bytes.</summary>
    public static byte[] Sign(byte[] content) => TestCms.Create(content, Signer, Root);

    /// <summary>Whether the message is by the test signer over exactly this content.</summary>
    public static bool Verify(ReadOnlyMemory<byte> message, byte[] content) => TestCms.Verify(message, content, Signer, Root);

    private static X509Certificate2 MakeRoot()
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Ledger Test Root,C=CN", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 1, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(From, From.AddYears(10));
    }

    private static X509Certificate2 MakeSigner()
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=长宁区市场监督管理局（演示）,C=CN", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));

        // pdfsig asks NSS for a certificate good for e-mail.
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.4")], false));
        return request.Create(Root, From.AddDays(1), From.AddYears(9), [0x11, 0x22]).CopyWithPrivateKey(key);
    }
}
