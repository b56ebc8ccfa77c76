using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.Verification;

/// <summary>What the document says by itself: its fields stand under the signed root, and the department signed it twice.</summary>
internal static class DocumentChecks
{
    public static IEnumerable<Check> Make(LicenceDocument licence, WrittenStatement statement, ReadSeal seal, TrustPolicy policy)
    {
        bool fields = licence.HasFieldsOfStatement;
        yield return Check.Of("fields", fields, () => FieldsSaid(licence, fields));

        foreach (Check check in SealChecks.Make(licence, seal, statement.Sm3, policy))
        {
            yield return check;
        }

        yield return Signature(licence, statement.Bytes.Span, policy);
    }

    private static (string Chinese, string English) FieldsSaid(LicenceDocument licence, bool agree)
    {
        int all = licence.Statement.FieldCount;
        (string ofChinese, string ofEnglish) = licence.Part is null ? ("", "") : ($"（共 {all} 项，其余未列出）", $" of {all}, the others not shown,");
        return (
            $"证照数据 {licence.Fields.Count} 项{ofChinese}与签名中的字段根{(agree ? "一致" : "不一致")}。",
            $"The data's {licence.Fields.Count} fields{ofEnglish} {(agree ? "agree" : "do not agree")} with the signed root.");
    }

    /// <summary>The P-256 signature beside the seal, by a certificate of the same authority.</summary>
    private static Check Signature(LicenceDocument licence, ReadOnlySpan<byte> signed, TrustPolicy policy)
    {
        const string Name = "signature-es256";
        Certificate? signer = licence.SigningCertificate;
        if (signer is null
            || signer.SubjectCode != licence.Statement.Issuer
            || !signer.MaySignDocuments
            || signer.PublicKey.Algorithm != Signing.SignatureAlgorithm.EcdsaP256Sha256)
        {
            return Check.Of(Name, false, "签名证书不属于颁发机构。", "The signing certificate is not the issuing authority's.");
        }

        if (!signer.PublicKey.Verify(signed, licence.Signature.Span))
        {
            return Check.Of(Name, false, "ES256 签名与证照内容不匹配。", "The ES256 signature does not fit the statement.");
        }

        ChainReport chain = CertificateChain.Check(
            signer, licence.Certificates, policy.Roots, SigningDay(licence.Statement, signer));
        return TrustOf(Name, chain, $"ES256 签名由 {signer.SubjectOrganisation} 作出。", $"The ES256 signature is by {signer.SubjectOrganisation}.");
    }

    /// <summary>A chain that leads to a root passes; one that leads nowhere we know cannot be judged; a broken one fails.</summary>
    internal static Check TrustOf(string name, ChainReport chain, string chinese, string english) => chain.Fault switch
    {
        ChainFault.None => new Check(name, CheckResult.Passed, chinese, english),
        ChainFault.IssuerUnknown => new Check(
            name, CheckResult.Unknown, "证书不指向任何受信任的根。", $"The certificate leads to no trusted root: {chain.Reason}"),
        _ => new Check(name, CheckResult.Failed, "证书链无效。", $"The certificate chain is not valid: {chain.Reason}"),
    };

    /// <summary>Noon in China on the day of issue, or the certificate's first moment where it was made later that day.</summary>
    internal static DateTimeOffset SigningDay(LicenceStatement statement, Certificate signer)
    {
        DateTimeOffset noon = BeijingTime.NoonOf(statement.IssuedOn);
        return signer.NotBefore > noon && BeijingTime.DayOf(signer.NotBefore) == statement.IssuedOn ? signer.NotBefore : noon;
    }
}
