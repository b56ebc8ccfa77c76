using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

/// <summary>A licence's file made again with the attachments of another, as somebody could who has the authority's key.</summary>
internal static class RewrittenLicence
{
    /// <summary>The file.</summary>
    /// <param name="pdf">Where the attachments come from.</param>
    /// <param name="sign">Makes the signature.</param>
    /// <param name="document">Another document instead of the attached one; null for that.</param>
    /// <param name="change">Changes what is printed; null for nothing.</param>
    /// <param name="without">An attachment that is left out; null for none.</param>
    /// <param name="proof">Another proof instead of the attached one; null for that.</param>
    /// <param name="sealProof">Another proof of the seal instead of the attached one; null for that.</param>
    /// <param name="copy">Another <c>copy.json</c> than the attached one, if any; null for that. The mark drawn is the attached one's.</param>
    public static byte[] Of(
        byte[] pdf,
        Func<byte[], byte[]> sign,
        ReadOnlyMemory<byte>? document = null,
        Func<LicencePicture, LicencePicture>? change = null,
        string? without = null,
        ReadOnlyMemory<byte>? proof = null,
        ReadOnlyMemory<byte>? sealProof = null,
        ReadOnlyMemory<byte>? copy = null) =>
        Draft(pdf, TestSigner.ForPdf with { Sign = sign }, document, change, without, proof, sealProof, copy).File;

    /// <summary>The same with every revision that a licence's file has, signed and stamped by an authority of a province.</summary>
    /// <param name="province">Whose time stamps.</param>
    /// <param name="signer">Whose keys sign.</param>
    /// <param name="pdf">Where the other attachments come from.</param>
    /// <param name="document">Another document instead of the attached one; null for that.</param>
    /// <param name="proof">Another proof instead of the attached one; null for that.</param>
    /// <param name="sealProof">Another proof of the seal instead of the attached one; null for that.</param>
    /// <param name="lists">Revocation lists to put into the store; null for none.</param>
    public static Task<byte[]> WholeAsync(
        Province province,
        AuthorityKeys signer,
        byte[] pdf,
        ReadOnlyMemory<byte>? document = null,
        ReadOnlyMemory<byte>? proof = null,
        ReadOnlyMemory<byte>? sealProof = null,
        IReadOnlyList<RevocationList>? lists = null) =>
        new LicenceSigner(province.Node.TimeStamps, province.Policy.Roots, lists ?? []).SignAsync(
            own => Draft(pdf, own, document, change: null, without: null, proof, sealProof, copy: null),
            signer,
            new PdfSignatureFace(signer.Name, "电子证照签发", "上海市", TimeProvider.System.GetUtcNow()),
            CancellationToken.None);

    private static PdfDraft Draft(
        byte[] pdf,
        PdfSigner signer,
        ReadOnlyMemory<byte>? document,
        Func<LicencePicture, LicencePicture>? change,
        string? without,
        ReadOnlyMemory<byte>? proof,
        ReadOnlyMemory<byte>? sealProof,
        ReadOnlyMemory<byte>? copy)
    {
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> before = PdfReader.Read(pdf, CancellationToken.None).Attachments;
        Dictionary<string, ReadOnlyMemory<byte>> carried = new(before)
        {
            [AttachedNames.Document] = document ?? before[AttachedNames.Document],
            [AttachedNames.Proof] = proof ?? before[AttachedNames.Proof],
        };
        if (sealProof is { } other)
        {
            carried[AttachedNames.SealProof] = other;
        }

        if (copy is { } otherCopy)
        {
            carried[AttachedNames.Copy] = otherCopy;
        }

        LicenceDocument drawn = Parsed(carried[AttachedNames.Document], before[AttachedNames.Document], bytes => LicenceDocument.Parse(bytes.Span));
        carried[AttachedNames.Type] =
            CatalogueSeed.Of(CatalogueKind.LicenceType).Last(definition => definition.Code == drawn.Statement.Type).Bytes;
        LicencePicture picture = FacePicture.Of(
            drawn,
            LicenceTypes.Read(carried[AttachedNames.Type].Span),
            bilingual: false,
            "7Q3K-9TXW-4M2B-H6ZR",
            "https://licence.example/",
            Parsed(carried[AttachedNames.Proof], before[AttachedNames.Proof], bytes => StatusBundle.Parse(bytes.Span))) with
        {
            Photo = carried.TryGetValue(AttachedNames.Photo, out ReadOnlyMemory<byte> photo) ? JpegPhoto.Parse(photo) : null,
            Copy = before.TryGetValue(AttachedNames.Copy, out ReadOnlyMemory<byte> marked) ? CopyMark.Of(CopyDocument.Parse(marked.Span).Statement) : null,
        };
        return LicencePdf.WriteDraft(
            SampleLicence.Fonts,
            change?.Invoke(picture) ?? picture,
            SampleLicence.Properties,
            [.. carried.Where(file => file.Key != without).Select(file => new PdfAttachment(
                file.Key, "application/json", file.Value, PdfRelationship.Supplement, file.Key))],
            signer);
    }

    /// <summary>What was put in its place may be no such thing at all; then the picture stays that of the first.</summary>
    private static T Parsed<T>(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> before, Func<ReadOnlyMemory<byte>, T> parse)
    {
        try
        {
            return parse(bytes);
        }
        catch (FormatException)
        {
            return parse(before);
        }
    }
}
