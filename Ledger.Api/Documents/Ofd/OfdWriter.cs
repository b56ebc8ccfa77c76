using System.Globalization;
using System.Xml.Linq;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Documents.Ofd;

/// <summary>
/// Makes a sealed OFD file (GB/T 33190-2016, GB/T 38540-2020): embedded fonts, attachments, metadata, and one seal over the SM3 of every
/// other file, the list of signatures included: nothing can be added. Equal inputs give equal bytes but for the seal's own value.
/// </summary>
internal static class OfdWriter
{
    private const string FormatVersion = "1.0";
    private const string ProviderVersion = "1.0";
    private const string Producer = "Ledger";
    private const string SignatureId = "s001";

    /// <summary>Writes everything that was drawn, and seals it, without a time stamp.</summary>
    /// <exception cref="ArgumentException">As of <see cref="WriteDraft"/>.</exception>
    public static byte[] Write(OfdCanvas canvas, OfdProperties properties, IReadOnlyList<OfdAttachment> attachments, OfdSealer sealer)
    {
        OfdDraft draft = WriteDraft(canvas, properties, attachments, sealer);
        return draft.ToFile(draft.SealValue);
    }

    /// <summary>Writes everything that was drawn, and seals it; the value of the seal can still get a time stamp.</summary>
    /// <exception cref="ArgumentException">
    /// The identifier has not 16 bytes, a text has characters that XML forbids, or the seal may not be applied by this key at this time.
    /// </exception>
    public static OfdDraft WriteDraft(OfdCanvas canvas, OfdProperties properties, IReadOnlyList<OfdAttachment> attachments, OfdSealer sealer)
    {
        if (properties.FileIdentifier.Length != 16)
        {
            throw new ArgumentException("A file identifier has 16 bytes.", nameof(properties));
        }

        List<(string Name, byte[] Content)> files =
        [
            (OfdNames.Document, Document(canvas)),
            (OfdNames.Resources, Resources(canvas)),
            .. canvas.Fonts.Select(font => ("Doc_0/Res/" + font.FileName, font.ToFile())),
            .. canvas.Photos.Select(photo => ("Doc_0/Res/" + photo.FileName, photo.Photo.File.ToArray())),
            .. canvas.Pages.Select((page, index) => (OfdNames.Page(index), page.ToFile())),
            (OfdNames.Attachments, Attachments(attachments, properties.Time)),
            .. attachments.Select(attachment => (OfdNames.AttachmentFolder + attachment.Name, attachment.Content.ToArray())),
            (OfdNames.Signatures, Signatures()),
            (OfdNames.Seal, sealer.Seal.Raw.ToArray()),
        ];
        List<OfdPart> parts = [.. files.Select(file => OfdPart.Deflate(file.Name, file.Content))];

        // The digest decides how the files before it are compressed, the seal decides the digest, and the rest is not compressed.
        byte[] entry = Entry(properties, OfdPackage.DigestOf(parts), sealer.IsStamped);
        files.Add((OfdNames.Entry, entry));
        byte[] signature = Signature(canvas, files, sealer);
        byte[] value = ESealSignature.Create(
            sealer.Seal, sealer.Key, sealer.Signer, signature, OfdNames.Absolute(OfdNames.Signature), sealer.Time);
        return new OfdDraft([.. parts, OfdPart.Store(OfdNames.Entry, entry), OfdPart.Store(OfdNames.Signature, signature)], value);
    }

    // OFD.xml, clause 7.4.
    private static byte[] Entry(OfdProperties properties, Digest package, bool isStamped) => OfdText.File(OfdText.Element(
        "OFD",
        new XAttribute("Version", FormatVersion),
        new XAttribute("DocType", "OFD"),
        OfdText.Element(
            "DocBody",
            OfdText.Element(
                "DocInfo",
                OfdText.Element("DocID", Convert.ToHexStringLower(properties.FileIdentifier.Span)),
                OfdText.Element("Title", properties.Title),
                OfdText.Element("Author", properties.Author),
                OfdText.Element("CreationDate", Day(properties.Time)),
                OfdText.Element("ModDate", Day(properties.Time)),
                OfdText.Element("DocUsage", "Normal"),
                OfdText.Element("Creator", Producer),
                OfdText.Element("CreatorVersion", ProviderVersion),
                OfdText.Element(
                    "CustomDatas",
                    properties.Metadata.Select(item => Custom(item.Key, item.Value)),
                    Custom(OfdNames.PackageDigest, package.ToHex()),
                    isStamped ? Custom(OfdNames.StampMark, OfdNames.Stamped) : null)),
            OfdText.Element("DocRoot", OfdNames.Document),
            OfdText.Element("Signatures", OfdNames.Absolute(OfdNames.Signatures)))));

    private static XElement Custom(string name, string value) => OfdText.Element("CustomData", new XAttribute("Name", name), value);

    // Document.xml, clause 7.5.
    private static byte[] Document(OfdCanvas canvas)
    {
        OfdPage first = canvas.Pages[0];
        return OfdText.File(OfdText.Element(
            "Document",
            OfdText.Element(
                "CommonData",
                OfdText.Element("MaxUnitID", canvas.LastId),
                OfdText.Element("PageArea", OfdText.Element("PhysicalBox", OfdText.Box(0, 0, first.Width, first.Height))),
                OfdText.Element("PublicRes", "PublicRes.xml")),
            OfdText.Element(
                "Pages",
                canvas.Pages.Select((page, index) => OfdText.Element(
                    "Page",
                    new XAttribute("ID", page.Id),
                    new XAttribute("BaseLoc", OfdNames.Page(index)["Doc_0/".Length..])))),
            OfdText.Element("Attachments", "Attachs/Attachments.xml")));
    }

    // Clause 7.9, fonts: 11.1.
    private static byte[] Resources(OfdCanvas canvas) => OfdText.File(OfdText.Element(
        "Res",
        new XAttribute("BaseLoc", "Res"),
        OfdText.Element(
            "Fonts",
            canvas.Fonts.Select(font => OfdText.Element(
                "Font",
                new XAttribute("ID", font.Id),
                new XAttribute("FontName", font.Name),
                new XAttribute("FamilyName", font.Name),
                OfdText.Element("FontFile", font.FileName)))),
        Photos(canvas)));

    private static XElement? Photos(OfdCanvas canvas) => canvas.Photos.Count == 0 ? null : OfdText.Element(
        "MultiMedias",
        canvas.Photos.Select(photo => OfdText.Element(
            "MultiMedia",
            new XAttribute("ID", photo.Id),
            new XAttribute("Type", "Image"),
            new XAttribute("Format", "JPEG"),
            OfdText.Element("MediaFile", photo.FileName))));

    // Clause 20; sizes are in units of 1,000 bytes.
    private static byte[] Attachments(IReadOnlyList<OfdAttachment> attachments, DateTimeOffset time) => OfdText.File(OfdText.Element(
        "Attachments",
        attachments.Select((attachment, index) => OfdText.Element(
            "Attachment",
            new XAttribute("ID", FormattableString.Invariant($"a{index + 1:000}")),
            new XAttribute("Name", attachment.Name),
            new XAttribute("Format", Path.GetExtension(attachment.Name).TrimStart('.')),
            new XAttribute("CreationDate", BeijingTime.TextOf(time).Replace(' ', 'T')),
            new XAttribute("Size", OfdText.Number(attachment.Content.Length / 1000.0)),
            new XAttribute("Visible", "false"),
            OfdText.Element("FileLoc", OfdNames.Absolute(OfdNames.AttachmentFolder + attachment.Name))))));

    // Clause 18.1.
    private static byte[] Signatures() => OfdText.File(OfdText.Element(
        "Signatures",
        OfdText.Element("MaxSignId", SignatureId),
        OfdText.Element(
            "Signature",
            new XAttribute("ID", SignatureId),
            new XAttribute("Type", "Seal"),
            new XAttribute("BaseLoc", OfdNames.Absolute(OfdNames.Signature)))));

    // Clause 18.2.
    private static byte[] Signature(OfdCanvas canvas, IEnumerable<(string Name, byte[] Content)> files, OfdSealer sealer) =>
        OfdText.File(OfdText.Element(
            "Signature",
            OfdText.Element(
                "SignedInfo",
                OfdText.Element(
                    "Provider",
                    new XAttribute("ProviderName", Producer),
                    new XAttribute("Version", ProviderVersion),
                    new XAttribute("Company", Producer)),
                OfdText.Element("SignatureMethod", OfdNames.Sm2WithSm3),
                OfdText.Element("SignatureDateTime", BeijingTime.TextOf(sealer.Time)),
                OfdText.Element(
                    "References",
                    new XAttribute("CheckMethod", OfdNames.Sm3),
                    files.Select(file => OfdText.Element(
                        "Reference",
                        new XAttribute("FileRef", OfdNames.Absolute(file.Name)),
                        OfdText.Element("CheckValue", Sm3.Hash(file.Content).ToBase64())))),
                StampOf(canvas.Stamp, sealer.Seal.Info.Picture),
                OfdText.Element("Seal", OfdText.Element("BaseLoc", OfdNames.Absolute(OfdNames.Seal)))),
            OfdText.Element("SignedValue", OfdNames.Absolute(OfdNames.SignedValue))));

    private static XElement? StampOf(OfdStamp? stamp, ESealPicture picture) => stamp is null ? null : OfdText.Element(
        "StampAnnot",
        new XAttribute("ID", 1),
        new XAttribute("PageRef", stamp.Page),
        new XAttribute("Boundary", stamp.BoxFor(picture.Width, picture.Height)));

    private static string Day(DateTimeOffset time) => BeijingTime.DayOf(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
