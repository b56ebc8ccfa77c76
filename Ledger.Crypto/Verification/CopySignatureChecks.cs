using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Verification;

/// <summary>The two signatures on a copy's statement: the issuing authority's seal, made at the moment of the copy, and ES256 beside it.</summary>
internal static class CopySignatureChecks
{
    private const string SealName = "copy-seal";
    private const string SignatureName = "copy-signature";

    public static IEnumerable<Check> Make(CopyDocument copy, TrustPolicy policy)
    {
        byte[] signed = copy.Statement.ToBytes();
        return [Seal(copy, signed, policy), Signature(copy, signed, policy)];
    }

    private static Check Seal(CopyDocument copy, byte[] signed, TrustPolicy policy)
    {
        ESealSignature seal;
        try
        {
            seal = ESealSignature.Parse(copy.Seal.Span);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return Check.Of(SealName, false, "加注件的电子签章编码错误。", $"The seal on the copy is malformed: {e.Message}");
        }

        bool own = seal.Signer.Thumbprint == copy.Statement.SealKey
            && seal.Signer.SubjectCode == copy.Statement.Issuer
            && seal.Time == copy.Statement.MadeAt;
        if (!own)
        {
            return Check.Of(
                SealName, false, "加注件的签章人、颁发机构与制作时间不一致。",
                "The sealing certificate, the issuing authority and the time of making do not belong together.");
        }

        ESealStepResult[] broken = [.. ESealVerifier.Verify(seal, signed, policy.Roots, copy.Certificates).Steps.Where(step => !step.Passed)];
        bool leadsNowhere = broken.Length > 0 && broken.All(step => SealChecks.LeadsNowhere(step.Step, seal, copy.Certificates, policy));
        return broken.Length == 0
            ? Check.Of(SealName, true, "加注件由颁发机构的电子印章签章。", "The copy bears the issuing authority's seal.")
            : new Check(
                SealName, leadsNowhere ? CheckResult.Unknown : CheckResult.Failed,
                leadsNowhere ? "加注件的签章证书不指向受信任的根。" : "加注件的电子签章核对不一致。",
                $"The seal on the copy does not hold: {broken[0].Compared}");
    }

    private static Check Signature(CopyDocument copy, byte[] signed, TrustPolicy policy)
    {
        Certificate? signer = copy.Certificates.FirstOrDefault(certificate => certificate.Thumbprint == copy.Statement.SigningKey);
        if (signer is null
            || signer.SubjectCode != copy.Statement.Issuer
            || !signer.MaySignDocuments
            || signer.PublicKey.Algorithm != SignatureAlgorithm.EcdsaP256Sha256
            || !signer.PublicKey.Verify(signed, copy.Signature.Span))
        {
            return Check.Of(
                SignatureName, false, "加注件的 ES256 签名不是颁发机构对其内容所作。",
                "The ES256 signature on the copy is not the issuing authority's over what it says.");
        }

        return DocumentChecks.TrustOf(
            SignatureName, CertificateChain.Check(signer, copy.Certificates, policy.Roots, copy.Statement.MadeAt),
            $"加注件的 ES256 签名由 {signer.SubjectOrganisation} 作出。", $"The ES256 signature on the copy is by {signer.SubjectOrganisation}.");
    }
}
