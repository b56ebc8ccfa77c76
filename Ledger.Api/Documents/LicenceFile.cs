using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Documents.Pdf;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Seals;

namespace Ledger.Api.Documents;

/// <summary>Writes a licence as a PDF that carries its own proof: drawn, with document and newest status attached, signed by the authority.</summary>
internal sealed partial class LicenceFile(ProvinceNode node, FontCatalogue fonts, TimeProvider time)
{
    private const int RoomForSignature = 8_192;
    private const int IdentifierLength = 16;

    private const string Hint =
        "本证照带有数字签名与账本证明，可离线核验：扫描二维码，或将文件拖入核验页面。"
        + "This file carries its own proof; scan the code or drop the file on the verification page.";

    /// <summary>The file, with the status as of now.</summary>
    /// <exception cref="LedgerException">The ledger has nothing signed, or no seal of the authority.</exception>
    public async Task<byte[]> WriteAsync(OpenedLicence licence, CancellationToken cancel)
    {
        AuthorityKeys authority = node.Seals.SigningKeysOf(licence.Document.Statement.Issuer);
        (StatusBundle proof, StatusBundle? seal) = await node.ProveAsync(licence.Licence, cancel);
        return Write(licence, authority, proof.Format(), seal?.Format());
    }

    private byte[] Write(OpenedLicence licence, AuthorityKeys authority, byte[] bundle, byte[]? sealBundle)
    {
        LicenceDocument document = licence.Document;
        DateTimeOffset now = time.GetUtcNow();
        PdfProperties properties = new(
            document[FaceNames.LicenceName]!,
            authority.Name,
            now,
            Crypto.Hashing.Sm3.Hash([.. licence.DocumentBytes.Span, .. bundle]).ToArray().AsMemory(0, IdentifierLength),
            [.. document.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return LicencePdf.Write(
            fonts,
            Picture(licence, authority),
            properties,
            [
                new PdfAttachment(AttachedNames.Document, "application/json", licence.DocumentBytes, PdfRelationship.Source, "证照数据"),
                new PdfAttachment(AttachedNames.Proof, "application/json", bundle, PdfRelationship.Supplement, "账本证明"),
                .. sealBundle is null ? (IEnumerable<PdfAttachment>)[]
                    : [new PdfAttachment(AttachedNames.SealProof, "application/json", sealBundle, PdfRelationship.Supplement, "印章状态证明")],
            ],
            new PdfSigner(
                authority.Name, "电子证照签发", node.Options.Province, now, RoomForSignature,
                signed => SignedData.CreateDetached(authority.SigningKey, authority.SigningCertificate, [], signed)));
    }

    private LicencePicture Picture(OpenedLicence licence, AuthorityKeys authority)
    {
        LicenceDocument document = licence.Document;
        Validity validity = licence.Licence.Validity;
        PrintedFace face = PrintedFace.Of(document, node.Licences.TypeOf(licence.Licence));
        return new LicencePicture
        {
            Title = document[FaceNames.LicenceName]!,
            Subtitle = face.Subtitle,
            Identifier = document.Statement.Identifier,
            NumberLabel = face.NumberLabel,
            Number = document[FaceNames.Number]!,
            Fields = face.Fields,
            Issuer = authority.Name,
            IssueDate = PrintedFace.ChineseDate(document.Statement.IssuedOn),
            Validity = face.SaysLastDay ? null
                : $"{PrintedFace.ChineseDate(validity.From)}至{(validity.To is DateOnly last ? PrintedFace.ChineseDate(last) : Validity.LongTerm)}",
            SealName = authority.Name,
            QrText = $"{node.Options.PublicAddress}?id={document.Statement.Identifier}&code={licence.CheckCode}",
            CheckCode = licence.CheckCode,
            VerificationHint = Hint,
            Watermark = WatermarkOf(licence.Licence),
        };
    }

    /// <summary>An end, or a suspension; the day alone puts nothing across a licence.</summary>
    private static string? WatermarkOf(Licence licence) =>
        licence.EndedBy is RevocationReason ended ? ended.StateAfter().Chinese() : licence.IsSuspended ? LicenceState.Suspended.Chinese() : null;
}
