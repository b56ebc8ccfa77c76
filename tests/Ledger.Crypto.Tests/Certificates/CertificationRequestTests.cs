using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Certificates;

/// <summary>Certification requests, and the openssl command line's opinion of them.</summary>
public sealed class CertificationRequestTests : IDisposable
{
    private const string UserId = "distid:1234567812345678";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3, "-vfyopt " + UserId)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256, "")]
    public void Openssl_verifies_our_request_and_we_issue_for_it(SignatureAlgorithm algorithm, string options)
    {
        using TestAuthority authority = new(algorithm);
        SigningKey key = authority.NewKey(algorithm);
        CertificationRequest request = CertificationRequest.Create(key, TestAuthority.Subject("电子证照签章"));
        File.WriteAllText(_folder["our.csr"], request.ToPem());
        string shown = OpensslCommand.Run(_folder, $"req -in our.csr -verify {options} -noout -subject -nameopt utf8,sep_comma_plus_space");
        Assert.Contains("verify OK", shown, StringComparison.Ordinal);
        Assert.Contains("serialNumber=11310115MB2F30046K, CN=电子证照签章", shown, StringComparison.Ordinal);

        Certificate issued = authority.Authority.Issue(
            CertificateTemplate.LogKey with { Algorithm = algorithm }, CertificationRequest.ParsePem(request.ToPem()), TestAuthority.Start, TestAuthority.End);
        Assert.Equal(TestAuthority.Public(key), issued.PublicKey);
        Assert.Equal(TestAuthority.Code, issued.SubjectCode);
        Assert.Equal(request.SubjectNameRaw.ToArray(), issued.SubjectNameRaw.ToArray());
    }

    [Fact]
    public void An_SM2_request_is_not_one_under_opensslʼs_empty_user_id()
    {
        using TestAuthority authority = new(SignatureAlgorithm.Sm2Sm3);
        File.WriteAllText(_folder["our.csr"], CertificationRequest.Create(authority.Key, TestAuthority.Subject("章")).ToPem());
        Assert.DoesNotContain("verify OK", OpensslCommand.TryRun(_folder, "req -in our.csr -verify -noout").Output, StringComparison.Ordinal);

        OpensslCommand.Run(_folder, "genpkey -algorithm SM2 -out key.pem");
        OpensslCommand.Run(_folder, "req -new -sm3 -key key.pem -subj /C=CN/O=Test/CN=Empty -out empty.csr");
        Assert.False(CertificationRequest.ParsePem(File.ReadAllText(_folder["empty.csr"])).IsSignedByItsKey);
        OpensslCommand.Run(_folder, $"req -new -sm3 -sigopt {UserId} -key key.pem -subj /C=CN/O=Test/CN=Default -out default.csr");
        Assert.True(CertificationRequest.ParsePem(File.ReadAllText(_folder["default.csr"])).IsSignedByItsKey);
    }

    [Fact]
    public void A_request_of_opensslʼs_with_attributes_is_read()
    {
        OpensslCommand.Run(_folder, "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem");
        OpensslCommand.Run(
            _folder, "req -new -sha256 -key key.pem -subj /C=CN/O=Test/CN=Leaf -addext subjectAltName=DNS:localhost -addext keyUsage=keyCertSign -out their.csr");
        CertificationRequest request = CertificationRequest.ParsePem(File.ReadAllText(_folder["their.csr"]));
        Assert.True(request.IsSignedByItsKey);
        Assert.Equal("C=CN, O=Test, CN=Leaf", request.SubjectName);

        // What it asks for is not what it gets.
        using TestAuthority authority = new(SignatureAlgorithm.EcdsaP256Sha256);
        Certificate issued = authority.Authority.Issue(CertificateTemplate.DocumentSigning, request, TestAuthority.Start, TestAuthority.End);
        Assert.Equal(CertificateKeyUsages.DigitalSignature | CertificateKeyUsages.NonRepudiation, issued.KeyUsages);
    }

    [Fact]
    public void Nothing_is_issued_for_a_request_that_somebody_changed()
    {
        using TestAuthority authority = new(SignatureAlgorithm.Sm2Sm3);
        byte[] der = CertificationRequest.Create(authority.NewKey(SignatureAlgorithm.Sm2Sm3), TestAuthority.Subject("章")).Raw.ToArray();
        for (int i = 0; i < der.Length; i++)
        {
            byte[] changed = [.. der];
            changed[i] ^= 1;
            try
            {
                CertificationRequest request = CertificationRequest.Parse(changed);
                Assert.False(request.IsSignedByItsKey, $"byte {i} may not be changed unnoticed");
                Assert.Throws<ArgumentException>(
                    () => authority.Authority.Issue(CertificateTemplate.SealSigning, request, TestAuthority.Start, TestAuthority.End));
            }
            catch (Exception e) when (e is FormatException or System.Security.Cryptography.CryptographicException)
            {
                // not read at all
            }
        }

        Assert.Throws<FormatException>(() => CertificationRequest.Parse((byte[])[.. der, 0]));
        Assert.Throws<FormatException>(() => CertificationRequest.Parse(new byte[CertificationRequest.MaxLength + 1]));
    }

    [Fact]
    public void Of_two_certificates_one_signs_and_one_encrypts()
    {
        using TestAuthority authority = new(SignatureAlgorithm.Sm2Sm3);
        Certificate signing = authority.Issue(CertificateTemplate.SealSigning).Certificate;
        Certificate encryption = authority.Issue(CertificateTemplate.Encryption).Certificate;
        Assert.True(signing is { MaySign: true, MaySignDocuments: true, MayEncrypt: false });
        Assert.True(encryption is { MaySign: false, MaySignDocuments: false, MayEncrypt: true });
        File.WriteAllText(_folder["encryption.pem"], encryption.ToPem());
        string text = OpensslCommand.Run(_folder, "x509 -in encryption.pem -noout -ext keyUsage");
        Assert.Contains("Key Encipherment, Data Encipherment, Key Agreement", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_limited_to_other_purposes_signs_no_documents()
    {
        using TestAuthority authority = new(SignatureAlgorithm.Sm2Sm3);
        Assert.True(authority.Issue(CertificateTemplate.SealSigning).Certificate.MaySignDocuments); // no limit
        Assert.True(authority.Issue(CertificateTemplate.DocumentSigning).Certificate.MaySignDocuments);
        Certificate server = authority.Issue(CertificateTemplate.TlsServer("localhost")).Certificate;
        Assert.True(server is { MaySign: true, MaySignDocuments: false });
        Certificate maker = authority.Issue(CertificateTemplate.SealMaking).Certificate;
        Assert.True(maker is { MayMakeSeals: true, MaySignDocuments: false });
    }

    public void Dispose() => _folder.Dispose();
}
