using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Certificates;

/// <summary>The openssl command line reads and verifies our certificates, and we its.</summary>
public sealed class OpensslCertificateTests : IDisposable
{
    private const string UserId = "distid:1234567812345678";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(SignatureAlgorithm.Sm2Sm3, "-vfyopt " + UserId)]
    [InlineData(SignatureAlgorithm.EcdsaP256Sha256, "")]
    public void Openssl_verifies_each_kind_we_issue(SignatureAlgorithm algorithm, string options)
    {
        using TestAuthority authority = new(algorithm);
        File.WriteAllText(_folder["root.pem"], authority.Root.ToPem());
        CertificateTemplate[] templates =
        [
            CertificateTemplate.Authority, CertificateTemplate.SealSigning, CertificateTemplate.DocumentSigning,
            CertificateTemplate.SealMaking, CertificateTemplate.LogKey, CertificateTemplate.TlsServer("localhost", "127.0.0.1"),
        ];
        foreach (CertificateTemplate template in templates)
        {
            File.WriteAllText(_folder["leaf.pem"], authority.Issue(template).Certificate.ToPem());
            string verify = $"verify -x509_strict -attime {TestAuthority.Noon.ToUnixTimeSeconds()} {options} -CAfile root.pem";
            Assert.Contains("leaf.pem: OK", OpensslCommand.Run(_folder, $"{verify} leaf.pem"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Openssl_shows_what_we_wrote()
    {
        using TestAuthority authority = new(SignatureAlgorithm.Sm2Sm3);
        File.WriteAllText(_folder["seal.pem"], authority.Issue(CertificateTemplate.SealSigning).Certificate.ToPem());
        string text = OpensslCommand.Run(_folder, "x509 -in seal.pem -noout -text -nameopt utf8,sep_comma_plus_space");
        Assert.Contains("Signature Algorithm: SM2-with-SM3", text, StringComparison.Ordinal);
        Assert.Contains("ASN1 OID: SM2", text, StringComparison.Ordinal);
        Assert.Contains(
            "Subject: C=CN, O=上海市浦东新区市场监督管理局, serialNumber=11310115MB2F30046K, CN=电子证照签章", text, StringComparison.Ordinal);
        Assert.Contains("Digital Signature, Non Repudiation", text, StringComparison.Ordinal);
        Assert.Contains("X509v3 Authority Key Identifier", text, StringComparison.Ordinal);

        File.WriteAllText(
            _folder["tls.pem"], authority.Issue(CertificateTemplate.TlsServer("localhost", "127.0.0.1")).Certificate.ToPem());
        text = OpensslCommand.Run(_folder, "x509 -in tls.pem -noout -text");
        Assert.Contains("DNS:localhost, IP Address:127.0.0.1", text, StringComparison.Ordinal);
        Assert.Contains("TLS Web Server Authentication", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SM2", "-sm3 -sigopt " + UserId)]
    [InlineData("P-256", "-sha256")]
    public void We_verify_what_openssl_issues(string curve, string options)
    {
        OpensslCommand.Run(_folder, $"genpkey -algorithm EC -pkeyopt ec_paramgen_curve:{curve} -out root.key");
        OpensslCommand.Run(_folder, $"genpkey -algorithm EC -pkeyopt ec_paramgen_curve:{curve} -out leaf.key");
        OpensslCommand.Run(
            _folder,
            $"req -new -x509 {options} -key root.key -subj /C=CN/O=Test/CN=Root -days 30 -out root.pem " +
            "-addext keyUsage=critical,keyCertSign");
        File.WriteAllText(_folder["leaf.ext"], "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n");
        OpensslCommand.Run(_folder, $"req -new {options} -key leaf.key -subj /C=CN/O=Test/CN=Leaf -out leaf.csr");
        OpensslCommand.Run(
            _folder,
            $"x509 -req {options} {(curve == "SM2" ? "-vfyopt " + UserId : "")} -in leaf.csr -CA root.pem -CAkey root.key " +
            "-CAcreateserial -days 10 -out leaf.pem -extfile leaf.ext");

        Certificate root = Certificate.ParsePem(File.ReadAllText(_folder["root.pem"]));
        Certificate leaf = Certificate.ParsePem(File.ReadAllText(_folder["leaf.pem"]));
        DateTimeOffset now = leaf.NotBefore.AddMinutes(1);
        ChainReport report = CertificateChain.Check(leaf, [], [root], now);
        Assert.True(report.IsTrusted, report.Reason);
        Assert.Equal(ChainFault.Expired, CertificateChain.Check(leaf, [], [root], now.AddDays(11)).Fault);
        Assert.Equal("C=CN, O=Test, CN=Leaf", leaf.SubjectName);
    }

    public void Dispose() => _folder.Dispose();
}
