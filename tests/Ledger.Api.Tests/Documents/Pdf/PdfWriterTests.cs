using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Tests.Documents.Pdf;

/// <summary>The written files, judged by programs that are not ours.</summary>
public sealed class PdfWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Qpdf_finds_nothing_wrong()
    {
        foreach (LicencePicture picture in new[] { SampleLicence.Business, SampleLicence.Food })
        {
            string report = Tool.Run("qpdf", "qpdf", "--check", Save(SampleLicence.Write(picture, TestSigner.ForPdf)));
            Assert.Contains("No syntax or stream encoding errors found", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_font_is_an_embedded_subset_with_a_unicode_map()
    {
        string[] lines = Tool.Run("pdffonts", "poppler-utils", Save(SampleLicence.Write(SampleLicence.Business)))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 2);
        Assert.All(lines.Skip(2), line => Assert.Matches(@"CID TrueType +Identity-H +yes yes yes", line));
    }

    [Fact]
    public void Pdftotext_returns_every_field_and_rare_characters()
    {
        string text = Text(SampleLicence.Write(SampleLicence.Business));
        foreach (LicenceField field in SampleLicence.Business.Fields)
        {
            Assert.Contains(field.Label, text, StringComparison.Ordinal);
            Assert.Contains(field.Value, text, StringComparison.Ordinal);
        }

        foreach (string expected in new[] { "欧阳䶮𬭎", "㐀安路", "91310105MADEM0011P", "7Q3K-9TXW-4M2B-H6ZR", SampleLicence.Business.Identifier })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_scanner_reads_the_exact_QR_text_from_a_print()
    {
        foreach (string text in new[] { SampleLicence.Business.QrText, "证照🄰" + new string('z', 200), new string('Q', 1200) })
        {
            string pdf = Save(SampleLicence.Write(SampleLicence.Business with { QrText = text }));
            Tool.Run("pdftoppm", "poppler-utils", "-r", "150", "-png", "-singlefile", pdf, _folder["page"]);
            string read = Tool.Run("zbarimg", "zbar-tools", "-q", "--raw", "-Sbinary", _folder["page.png"]);
            Assert.Equal(text, read);
        }
    }

    [Fact]
    public void Equal_inputs_give_equal_bytes()
    {
        byte[] first = SampleLicence.Write(SampleLicence.Business);
        Assert.Equal(first, SampleLicence.Write(SampleLicence.Business));
        Assert.NotEqual(first, SampleLicence.Write(SampleLicence.Business with { Number = "1" }));
    }

    [Fact]
    public void The_structure_is_tagged_in_reading_order()
    {
        string structure = Tool.Run(
            "pdfinfo", "poppler-utils", "-struct-text", Save(SampleLicence.Write(SampleLicence.Business)));
        string[] order = ["H1", "营业执照", "Table", "TR", "TH", "名称", "TD", "上海澜川餐饮管理有限公司", "经营范围", "登记机关"];
        int position = 0;
        foreach (string expected in order)
        {
            position = structure.IndexOf(expected, position, StringComparison.Ordinal);
            Assert.True(position >= 0, $"{expected} is missing or out of order in:\n{structure}");
        }
    }

    [Fact]
    public void The_metadata_says_PDF_A_3b_and_has_the_national_names()
    {
        string metadata = Tool.Run("pdfinfo", "poppler-utils", "-meta", Save(SampleLicence.Write(SampleLicence.Business)));
        foreach (string expected in new[] { ":part>3<", ":conformance>B<", "<licence:ZZBH>91310105MADEM0011P</licence:ZZBH>", "2026-11-21T09:30:00+08:00" })
        {
            Assert.Contains(expected, metadata, StringComparison.Ordinal);
        }

        System.Xml.Linq.XElement.Parse(metadata[metadata.IndexOf("<x:xmpmeta", StringComparison.Ordinal)..metadata.IndexOf("<?xpacket end", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Attachments_come_out_as_they_went_in()
    {
        Tool.Run("pdfdetach", "poppler-utils", "-saveall", "-o", _folder.Path, Save(SampleLicence.Write(SampleLicence.Business)));
        foreach (PdfAttachment attachment in SampleLicence.Attachments)
        {
            Assert.Equal(attachment.Data.ToArray(), File.ReadAllBytes(_folder[attachment.Name]));
        }
    }

    [Fact]
    public void A_name_or_text_that_cannot_be_written_is_refused()
    {
        PdfAttachment twice = SampleLicence.Attachments[0];
        Assert.Throws<ArgumentException>(() => Write(SampleLicence.Properties, twice, twice));
        Assert.Throws<ArgumentException>(() => Write(SampleLicence.Properties, twice with { Name = "../a" }));
        Assert.Throws<ArgumentException>(() => Write(SampleLicence.Properties with { FileIdentifier = new byte[15] }));
        Assert.Throws<ArgumentException>(() => Write(SampleLicence.Properties with { Metadata = [new("证照", "x")] }));
        Assert.Throws<ArgumentException>(() => Write(SampleLicence.Properties with { Metadata = [new("A", "\u0001")] }));
        Assert.Throws<ArgumentException>(() => SampleLicence.Write(SampleLicence.Business with { Title = "\U0001F600" }));
    }

    private static byte[] Write(PdfProperties properties, params PdfAttachment[] attachments) =>
        LicencePdf.Write(SampleLicence.Fonts, SampleLicence.Business, properties, attachments);

    private string Text(byte[] pdf) => string.Concat(
        Tool.Run("pdftotext", "poppler-utils", Save(pdf), "-").Where(c => !char.IsWhiteSpace(c)));

    private string Save(byte[] pdf)
    {
        string path = _folder["licence.pdf"];
        File.WriteAllBytes(path, pdf);
        return path;
    }
}
