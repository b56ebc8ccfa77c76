using System.Text;
using Ledger.Api.Documents.Pdf;
using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Tests.Documents.Reading;

/// <summary>What a PDF may have is read to the last, and one more is refused.</summary>
public sealed class PdfLimitsTests
{
    [Fact]
    public void Each_bound_of_values_holds_and_one_beyond_is_refused()
    {
        // Inside the outermost.
        static string Nested(int depth) => new string('[', depth + 1) + new string(']', depth + 1);
        Assert.True(IsRead(Nested(PdfLimits.Depth)));
        Assert.False(IsRead(Nested(PdfLimits.Depth + 1)));

        static string Many(int values) => $"[{string.Join(' ', Enumerable.Repeat("1", values - 1))}]";
        Assert.True(IsRead(Many(PdfLimits.Values)));
        Assert.False(IsRead(Many(PdfLimits.Values + 1)));

        Assert.True(IsRead("/" + new string('A', PdfLimits.NameLength)));
        Assert.False(IsRead("/" + new string('A', PdfLimits.NameLength + 1)));

        Assert.True(IsRead($"[{PdfLimits.Objects} 0 R]"));
        Assert.False(IsRead($"[{PdfLimits.Objects + 1} 0 R]"));
    }

    [Fact]
    public void There_are_so_many_attachments_and_no_more()
    {
        static PdfAttachment[] Small(int number) =>
            [.. Enumerable.Range(0, number).Select(i => new PdfAttachment($"{i:D3}.bin", "application/octet-stream", new byte[] { 1 }, PdfRelationship.Data, ""))];
        Assert.Equal(PdfLimits.Attachments, PdfReader.Read(Write(Small(PdfLimits.Attachments)), CancellationToken.None).Attachments.Count);
        Assert.Equal(PdfRejection.TooLarge, Reject(Write(Small(PdfLimits.Attachments + 1))));
    }

    [Fact]
    public void A_small_attachment_inflates_so_far_and_no_further()
    {
        static PdfAttachment[] Zeros(int length) => [new("a.bin", "application/octet-stream", new byte[length], PdfRelationship.Data, "")];
        Assert.Single(PdfReader.Read(Write(Zeros(PdfLimits.FreelyInflated)), CancellationToken.None).Attachments);
        Assert.Equal(PdfRejection.TooLarge, Reject(Write(Zeros(PdfLimits.FreelyInflated + 1))));
    }

    private static bool IsRead(string value)
    {
        try
        {
            _ = new PdfValueParser(Encoding.Latin1.GetBytes(value + " ")).Value();
            return true;
        }
        catch (PdfRejectedException)
        {
            return false;
        }
    }

    private static byte[] Write(PdfAttachment[] attachments) =>
        Ledger.Api.Documents.LicencePdf.Write(SampleLicence.Fonts, SampleLicence.Business, SampleLicence.Properties, attachments, TestSigner.ForPdf);

    private static PdfRejection Reject(byte[] file) =>
        Assert.Throws<PdfRejectedException>(() => PdfReader.Read(file, CancellationToken.None)).Reason;
}
