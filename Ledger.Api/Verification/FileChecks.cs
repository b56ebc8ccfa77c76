using Ledger.Api.Documents.Reading;
using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Verification;

/// <summary>What makes a person's picture and a program's data one: the PDF is the issuing authority's, whole, and says what was signed.</summary>
internal static class FileChecks
{
    /// <summary>The checks of a file whose licence data have been judged by themselves.</summary>
    /// <param name="reading">What was found in the file.</param>
    /// <param name="length">Length of the file.</param>
    /// <param name="alone">The verdict on the data, nobody asked.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    public static IEnumerable<Check> Make(PdfReading reading, int length, Verdict alone, TrustPolicy policy, DateTimeOffset now)
    {
        yield return Intact(reading, length - reading.SignedLength);
        if (alone.Licence is LicenceDocument licence)
        {
            foreach (Check check in new FileSignatureChecks(policy, licence.Statement.Issuer, alone.AsOf, now).Make(reading))
            {
                yield return check;
            }

            yield return Identifier(licence.Statement);
            yield return Face(licence);
        }
    }

    /// <summary>The file is what was signed, no more and no less.</summary>
    private static Check Intact(PdfReading reading, int added)
    {
        const string Name = "file-intact";
        return (reading.Integrity, reading.Signatures.Count) switch
        {
            (PdfIntegrity.AsSigned, 1) => Check.Of(
                Name, true, "唯一的签名所指是整个文件，此后没有任何追加；内容有无改动，由签名本身判定。", "The one signature is of the whole file, and nothing follows it; whether what it is of was changed, the signature itself tells."),
            (PdfIntegrity.AsSigned, _) => Check.Of(
                Name, true, "文件各修订版的签名与验证材料齐全、形式正确，此外没有任何追加。",
                "The file has every revision that its signatures announce, each in its right form, and nothing else."),
            (PdfIntegrity.Shortened, _) => Check.Of(
                Name, false, "文件被截短：缺少应有的签名或验证材料。", "The file was cut short: a signature or what belongs to it is missing."),
            _ => Check.Of(
                Name, false, $"文件在签名之后被改动：末尾 {added} 字节是追加或改动的，不是所签内容。",
                $"The file was changed after it was signed: {EnglishCount.Of(added, "byte at its end was", "bytes at its end were")} added or altered."),
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

    /// <summary>What the data have of issuer, type and dates is what the statement says and the certificate names.</summary>
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
            wrong.Length == 0 ? "证照数据中的颁发机构、类型与日期同签名内容一致。" : $"证照数据与签名内容不一致：{wrong}。",
            wrong.Length == 0 ? "Issuer, type and dates in the licence's data are those that were signed."
                : $"What the licence's data says is not what was signed: {wrong}.");
    }
}
