using System.Text;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Documents.Reading;

public class PdfReaderTests
{
    private static readonly byte[] Signed = SampleLicence.Write(SampleLicence.Business, TestSigner.ForPdf);

    [Fact]
    public void A_signed_licence_gives_its_signature_and_attachments_back()
    {
        PdfReading reading = PdfReader.Read(Signed, CancellationToken.None);
        Assert.Equal(PdfIntegrity.AsSigned, reading.Integrity);
        Assert.Equal(Signed.Length, reading.SignedLength);
        PdfSignatureRevision signature = Assert.Single(reading.Signatures);
        Assert.True(signature.CoversWholeFile);
        Assert.True(TestSigner.Verify(signature.Message, signature.SignedBytes()));
        Assert.Equal(2, reading.Attachments.Count);
        foreach (PdfAttachment attachment in SampleLicence.Attachments)
        {
            Assert.Equal(attachment.Data.ToArray(), reading.Attachments[attachment.Name].ToArray());
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("%%EOF\n")]
    [InlineData("5 0 obj\n<<>>\nendobj\nxref\n5 1\n0000000009 00000 n \ntrailer\n<</Size 6>>\nstartxref\n1\n%%EOF\n")]
    public void Anything_appended_is_a_change_after_signing(string appended)
    {
        PdfReading reading = PdfReader.Read(
            Signed.Concat(Encoding.ASCII.GetBytes(appended)).ToArray(), CancellationToken.None);
        Assert.Equal(PdfIntegrity.ChangedAfterSigning, reading.Integrity);
        Assert.Equal(Signed.Length, reading.SignedLength);
        Assert.False(reading.Signatures[0].CoversWholeFile);
        Assert.True(TestSigner.Verify(reading.Signatures[0].Message, reading.Signatures[0].SignedBytes()));
    }

    [Fact]
    public void A_real_incremental_update_is_a_change_after_signing()
    {
        string text = Encoding.Latin1.GetString(Signed);
        string table = text[(text.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        string trailer = text[text.LastIndexOf("trailer\n<<", StringComparison.Ordinal)..].Split(">>\nstartxref")[0];
        string update = $"4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\nxref\n4 1\n{Signed.Length:D10} 00000 n \n"
            + $"{trailer}/Prev {table}>>\nstartxref\n{Signed.Length + 53}\n%%EOF\n";
        PdfReading reading = PdfReader.Read(
            Signed.Concat(Encoding.Latin1.GetBytes(update)).ToArray(), CancellationToken.None);
        Assert.Equal(PdfIntegrity.ChangedAfterSigning, reading.Integrity);
    }

    [Fact]
    public void An_unsigned_or_empty_signature_is_named_as_such()
    {
        Assert.Equal(PdfRejection.Unsigned, Reject(SampleLicence.Write(SampleLicence.Business)));
        PdfSigner empty = TestSigner.ForPdf with { Sign = _ => [] };
        Assert.Equal(PdfRejection.Unsigned, Reject(SampleLicence.Write(SampleLicence.Business, empty)));
    }

    [Fact]
    public void Other_files_are_foreign()
    {
        Assert.Equal(PdfRejection.Foreign, Reject([]));
        Assert.Equal(PdfRejection.Foreign, Reject("%PDF-1.4\n1 0 obj\n"u8.ToArray()));
        Assert.Equal(PdfRejection.TooLarge, Reject(new byte[PdfLimits.FileLength + 1]));
    }

    [Theory]
    [InlineData("[", nameof(PdfRejection.TooLarge))]
    [InlineData("<</A", nameof(PdfRejection.TooLarge))]
    [InlineData("1 ", nameof(PdfRejection.TooLarge))]
    [InlineData("/A", nameof(PdfRejection.TooLarge))]
    [InlineData("<", nameof(PdfRejection.Malformed))]
    [InlineData("(", nameof(PdfRejection.Malformed))]
    public void Bombs_are_refused_quickly(string part, string reason)
    {
        StringBuilder bomb = new("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n1 0 obj\n[");
        while (bomb.Length < 8 << 20)
        {
            bomb.Append(part);
        }

        byte[] file = Encoding.Latin1.GetBytes(bomb.ToString());
        Assert.True(Patience.AnswersWithinASecond(() => Assert.Equal(reason, Reject(file).ToString())));
    }

    [Fact]
    public void An_attachment_that_inflates_without_end_is_refused()
    {
        PdfAttachment bomb = new("a.bin", "application/octet-stream", new byte[8 << 20], PdfRelationship.Data, "");
        byte[] file = Ledger.Api.Documents.LicencePdf.Write(
            SampleLicence.Fonts, SampleLicence.Business, SampleLicence.Properties, [bomb], TestSigner.ForPdf);
        Assert.Equal(PdfRejection.TooLarge, Reject(file));
    }

    /// <summary>Each rule by itself: the text is exchanged for one of equal length, so that all offsets stay right.</summary>
    [Theory]
    [InlineData("/SubFilter/ETSI.CAdES.detached", "/SubFilter/adbe.pkcs7.detached")]
    [InlineData("/Marked true", "/Launch true")]
    [InlineData("1 0 obj\n<</Type/Catalog", "2 0 obj\n<</Type/Catalog")]
    [InlineData("00000 n \ntrailer", "00001 n \ntrailer")]
    [InlineData("0000000000 65535 f", "0000000001 65535 f")]
    [InlineData("/Type/Catalog/Lang", "/Lang/Catalog/Lang")]
    [InlineData("/Contents<30", "/Contents< 3")]
    [InlineData("/ByteRange[0 ", "/ByteRange[1 ")]
    [InlineData("00>>>\nendobj", "01>>>\nendobj")]
    [InlineData("\nendobj\n", "\n\nndobj\n")]
    [InlineData("/XRefStm ", "/XRefStm 1")]
    [InlineData("/Type/XRef", "/Type/XXXX")]
    [InlineData("/W[1 2 2]", "/W[2 2 2]")]
    [InlineData("/Type/ObjStm", "/Type/EmbeddedFile/Subtype/Xml")]
    [InlineData("%%EOF\n", "%%EOF ")]
    public void A_file_that_breaks_one_rule_of_the_layout_is_malformed(string from, string to)
    {
        string text = Encoding.Latin1.GetString(Signed);
        int at = text.LastIndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0);
        string changed = string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
        Assert.Equal(PdfRejection.Malformed, Reject(Encoding.Latin1.GetBytes(changed)));
    }

    [Fact]
    public void Lower_case_hexadecimal_is_not_canonical()
    {
        int start = Signed.AsSpan().IndexOf("/Contents<"u8) + 10;
        byte[] changed = (byte[])Signed.Clone();
        int letter = start + changed.AsSpan(start).IndexOfAnyInRange((byte)'A', (byte)'F');
        changed[letter] += 32;
        Assert.Equal(PdfRejection.Malformed, Reject(changed));
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        Assert.Throws<OperationCanceledException>(() => PdfReader.Read(Signed, new CancellationToken(canceled: true)));
    }

    private static PdfRejection Reject(byte[] file) =>
        Assert.Throws<PdfRejectedException>(() => PdfReader.Read(file, CancellationToken.None)).Reason;
}
