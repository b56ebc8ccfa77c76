using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Tests.Certificates;
using Ledger.Crypto.TimeStamps;

namespace Ledger.Crypto.Tests.TimeStamps;

/// <summary>openssl ts and .NET's Rfc3161TimestampToken read what we stamp, and we what they ask and openssl stamps.</summary>
public sealed class TimeStampInteroperabilityTests : IDisposable
{
    private static readonly byte[] Content = "电子证照"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _p256 = new(SignatureAlgorithm.EcdsaP256Sha256);
    private readonly TimeStampAuthority _authority;

    public TimeStampInteroperabilityTests()
    {
        File.WriteAllBytes(_folder["content"], Content);
        File.WriteAllText(_folder["root.pem"], _p256.Root.ToPem());
        (SigningKey key, Certificate certificate) = _p256.Issue(CertificateTemplate.TimeStamping);
        File.WriteAllText(_folder["tsa.pem"], certificate.ToPem());
        SigningKeyFile.Save(_folder["tsa.key"], key);
        _authority = new TimeStampAuthority(key, certificate);
    }

    [Theory]
    [InlineData("-sha256 -cert")]
    [InlineData("-sm3 -cert")]
    [InlineData("-sha256 -cert -no_nonce")]
    [InlineData("-sha256")]
    public void Openssl_asks_and_verifies_our_answer(string options)
    {
        OpensslCommand.Run(_folder, $"ts -query -data content {options} -out query");
        File.WriteAllBytes(_folder["reply"], _authority.Answer(File.ReadAllBytes(_folder["query"]), TestAuthority.Noon));
        string verify = $"ts -verify -queryfile query -in reply -CAfile root.pem -untrusted tsa.pem -attime {TestAuthority.Noon.ToUnixTimeSeconds()}";
        Assert.Contains("Verification: OK", OpensslCommand.Run(_folder, verify), StringComparison.Ordinal);
        string text = OpensslCommand.Run(_folder, "ts -reply -in reply -text");
        Assert.Contains("Status: Granted.", text, StringComparison.Ordinal);
        Assert.Contains("Time stamp: Jun  1 12:00:00 2026 GMT", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-sha1", "unrecognized or unsupported algorithm identifier")]
    [InlineData("-sha256 -tspolicy 1.2.3", "the requested TSA policy is not supported by the TSA")]
    public void Openssl_understands_our_refusal(string options, string failure)
    {
        OpensslCommand.Run(_folder, $"ts -query -data content {options} -out query");
        File.WriteAllBytes(_folder["reply"], _authority.Answer(File.ReadAllBytes(_folder["query"]), TestAuthority.Noon));
        string text = OpensslCommand.Run(_folder, "ts -reply -in reply -text");
        Assert.Contains("Status: Rejected.", text, StringComparison.Ordinal);
        Assert.Contains(failure, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_framework_asks_and_verifies_our_answer()
    {
        Rfc3161TimestampRequest request = Rfc3161TimestampRequest.CreateFromData(
            Content, HashAlgorithmName.SHA256, nonce: new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }, requestSignerCertificates: true);
        byte[] answer = _authority.Answer(request.Encode(), TestAuthority.Noon);
        Rfc3161TimestampToken token = request.ProcessResponse(answer, out int consumed);
        Assert.Equal(answer.Length, consumed);
        Assert.Equal(TestAuthority.Noon, token.TokenInfo.Timestamp);
        Assert.True(token.VerifySignatureForData(Content, out X509Certificate2? signer));
        Assert.Equal(_authority.Certificate.Raw.ToArray(), signer!.RawData);
        Assert.False(token.VerifySignatureForData("other"u8, out _));
    }

    [Fact]
    public void We_verify_what_openssl_stamps()
    {
        File.WriteAllText(
            _folder["ts.cnf"],
            """
            [tsa]
            default_tsa = own
            [own]
            serial = serial
            crypto_device = builtin
            signer_cert = tsa.pem
            signer_key = tsa.key
            signer_digest = sha256
            default_policy = 1.2.3.4
            digests = sha256
            accuracy = secs:1, millisecs:500
            clock_precision_digits = 3
            ess_cert_id_alg = sha256
            tsa_name = yes
            """);
        File.WriteAllText(_folder["serial"], "01");
        TimeStampRequest request = TimeStampRequest.Create(MessageImprint.Sha256(Content));
        File.WriteAllBytes(_folder["query"], request.Encode());
        OpensslCommand.Run(_folder, "ts -reply -config ts.cnf -queryfile query -out reply");
        TimeStampToken token = request.TokenOf(File.ReadAllBytes(_folder["reply"]));
        Assert.Equal("1.2.3.4", token.Info.Policy);
        Assert.Equal(TimeSpan.FromSeconds(1.5), token.Info.Accuracy);
        TimeStampReport report = token.Verify(Content, [], [_p256.Root]);
        Assert.True(report.IsTrusted, report.Reason);
    }

    public void Dispose()
    {
        _p256.Dispose();
        _folder.Dispose();
    }
}
