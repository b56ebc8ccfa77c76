using Ledger.Api.Demo;
using Ledger.Api.Documents;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification;

/// <summary>Of a file that somebody altered a person is told what was altered: the field, what the page shows and what the data says.</summary>
public sealed class AlteredFileTests(Province province) : IClassFixture<Province>
{
    private const string Field = "法定代表人";
    private const string Name = "KZ_FDDBR";

    private readonly byte[] _pdf = province.Pdf(province.Identifiers[0]);

    private PdfReading Genuine => PdfReader.Read(_pdf, CancellationToken.None);

    private LicenceDocument Document => LicenceDocument.Parse(Genuine.Attachments[AttachedNames.Document].Span);

    [Fact]
    public async Task A_value_on_the_page_that_was_altered_is_named_and_shown_beside_what_was_signed()
    {
        string signed = Document[Name]!;
        string forged = "甲" + signed[1..];
        Verdict verdict = await VerifyAsync(DemoForgery.Of(_pdf, SampleLicence.Fonts, signed, forged));
        Assert.Equal(["file-signature", "file-time", "face-text"], Failed(verdict));
        Assert.Equal(new DifferingValues(forged, signed), verdict.Difference!.Values);
        Assert.Equal($"PDF 签名与文件内容不符：文件在签名之后被改动。照面文字与签名数据不一致：{Field}。", VerdictText.Sentence(verdict, english: false));
        Assert.Equal(
            "The PDF signature does not fit the file: it was altered after it was signed. The pages show something else than the signed data: Legal representative.",
            VerdictText.Sentence(verdict, english: true));
        Assert.Contains($"the page shows: {forged}", VerdictPrinter.Print(verdict), StringComparison.Ordinal);

        // What receipts keep of a verdict names no holder.
        string kept = string.Concat(verdict.Checks.Select(check => check.Chinese + check.English)) + VerdictText.Sentence(verdict, english: false);
        Assert.DoesNotContain(signed, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(forged, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_in_the_data_that_was_altered_is_named_too()
    {
        string signed = Document[Name]!;
        string forged = "甲" + signed[1..];
        LicenceDocument other = Document with { Fields = [.. Document.Fields.Select(field => field.Name == Name ? field with { Value = forged } : field)] };
        byte[] pasted = Genuine.Signatures[0].Message.ToArray();
        Verdict verdict = await VerifyAsync(RewrittenLicence.Of(
            _pdf, _ => pasted, document: other.ToBytes(), change: picture => FaceChanges.WithValue(picture, Field, _ => signed)));
        Assert.Equal(["file-signature", "file-time", "face-text", "fields"], Failed(verdict));
        Assert.Equal(new DifferingValues(signed, forged), verdict.Difference!.Values);
        Assert.Contains($"照面文字与所附数据不一致：{Field}。", verdict.Difference.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_text_was_altered_nothing_says_that_the_pages_are_as_signed()
    {
        byte[] flipped = [.. _pdf];
        flipped[flipped.Length / 3] ^= 1;
        Verdict verdict = await VerifyAsync(flipped);
        Assert.Equal(["file-signature", "file-signature-sm2"], Failed(verdict)[..2]);
        Assert.Null(verdict.Difference);
        Check text = Assert.Single(verdict.Checks, check => check.Name == "face-text");
        Assert.Equal(CheckResult.Noted, text.Result);
        Assert.Contains("another part of the file", text.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_added_is_counted_and_the_pages_are_said_to_be_those_that_were_signed()
    {
        Verdict verdict = await VerifyAsync([.. _pdf, .. "\n% 经营范围增加\n%%EOF\n"u8]);
        Assert.Equal(["file-intact"], Failed(verdict));
        Assert.Equal(
            "The file was changed after it was signed: 28 bytes at its end were added or altered.", VerdictText.Sentence(verdict, english: true));
        Check text = Assert.Single(verdict.Checks, check => check.Name == "face-text");
        Assert.Equal(CheckResult.Noted, text.Result);
        Assert.Contains("a viewer may show that", text.English, StringComparison.Ordinal);
    }

    private static string[] Failed(Verdict verdict) => [.. verdict.Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Name)];

    private async Task<Verdict> VerifyAsync(byte[] file)
    {
        using TrustedVerifier verifier = new(province.Policy, TimeProvider.System);
        return await verifier.VerifyAsync(file, offline: true, CancellationToken.None);
    }
}
