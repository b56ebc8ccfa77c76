using System.Security.Cryptography;
using Ledger.Api.Documents.Reading;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Verification;

/// <summary>What makes a person's picture and a program's data one: the PDF is the issuing authority's, whole, and says what was signed.</summary>
internal static class FileChecks
{
    /// <summary>The checks of a file whose licence data have been judged by themselves.</summary>
    /// <param name="reading">What was found in the file.</param>
    /// <param name="alone">The verdict on the data, nobody asked.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    public static IEnumerable<Check> Make(PdfReading reading, Verdict alone, TrustPolicy policy, DateTimeOffset now)
    {
        bool intact = reading.Integrity == PdfIntegrity.AsSigned && reading.Signatures is [{ CoversWholeFile: true }];
        yield return Check.Of(
            "file-intact", intact,
            intact ? "唯一的签名覆盖整个文件，签名之后没有任何追加。" : "文件在签名之后被改动。",
            intact ? "The one signature covers the whole file; nothing follows it." : "The file was changed after it was signed.");
        if (alone.Licence is LicenceDocument licence)
        {
            foreach (PdfSignatureRevision revision in reading.Signatures)
            {
                yield return Signature(revision, licence.Statement.Issuer, alone.AsOf, policy, now);
            }

            yield return Identifier(licence.Statement);
            yield return Face(licence);
        }
    }

    /// <summary>The PAdES signature, which must be the issuing authority's own.</summary>
    private static Check Signature(
        PdfSignatureRevision revision, string issuer, DateTimeOffset? proven, TrustPolicy policy, DateTimeOffset now)
    {
        const string Name = "file-signature";
        SignedData cms;
        try
        {
            cms = SignedData.Parse(revision.Message.Span);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return Check.Of(Name, false, "PDF 签名编码错误。", $"The PDF signature is malformed: {e.Message}");
        }

        SignedDataReport report = cms.Verify(revision.SignedBytes());
        if (!report.IsValid)
        {
            return Check.Of(Name, false, "PDF 签名无效。", $"The PDF signature is not valid: {report.Reason}");
        }

        if (cms.Signer.SubjectCode != issuer)
        {
            return Check.Of(
                Name, false,
                $"PDF 由 {cms.Signer.SubjectName} 签名，而证照由 {issuer} 颁发。", $"The PDF is signed by {cms.Signer.SubjectName}, the licence is issued by {issuer}.");
        }

        return Trust(Name, cms, proven, policy, now);
    }

    /// <summary>
    /// The signature names no time that could be believed, so the certificate must be valid now. One that was valid when the log signed
    /// the attached proof and has expired since may have signed in time or not.
    /// </summary>
    private static Check Trust(string name, SignedData cms, DateTimeOffset? proven, TrustPolicy policy, DateTimeOffset now)
    {
        ChainReport chain = CertificateChain.Check(cms.Signer, cms.Certificates, policy.Roots, now);
        bool expiredSince = chain.Fault == ChainFault.Expired && proven is DateTimeOffset then
            && CertificateChain.Check(cms.Signer, cms.Certificates, policy.Roots, then).IsTrusted;
        return chain.Fault switch
        {
            ChainFault.None => new Check(
                name, CheckResult.Passed, $"PDF 由 {cms.Signer.SubjectOrganisation} 签名（PAdES）。", $"The PDF is signed by {cms.Signer.SubjectOrganisation} (PAdES)."),
            ChainFault.IssuerUnknown => new Check(
                name, CheckResult.Unknown, "PDF 签名证书不指向受信任的根。", "The PDF signer's certificate leads to no trusted root."),
            ChainFault.Expired when expiredSince => new Check(
                name, CheckResult.Unknown, "PDF 签名证书已过期，无法判定签名是否早于过期；请重新下载证照文件。",
                "The PDF signer's certificate has expired; whether it signed before that nobody can tell. Download the licence again."),
            _ => new Check(name, CheckResult.Failed, "PDF 签名证书链无效。", $"The PDF signer's certificate chain is not valid: {chain.Reason}"),
        };
    }

    /// <summary>The identifier names type, issuer and version itself; they must be those of the statement.</summary>
    public static Check Identifier(LicenceStatement statement)
    {
        const string Name = "identifier";
        if (!LicenceIdentifier.TryParse(statement.Identifier, out LicenceIdentifier? identifier))
        {
            return Check.Of(Name, false, "证照标识不符合 GB/T 36904。", "The identifier is not of the form of GB/T 36904.");
        }

        bool own = identifier.Type == statement.Type && identifier.Issuer == statement.Issuer && identifier.Version == statement.Version;
        return (own, identifier.Check) switch
        {
            (false, _) => Check.Of(
                Name, false, "证照标识中的类型、颁发机构或版本与证照不符。", "The identifier names another type, issuer or version than the licence."),
            (_, IdentifierCheck.Correct) => Check.Of(
                Name, true, "证照标识的格式、校验位与内容正确。", "The identifier, its parts and its check character are right."),
            (_, IdentifierCheck.LegacyVariant) => new Check(
                Name, CheckResult.Noted, LicenceIdentifier.LegacyVariantChinese, LicenceIdentifier.LegacyVariantEnglish),
            _ => Check.Of(Name, false, "证照标识校验位错误。", "The identifier's check character is wrong."),
        };
    }

    /// <summary>What is printed of issuer, type and dates is what the statement says and the certificate names.</summary>
    public static Check Face(LicenceDocument licence)
    {
        LicenceStatement statement = licence.Statement;
        (string Field, string? Expected)[] expected =
        [
            (FaceNames.Identifier, statement.Identifier),
            (FaceNames.TypeCode, statement.Type),
            (FaceNames.IssuerCode, statement.Issuer),
            (FaceNames.Issuer, licence.SigningCertificate?.SubjectOrganisation),
            (FaceNames.IssuedOn, LicenceDate.Format(statement.IssuedOn)),
            (FaceNames.ValidFrom, LicenceDate.Format(statement.ValidFrom)),
            (FaceNames.ValidTo, statement.ValidTo is DateOnly last ? LicenceDate.Format(last) : Validity.LongTerm),
        ];
        string wrong = string.Join(' ', expected.Where(field => licence[field.Field] != field.Expected).Select(field => field.Field));
        return Check.Of(
            "face", wrong.Length == 0,
            wrong.Length == 0 ? "照面的颁发机构、类型与日期同签名内容一致。" : $"照面与签名内容不一致：{wrong}。",
            wrong.Length == 0 ? "Issuer, type and dates as printed are those that were signed."
                : $"What is printed is not what was signed: {wrong}.");
    }
}
