using System.Security.Cryptography;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>The seal of an OFD file, whoever made it: each step of GB/T 38540 by itself, then the files that it covers.</summary>
internal static class SealedFileChecks
{
    private const string Prefix = "file-seal-";

    /// <summary>The checks of one seal.</summary>
    /// <param name="found">What lies in the file.</param>
    /// <param name="others">Certificates of authorities that came with the file, none of them trusted.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="judgeTime">Judges the time stamp of the seal.</param>
    public static IReadOnlyList<Check> Make(
        OfdSignature found, IReadOnlyList<Certificate> others, TrustPolicy policy, Func<ESealSignature, Check> judgeTime)
    {
        if (!found.IsSeal)
        {
            return [new Check(
                Prefix + "structure", CheckResult.Unknown, "文件带有不含电子印章的数字签名，此处不予判定。",
                "The file has a signature without a seal; it is not judged here.")];
        }

        if (TryParse(found, out string reason) is not ESealSignature seal)
        {
            return [Check.Of(Prefix + "structure", false, "电子签章缺失或编码错误。", $"The seal's signature is absent or malformed: {reason}")];
        }

        return
        [
            .. ESealVerifier.Verify(seal, found.Description.Span, policy.Roots, others).Steps.Select(step => Of(step, seal, others, policy)),
            References(found),
            SamePicture(found, seal),
            judgeTime(seal),
        ];
    }

    /// <summary>The seal's signature; null and a reason where there is none that can be read.</summary>
    public static ESealSignature? TryParse(OfdSignature found, out string reason)
    {
        reason = "";
        try
        {
            return ESealSignature.Parse(found.Value.Span);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            reason = e.Message;
            return null;
        }
    }

    private static Check Of(ESealStepResult step, ESealSignature seal, IReadOnlyList<Certificate> others, TrustPolicy policy)
    {
        (string name, string chinese) = step.Step switch
        {
            ESealStep.Structure => ("structure", "签章结构版本"),
            ESealStep.SealSignature => ("maker-signature", "制章人对印章的签名"),
            ESealStep.SealMaker => ("maker", "制章人证书"),
            ESealStep.SealValidity => ("validity", "签章时印章的有效期"),
            ESealStep.SignerListed => ("signer-listed", "签章证书在印章名单中"),
            ESealStep.SignerTrusted => ("signer", "签章时的签章证书链"),
            ESealStep.Signature => ("signature", "SM2 签章值"),
            _ => ("hash", "签章所覆盖的 Signature.xml 哈希（SM3）"),
        };
        CheckResult result = step.Passed ? CheckResult.Passed
            : LeadsNowhere(step.Step, seal, others, policy) ? CheckResult.Unknown
            : CheckResult.Failed;
        string outcome = (result, step.Fault) switch
        {
            (CheckResult.Passed, _) => "核对一致",
            (CheckResult.Unknown, _) => "不指向受信任的根，无法判定",
            (_, ESealFault.SignatureEncoding) => "签名值编码错误",
            (_, ESealFault.WrongAlgorithm) => "算法不是 SM2/SM3",
            (_, ESealFault.OutsideValidity) => "不在有效期内",
            (_, ESealFault.NotTrusted) => "证书不受信任、用途不符或不在有效期内",
            _ => "核对不一致",
        };
        return new Check(Prefix + name, result, $"{chinese}：{outcome}。", step.Compared);
    }

    /// <summary>A certificate of nobody we know is not proven wrong: the verifier may lack a root.</summary>
    private static bool LeadsNowhere(ESealStep step, ESealSignature seal, IReadOnlyList<Certificate> others, TrustPolicy policy) => step switch
    {
        ESealStep.SealMaker => CertificateChain.Check(seal.Seal.Maker, others, policy.Roots, seal.Seal.Info.CreatedAt).Fault == ChainFault.IssuerUnknown,
        ESealStep.SignerTrusted => CertificateChain.Check(seal.Signer, others, policy.Roots, seal.Time).Fault == ChainFault.IssuerUnknown,
        _ => false,
    };

    private static Check References(OfdSignature found)
    {
        const string Name = Prefix + "references";
        string[] wrong = Paths(found, OfdReferenceState.Differs, OfdReferenceState.Absent);
        string[] unknown = Paths(found, OfdReferenceState.UnknownMethod);
        if (wrong.Length > 0)
        {
            return Check.Of(
                Name, false, $"签章保护的文件被改动或缺失：{Some(wrong)}。", $"Files that the seal covers were changed or are missing: {Some(wrong)}.");
        }

        if (unknown.Length > 0)
        {
            return new Check(
                Name, CheckResult.Unknown, "签章所用的摘要算法（如 MD5、SHA-1）已不能证明文件未被改动。",
                "The seal covers files by a digest that proves nothing today, such as MD5 or SHA-1.");
        }

        return found.References.Count == 0
            ? Check.Of(Name, false, "签章未保护任何文件。", "The seal covers no file.")
            : Check.Of(
                Name, true, $"签章保护的 {found.References.Count} 个文件摘要逐一相符。", found.References.Count == 1 ? "The one file that the seal covers has the digest that was sealed." : $"Each of the {found.References.Count} files that the seal covers has the digest that was sealed.");
    }

    /// <summary>Programs show the seal that lies beside the signature; it must be the one that was applied.</summary>
    private static Check SamePicture(OfdSignature found, ESealSignature seal)
    {
        const string Name = Prefix + "picture";
        return found.Seal is ReadOnlyMemory<byte> beside
            ? Check.Of(
                Name, beside.Span.SequenceEqual(seal.Seal.Raw.Span),
                "文件中的印章与所加盖的印章是否为同一印章。", "The seal in the file is compared with the seal that was applied.")
            : new Check(Name, CheckResult.Noted, "文件未另附印章，以签章值内的印章为准。", "No seal lies beside the signature; the one inside it counts.");
    }

    private static string[] Paths(OfdSignature found, params OfdReferenceState[] states) =>
        [.. found.References.Where(reference => states.Contains(reference.State)).Select(reference => reference.Path)];

    private static string Some(string[] paths) => string.Join(' ', paths.Take(3)) + (paths.Length > 3 ? " …" : "");
}
