using System.Globalization;
using System.Text;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// Makes a PDF 1.7 file in the layout of PDF/A-3b: embedded subset fonts, sRGB output intent, XMP, tagged text,
/// attachments, no action of any kind. Equal inputs give equal bytes but for what a signer adds.
/// </summary>
internal static class PdfWriter
{
    private static readonly byte[] Profile = PdfOutput.Deflate(SrgbProfile.Bytes, PdfOutput.SmallestSize);

    /// <summary>Writes everything that was drawn. The canvas cannot be drawn on afterwards.</summary>
    /// <exception cref="ArgumentException">The properties or attachments have names that cannot be written, or the identifier has not 16 bytes.</exception>
    public static byte[] Write(
        PdfCanvas canvas, PdfProperties properties, IReadOnlyList<PdfAttachment> attachments, PdfSigner? signer = null) =>
        WriteDraft(canvas, properties, attachments, signer).File;

    /// <summary>The same, with what later revisions must know.</summary>
    /// <exception cref="ArgumentException">As of <see cref="Write"/>.</exception>
    public static PdfDraft WriteDraft(
        PdfCanvas canvas, PdfProperties properties, IReadOnlyList<PdfAttachment> attachments, PdfSigner? signer)
    {
        if (properties.FileIdentifier.Length != 16)
        {
            throw new ArgumentException("A file identifier has 16 bytes.", nameof(properties));
        }

        canvas.EndPage();
        using PdfOutput output = new();
        int catalogue = output.Reserve();
        int pageTree = output.Reserve();
        List<int> pages = [.. canvas.Pages.Select(_ => output.Reserve())];
        int resources = output.Reserve();
        PdfFontFile[] fonts = [.. canvas.Fonts.Select(font => font.WriteFile(output))];
        int[] photos = [.. canvas.Photos.Select(photo => WritePhoto(output, photo))];
        int signature = signer is null ? 0 : signer.WriteSignature(output);
        int field = signer is null ? 0 : PdfSigner.WriteField(output, signature, pages[0]);
        PdfPlaces? places = signer?.WritePlaces(output, pages[0]);
        int[] fields = [.. new[] { field, places?.SecondField ?? 0, places?.StampField ?? 0 }.Where(number => number != 0)];
        Dictionary<PdfBackdrop, int> backdrops = [];
        for (int i = 0; i < pages.Count; i++)
        {
            WritePage(output, canvas.Pages[i], i, pages[i], pageTree, resources, i == 0 ? fields : [], backdrops);
        }

        string kids = string.Join(' ', pages.Select(PdfText.Reference));
        output.Object(pageTree, $"<</Type/Pages/Kids[{kids}]/Count {pages.Count}>>");

        // Compressed, as PDF/A-3 permits (ISO 19005-3; part 1 did not): it says much twice.
        int metadata = output.Stream("/Type/Metadata/Subtype/XML", XmpPacket.Write(properties));
        int profile = output.Encoded("/N 3/Filter/FlateDecode", Profile);
        IReadOnlyList<(PdfAttachment Attachment, int Number)> files = PdfAttachmentWriter.WriteFiles(output, attachments, properties.Time);

        // No stream is new behind this.
        output.Pack();
        output.Object(resources, Resources(output, canvas, fonts, photos));
        string date = PdfText.Date(properties.Time);
        int information = output.Object(
            $"<</Title{PdfText.String(properties.Title)}/Author{PdfText.String(properties.Author)}"
            + $"/CreationDate{date}/ModDate{date}>>");
        string entries = $"/Pages {PdfText.Reference(pageTree)}/Metadata {PdfText.Reference(metadata)}{Profiled(profile)}"
            + Structured(output, canvas, pages) + PdfAttachmentWriter.WriteNames(output, files) + Form(signature, fields, places);
        output.Object(
            catalogue,
            $"<</Type/Catalog/Lang(zh-CN)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>{entries}>>");
        string identifier = Convert.ToHexString(properties.FileIdentifier.Span);
        (byte[] file, PdfBase last) = output.Finish($"/Root {PdfText.Reference(catalogue)}/Info {PdfText.Reference(information)}", identifier);
        return new PdfDraft(file, last, signer?.Complete(file, output.PositionOf(signature)), places);
    }

    /// <summary>The catalogue's entries about signatures; the extension is that of ETSI EN 319 142-1 §5.5, which the store belongs to.</summary>
    private static string Form(int signature, int[] fields, PdfPlaces? places) => fields.Length == 0 ? "" :
        $"/AcroForm<</SigFlags 3/Fields[{string.Join(' ', fields.Select(PdfText.Reference))}]>>/Perms<</DocMDP {PdfText.Reference(signature)}>>"
        + (places is null ? "" : $"/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>/DSS {PdfText.Reference(places.Store)}");

    private static string Resources(PdfOutput output, PdfCanvas canvas, PdfFontFile[] fonts, int[] photos)
    {
        StringBuilder resources = new("<<");
        if (fonts.Length > 0)
        {
            IEnumerable<string> written = fonts
                .Select(file => $"/{file.Font.Resource} {PdfText.Reference(file.Font.WriteDictionaries(output, file))}");
            resources.Append(CultureInfo.InvariantCulture, $"/Font<<{string.Concat(written)}>>");
        }

        if (canvas.Opacities.Count > 0)
        {
            IEnumerable<string> states = canvas.Opacities.Select(percent => string.Create(
                CultureInfo.InvariantCulture,
                $"/G{percent}<</ca {PdfText.Number(percent / 100.0)}/CA {PdfText.Number(percent / 100.0)}>>"));
            resources.Append(CultureInfo.InvariantCulture, $"/ExtGState<<{string.Concat(states)}>>");
        }

        if (photos.Length > 0)
        {
            resources.Append(CultureInfo.InvariantCulture, $"/XObject<<{string.Concat(photos.Select((photo, i) => $"/P{i} {PdfText.Reference(photo)}"))}>>");
        }

        return resources.Append(">>").ToString();
    }

    private static int WritePhoto(PdfOutput output, JpegPhoto photo) => output.Encoded(
        $"/Type/XObject/Subtype/Image/Width {photo.Width}/Height {photo.Height}/ColorSpace/{(photo.IsGray ? "DeviceGray" : "DeviceRGB")}"
        + "/BitsPerComponent 8/Filter/DCTDecode",
        photo.File.Span);

    private static void WritePage(
        PdfOutput output, PdfPage page, int index, int number, int pageTree, int resources, int[] fields, Dictionary<PdfBackdrop, int> backdrops)
    {
        string contents = string.Join(' ', page.Parts().Select(part => PdfText.Reference(WritePart(output, part, backdrops))));

        // The group's colour space tells how opacities blend (ISO 19005-3 §6.2.10).
        output.Object(
            number,
            $"<</Type/Page/Parent {PdfText.Reference(pageTree)}"
            + $"/MediaBox[0 0 {PdfText.Number(page.Width)} {PdfText.Number(page.Height)}]"
            + $"/Resources {PdfText.Reference(resources)}/Contents[{contents}]"
            + $"/Group<</S/Transparency/CS/DeviceRGB>>/StructParents {index}/Tabs/S"
            + (fields.Length == 0 ? "" : $"/Annots[{string.Join(' ', fields.Select(PdfText.Reference))}]") + ">>");
    }

    /// <summary>A piece of a content stream; a backdrop once, however many pages have it.</summary>
    private static int WritePart(PdfOutput output, object part, Dictionary<PdfBackdrop, int> backdrops)
    {
        if (part is not PdfBackdrop backdrop)
        {
            return WriteContent(output, (List<object>)part);
        }

        if (!backdrops.TryGetValue(backdrop, out int number))
        {
            number = output.Encoded("/Filter/FlateDecode", backdrop.Stream);
            backdrops.Add(backdrop, number);
        }

        return number;
    }

    private static int WriteContent(PdfOutput output, List<object> parts)
    {
        if (parts is [string whole])
        {
            return output.Stream("", Encoding.Latin1.GetBytes(whole));
        }

        using PdfDeflater deflater = new(16 * 1024);
        foreach (object part in parts)
        {
            if (part is PdfPiece piece)
            {
                deflater.Add(piece);
            }
            else
            {
                deflater.Add(Encoding.Latin1.GetBytes((string)part), PdfOutput.UsualLevel);
            }
        }

        return output.Encoded("/Filter/FlateDecode", deflater.Finish());
    }

    private static string Profiled(int profile) =>
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
        + $"/Info(sRGB IEC61966-2.1)/DestOutputProfile {PdfText.Reference(profile)}>>]";

    /// <summary>Writes structure and bookmarks; the catalogue's entries about them.</summary>
    private static string Structured(PdfOutput output, PdfCanvas canvas, List<int> pages)
    {
        int structure = new PdfStructure(output, canvas, pages).Write();
        int outline = PdfOutline.Write(output, canvas.Bookmarks, pages);
        return $"/StructTreeRoot {PdfText.Reference(structure)}"
            + (outline == 0 ? "" : $"/Outlines {PdfText.Reference(outline)}/PageMode/UseOutlines");
    }
}
