using Ledger.Api.Documents.Design;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents;

/// <summary>Makes the picture of a licence from its data: the same data give the same picture, whoever makes it.</summary>
internal static class FacePicture
{
    /// <summary>How to verify, printed on every licence. A text of its own edition: never changed, see <see cref="Furniture"/>.</summary>
    public const string Hint =
        "本证照带有数字签名与账本证明，可离线核验：扫描二维码，或将文件拖入核验页面。"
        + "This file carries its own proof; scan the code or drop the file on the verification page.";

    /// <summary>The picture.</summary>
    /// <param name="document">The licence document.</param>
    /// <param name="type">The edition of the type that it was issued under; null where it is not known here.</param>
    /// <param name="bilingual">Whether English stands beside the Chinese of labels.</param>
    /// <param name="checkCode">The code printed on it.</param>
    /// <param name="qrText">What the QR code says.</param>
    /// <param name="proof">The status bundle that travels with it, for the signature page; null for none.</param>
    public static LicencePicture Of(
        LicenceDocument document, LicenceType? type, bool bilingual, string checkCode, string qrText, StatusBundle? proof = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        PrintedFace face = PrintedFace.Of(document, type);
        LicenceStatement statement = document.Statement;
        LicencePicture picture = new()
        {
            Bilingual = bilingual,
            Title = document[FaceNames.LicenceName] ?? "",
            TitleEnglish = type?.English ?? "",
            Subtitle = face.Subtitle,
            Identifier = statement.Identifier,
            NumberLabel = face.NumberLabel,
            Number = document[FaceNames.Number] ?? (document.Part is null ? "" : Furniture.NotShown),
            Fields = face.Fields,
            Tables = face.Tables,
            Issuer = document[FaceNames.Issuer] ?? "",
            IssueDate = PrintedFace.ChineseDate(statement.IssuedOn),
            Validity = face.SaysLastDay ? null : ValidityOf(statement),
            SealName = document[FaceNames.Issuer] ?? "",
            QrText = qrText,
            CheckCode = checkCode,
            VerificationHint = Hint,
            Signatures = proof is null ? [] : SignatureFacts.Of(document, proof),
        };
        return type?.Template is not { } template ? picture
            : picture with { Template = template, IssuerLabel = template.IssuerLabel ?? Furniture.Issuer };
    }

    private static string ValidityOf(LicenceStatement statement) =>
        $"{PrintedFace.ChineseDate(statement.ValidFrom)}至{(statement.ValidTo is DateOnly last ? PrintedFace.ChineseDate(last) : Validity.LongTerm)}";
}
