using System.Security.Cryptography.Pkcs;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.Certificates;

/// <summary>openssl cms and .NET's SignedCms verify what we sign, and we what they sign.</summary>
public sealed class SignedDataInteroperabilityTests : IDisposable
{
    private static readonly byte[] Content = "电子证照"u8.ToArray();

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new(SignatureAlgorithm.EcdsaP256Sha256);

    public SignedDataInteroperabilityTests()
    {
        File.WriteAllBytes(_folder["content"], Content);
        File.WriteAllText(_folder["root.pem"], _authority.Root.ToPem());
    }

    [Fact]
    public void Openssl_verifies_our_CAdES()
    {
        (SigningKey key, Certificate signer) = _authority.Issue(CertificateTemplate.DocumentSigning);
        File.WriteAllBytes(_folder["signed.der"], SignedData.CreateDetached(key, signer, [_authority.Root], Content));
        string verify = $"cms -verify -cades -binary -inform DER -in signed.der -CAfile root.pem -out out " +
            $"-attime {TestAuthority.Noon.ToUnixTimeSeconds()} -content ";
        OpensslCommand.Run(_folder, verify + "content");

        File.WriteAllText(_folder["other"], "other");
        Assert.NotEqual(0, OpensslCommand.TryRun(_folder, verify + "other").ExitCode);
    }

    [Fact]
    public void The_framework_verifies_our_CAdES()
    {
        (SigningKey key, Certificate signer) = _authority.Issue(CertificateTemplate.DocumentSigning);
        SignedCms cms = new(new ContentInfo(Content), detached: true);
        cms.Decode(SignedData.CreateDetached(key, signer, [_authority.Root], Content));
        cms.CheckSignature(verifySignatureOnly: true);
        Assert.Equal(signer.Raw.ToArray(), cms.SignerInfos[0].Certificate!.RawData);
        Assert.Equal(2, cms.Certificates.Count);
        // PAdES B-B: content type, digest and certificate, no signing time.
        Assert.Equal(
            ["1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.16.2.47"],
            cms.SignerInfos[0].SignedAttributes.Cast<System.Security.Cryptography.CryptographicAttributeObject>()
                .Select(attribute => attribute.Oid.Value!));
    }

    [Fact]
    public void We_verify_the_CAdES_of_openssl_and_refuse_its_plain_CMS()
    {
        (SigningKey key, Certificate signer) = _authority.Issue(CertificateTemplate.DocumentSigning);
        File.WriteAllText(_folder["signer.pem"], signer.ToPem());
        SigningKeyFile.Save(_folder["signer.key"], key);
        string sign = "cms -sign -binary -in content -signer signer.pem -inkey signer.key -md sha256 -outform DER -out ";
        OpensslCommand.Run(_folder, sign + "cades.der -cades");
        OpensslCommand.Run(_folder, sign + "plain.der");

        SignedData cades = SignedData.Parse(File.ReadAllBytes(_folder["cades.der"]));
        Assert.True(cades.Verify(Content).IsValid, cades.Verify(Content).Reason);
        Assert.Equal(SignedDataFault.ContentMismatch, cades.Verify([]).Fault);
        SignedData plain = SignedData.Parse(File.ReadAllBytes(_folder["plain.der"]));
        Assert.Equal(SignedDataFault.WrongSigningCertificate, plain.Verify(Content).Fault);
    }

    [Fact]
    public void Data_without_signed_attributes_or_with_the_content_inside_is_refused()
    {
        (SigningKey key, Certificate signer) = _authority.Issue(CertificateTemplate.DocumentSigning);
        File.WriteAllText(_folder["signer.pem"], signer.ToPem());
        SigningKeyFile.Save(_folder["signer.key"], key);
        string sign = "cms -sign -binary -in content -signer signer.pem -inkey signer.key -md sha256 -outform DER -out signed.der ";
        foreach (string option in new[] { "-noattr", "-nodetach -cades", "-nocerts -cades", "-keyid -cades" })
        {
            OpensslCommand.Run(_folder, sign + option);
            Assert.Throws<FormatException>(() => SignedData.Parse(File.ReadAllBytes(_folder["signed.der"])));
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }
}
