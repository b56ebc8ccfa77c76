using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Svg;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Copies;
using Ledger.Node.Exchange;
using Ledger.Node.Licences;
using Ledger.Node.Seals;

namespace Ledger.Api.Documents;

/// <summary>Writes a licence as a PDF that carries its own proof: drawn, with document and newest status attached, signed by the authority.</summary>
internal sealed partial class LicenceFile(ProvinceNode node, FontCatalogue fonts, TimeProvider time)
{
    private const int IdentifierLength = 16;
    private const string PreviewWord = "预览";

    private readonly LicenceSigner _signer = new(node.TimeStamps, node.TrustedRoots ?? [], node.Revocations.Lists);

    /// <summary>The file in Chinese, with the status as of now.</summary>
    /// <exception cref="LedgerException">The ledger has nothing signed, or no seal of the authority.</exception>
    public Task<byte[]> WriteAsync(OpenedLicence licence, CancellationToken cancel) => WriteAsync(licence, bilingual: false, cancel);

    /// <summary>The file, with the status as of now.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="bilingual">Whether English stands beside the Chinese of labels.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="LedgerException">The ledger has nothing signed, or no seal of the authority.</exception>
    public Task<byte[]> WriteAsync(OpenedLicence licence, bool bilingual, CancellationToken cancel) => WriteAsync(licence, copy: null, bilingual, cancel);

    /// <summary>The file of a copy for one use, which says so on every page, carries the signed copy, and has nothing of fields not shown.</summary>
    /// <exception cref="LedgerException">The ledger has nothing signed, or no seal of the authority.</exception>
    public Task<byte[]> WriteAsync(OpenedCopy copy, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return WriteAsync(copy.Licence, copy, bilingual: false, cancel);
    }

    /// <summary>
    /// The first page as a picture for a screen (SVG), drawn like the files. It says across itself that it is a preview: nothing in it is signed.
    /// </summary>
    public byte[] Preview(OpenedLicence licence)
    {
        ArgumentNullException.ThrowIfNull(licence);
        SvgCanvas canvas = new();
        LicencePicture picture = Picture(licence, proof: null, bilingual: false, copy: null);
        LicenceDesign.Draw(canvas, fonts, picture with { Watermark = picture.Watermark ?? PreviewWord });
        return canvas.ToBytes();
    }

    private async Task<byte[]> WriteAsync(OpenedLicence licence, OpenedCopy? copy, bool bilingual, CancellationToken cancel)
    {
        AuthorityKeys authority = node.Seals.SigningKeysOf(licence.Document.Statement.Issuer);
        (StatusBundle proof, StatusBundle? seal) = await node.ProveAsync(licence.Licence, cancel);
        LicenceDocument document = licence.Document;
        byte[] bundle = proof.Format();
        DateTimeOffset now = time.GetUtcNow();
        PdfProperties properties = new(
            document[FaceNames.LicenceName]!,
            authority.Name,
            now,
            IdentifierOf(licence, bundle, copy),
            [.. document.Fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        LicencePicture picture = Picture(licence, proof, bilingual, copy);
        PdfAttachment[] attachments = [.. Attachments(licence, bundle, seal?.Format(), copy)];
        return await _signer.SignAsync(
            signer => LicencePdf.WriteDraft(fonts, picture, properties, attachments, signer),
            authority,
            new PdfSignatureFace(authority.Name, "电子证照签发", node.Options.Province, now),
            cancel);
    }

    private static ReadOnlyMemory<byte> IdentifierOf(OpenedLicence licence, byte[] bundle, OpenedCopy? copy) =>
        Crypto.Hashing.Sm3.Hash([.. licence.DocumentBytes.Span, .. bundle, .. copy is null ? [] : copy.DocumentBytes.Span])
            .ToArray().AsMemory(0, IdentifierLength);

    /// <summary>Everything that a verifier needs to draw the face again, and what other systems read (GB/T 36903).</summary>
    private IEnumerable<PdfAttachment> Attachments(OpenedLicence licence, byte[] bundle, byte[]? sealBundle, OpenedCopy? copy)
    {
        yield return new(AttachedNames.Document, "application/json", licence.DocumentBytes, PdfRelationship.Source, "证照数据");
        yield return new(AttachedNames.Proof, "application/json", bundle, PdfRelationship.Supplement, "账本证明");
        if (sealBundle is not null)
        {
            yield return new(AttachedNames.SealProof, "application/json", sealBundle, PdfRelationship.Supplement, "印章状态证明");
        }

        if (copy is not null)
        {
            yield return new(AttachedNames.Copy, "application/json", copy.DocumentBytes, PdfRelationship.Supplement, "加注件信息");
        }

        IReadOnlyList<MetadataItem> metadata = [.. LicenceMetadata.Of(licence), .. copy is null ? [] : CopyMetadata.Of(copy.Document.Statement)];
        yield return new(AttachedNames.Metadata, "application/xml", MetadataXml.Write(metadata), PdfRelationship.Data, "证照元数据");
        if (node.Licences.TypeOf(licence.Licence) is { } type)
        {
            CatalogueEntry entry = node.Catalogue.Get(CatalogueKind.LicenceType, type.Code, type.Edition);
            yield return new(AttachedNames.Type, "application/json", entry.Definition, PdfRelationship.Supplement, "证照类型定义");
        }

        if (licence.Photo is { } photo)
        {
            yield return new(AttachedNames.Photo, "image/jpeg", photo.File, PdfRelationship.Data, "持证人照片");
        }
    }

    private LicencePicture Picture(OpenedLicence licence, StatusBundle? proof, bool bilingual, OpenedCopy? copy)
    {
        LicenceDocument document = licence.Document;
        string qrText = $"{node.Options.PublicAddress}?id={document.Statement.Identifier}&code={licence.CheckCode}{(copy is null ? "" : $"&copy={copy.Copy.SerialText}")}";
        return FacePicture.Of(document, node.Licences.TypeOf(licence.Licence), bilingual, licence.CheckCode, qrText, proof) with
        {
            Photo = licence.Photo,
            Watermark = WatermarkOf(licence.Licence),
            Copy = copy is null ? null : CopyMark.Of(copy.Document.Statement),
        };
    }

    /// <summary>An end, or a suspension; the day alone puts nothing across a licence.</summary>
    private static string? WatermarkOf(Licence licence) =>
        licence.EndedBy is RevocationReason ended ? ended.StateAfter().Chinese() : licence.IsSuspended ? LicenceState.Suspended.Chinese() : null;
}
