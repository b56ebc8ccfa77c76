using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>The department's seal on the statement, step by step as GB/T 38540 has it.</summary>
internal static class SealChecks
{
    private const string Prefix = "seal-";

    public static IEnumerable<Check> Make(LicenceDocument licence, ReadSeal read, Digest statement, TrustPolicy policy)
    {
        if (read.Signature is not ESealSignature seal)
        {
            return [Check.Of(Prefix + "structure", false, "电子签章编码错误。", $"The seal's signature is malformed: {read.Problem}")];
        }

        bool own = seal.Signer.Thumbprint == licence.Statement.SealKey
            && seal.Signer.SubjectCode == licence.Statement.Issuer
            && BeijingTime.DayOf(seal.Time) == licence.Statement.IssuedOn;
        string name = seal.Signer.SubjectOrganisation ?? licence.Statement.Issuer;
        return
        [
            Check.Of(
                Prefix + "issuer", own,
                () => own
                    ? ($"签章人为颁发机构 {name}，签章日期即颁发日期。", $"The seal is that of the issuing authority {name}, applied on the day of issue.")
                    : ("签章证书、颁发机构与颁发日期不一致。", "The sealing certificate, the issuing authority and the day of issue do not belong together.")),
            .. ESealVerifier.Verify(seal, statement, policy.Roots, licence.Certificates).Steps
                .Select(step => Of(step, seal, licence.Certificates, policy)),
        ];
    }

    private static Check Of(ESealStepResult step, ESealSignature seal, IReadOnlyList<Certificate> others, TrustPolicy policy)
    {
        (string name, string chinese) = step.Step switch
        {
            ESealStep.Structure => (Prefix + "structure", "签章结构版本"),
            ESealStep.SealSignature => (Prefix + "maker-signature", "制章人对印章的签名"),
            ESealStep.SealMaker => (Prefix + "maker", "制章人证书"),
            ESealStep.SealValidity => (Prefix + "validity", "印章有效期"),
            ESealStep.SignerListed => (Prefix + "signer-listed", "签章证书在印章名单中"),
            ESealStep.SignerTrusted => (Prefix + "signer", "签章证书链"),
            ESealStep.Signature => (Prefix + "signature", "SM2 签章值"),
            _ => (Prefix + "statement-hash", "签章所覆盖的证照内容哈希（SM3）"),
        };
        CheckResult result = step.Passed ? CheckResult.Passed
            : LeadsNowhere(step.Step, seal, others, policy) ? CheckResult.Unknown
            : CheckResult.Failed;
        return new Check(name, result, () => ($"{chinese}：{Outcome(result)}。", step.Compared));
    }

    private static string Outcome(CheckResult result) => result switch
    {
        CheckResult.Passed => "核对一致",
        CheckResult.Unknown => "不指向受信任的根，无法判定",
        _ => "核对不一致",
    };

    /// <summary>A certificate of nobody we know is not proven wrong: the verifier may lack a root.</summary>
    internal static bool LeadsNowhere(ESealStep step, ESealSignature seal, IReadOnlyList<Certificate> others, TrustPolicy policy) => step switch
    {
        ESealStep.SealMaker => CertificateChain.Check(seal.Seal.Maker, others, policy.Roots, seal.Seal.Info.CreatedAt).Fault == ChainFault.IssuerUnknown,
        ESealStep.SignerTrusted => CertificateChain.Check(seal.Signer, others, policy.Roots, seal.Time).Fault == ChainFault.IssuerUnknown,
        _ => false,
    };
}
