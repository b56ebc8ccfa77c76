using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Verification;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Copies;
using Ledger.Node.Seals;
using LicenceField = Ledger.Api.Documents.Design.LicenceField;

namespace Ledger.Api.Tests.Copies;

/// <summary>A copy's file says on every page what was signed of it, whoever holds the authority's key, and counts as long as it says.</summary>
public sealed class CopyFileTests(Province province) : IClassFixture<Province>, IAsyncLifetime
{
    private OpenedCopy _copy = null!;
    private byte[] _pdf = [];

    public async Task InitializeAsync()
    {
        _copy = await province.CopyAsync(province.Identifiers[0], "KZ_MC");
        _pdf = await province.PdfAsync(_copy);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_copy_of_all_or_of_some_fields_passes_as_pdf_and_as_ofd()
    {
        foreach (OpenedCopy copy in (OpenedCopy[])[_copy, await province.CopyAsync(province.Identifiers[0], fields: null)])
        {
            Verdict pdf = await VerifyAsync(await province.PdfAsync(copy));
            Assert.Equal((Conclusion.Valid, copy.Document.Statement.Serial), (pdf.Conclusion, pdf.Copy?.Serial));
            Assert.Equal(CheckResult.Passed, Assert.Single(pdf.Checks, check => check.Name == "face-text").Result);
            Verdict ofd = await VerifyAsync(await province.OfdAsync(copy));
            Assert.True(ofd.Conclusion == Conclusion.Valid, VerdictText.Sentence(ofd, english: true));
            Assert.Equal(copy.Document.Statement.Serial, ofd.Copy?.Serial);
        }
    }

    [Fact]
    public async Task What_a_page_says_of_the_copy_otherwise_than_was_signed_is_found_and_named()
    {
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(Rewrite(picture => picture))).Conclusion);
        CopyStatement signed = _copy.Document.Statement;
        CopyStatement[] others =
        [
            signed with { Purpose = "申请贷款" }, signed with { Recipient = signed.Recipient with { Name = "杭州示例银行" } },
            signed with { Recipient = signed.Recipient with { Code = null } }, signed with { ExpiresAt = signed.ExpiresAt.AddYears(1) },
            signed with { Serial = new string('0', 32) }, signed with { Maker = "某某局" }, signed with { MadeAt = signed.MadeAt.AddDays(-1) },
        ];
        foreach (CopyStatement other in others)
        {
            await AssertFaceAsync(Rewrite(picture => picture with { Copy = CopyMark.Of(other) }), "加注信息", "what a copy says of itself");
        }

        await AssertFaceAsync(Rewrite(picture => picture with { Copy = null }), "加注信息", "what a copy says of itself");
    }

    [Fact]
    public async Task A_page_that_shows_more_or_less_than_the_copy_does_is_found()
    {
        await AssertFaceAsync(Rewrite(picture => picture with { Fields = [.. picture.Fields, new LicenceField("住所", "上海市长宁区")] }), "住所", "住所");
        await AssertFaceAsync(Rewrite(picture => picture with { Number = "310105000123456" }), "文字", "text");
        await AssertFaceAsync(Rewrite(picture => picture with { Fields = [] }), "名称", "Name");
    }

    [Fact]
    public async Task A_licence_whose_pages_say_that_it_is_a_copy_is_none_without_the_signed_copy()
    {
        byte[] whole = await province.PdfAsync(await province.CopyAsync(province.Identifiers[0], fields: null));
        await AssertFaceAsync(Rewrite(picture => picture, whole, without: AttachedNames.Copy), "加注信息", "what a copy says of itself");
        Verdict part = await VerifyAsync(Rewrite(picture => picture, without: AttachedNames.Copy));
        Assert.Contains("copy", part.Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Name));
    }

    [Fact]
    public async Task The_signed_copy_of_another_making_does_not_count()
    {
        OpenedCopy longer = await province.CopyAsync(province.Identifiers[0], "KZ_MC");
        AuthorityKeys keys = province.KeysOf(Province.Issuing);
        byte[] swapped = RewrittenLicence.Of(
            _pdf, signed => SignedData.CreateDetached(keys.SigningKey, keys.SigningCertificate, [], signed), copy: longer.DocumentBytes);
        await AssertFaceAsync(swapped, "加注信息", "what a copy says of itself");
    }

    [Fact]
    public async Task It_counts_to_its_end_and_for_its_recipient_and_purpose_only()
    {
        DateTimeOffset end = _copy.Document.Statement.ExpiresAt;
        Assert.DoesNotContain("copy-expiry", Failed(await VerifyAsync(_pdf, end)));
        Assert.Contains("copy-expiry", Failed(await VerifyAsync(_pdf, end.AddSeconds(1))));
        Assert.Equal(["copy-recipient"], Failed(await VerifyAsync(_pdf, use: new StatedUse("杭州示例银行", null))));
        Assert.Equal(["copy-purpose"], Failed(await VerifyAsync(_pdf, use: new StatedUse(null, "申请贷款"))));
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(_pdf, use: new StatedUse("上海示例银行", "办理开户"))).Conclusion);
        byte[] ofd = await province.OfdAsync(_copy);
        Assert.Contains("copy-expiry", Failed(await VerifyAsync(ofd, end.AddSeconds(1))));
        Assert.Equal(["copy-recipient"], Failed(await VerifyAsync(ofd, use: new StatedUse("杭州示例银行", null))));
    }

    [Fact]
    public void Every_page_bears_the_mark_the_signature_page_too()
    {
        IReadOnlyList<PdfTextElement> shown = PdfTextLayer.Read(PdfReader.Read(_pdf, CancellationToken.None), CancellationToken.None);
        Assert.Equal(2, shown.Count(element => element.Tag == "H1"));
        Assert.Equal(2, shown.Count(element => element.Text.StartsWith(CopyMark.Beginning, StringComparison.Ordinal)));

        // One page without it, as somebody could draw it who has the key.
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attached = PdfReader.Read(_pdf, CancellationToken.None).Attachments;
        LicenceDocument document = LicenceDocument.Parse(attached[AttachedNames.Document].Span);
        LicencePicture picture = FacePicture.Of(
            document, LicenceTypes.Read(attached[AttachedNames.Type].Span), bilingual: false, checkCode: "", qrText: "") with
        {
            Copy = CopyMark.Of(_copy.Document.Statement),
        };
        PdfTextElement mark = shown.First(element => element.Text.StartsWith(CopyMark.Beginning, StringComparison.Ordinal));
        PdfTextElement[] face = [.. shown.TakeWhile(element => element.Tag != "H1" || element.Text == picture.Title)];
        Assert.Null(FaceText.Compare(picture, face));
        Assert.Equal(FaceDifference.CopyMark, FaceText.Compare(picture, [.. face.Where(element => element != mark)]));
        Assert.Equal(FaceDifference.CopyMark, FaceText.Compare(picture, [.. face, mark]));
    }

    private byte[] Rewrite(Func<LicencePicture, LicencePicture> change, byte[]? of = null, string? without = null)
    {
        AuthorityKeys keys = province.KeysOf(Province.Issuing);
        return RewrittenLicence.Of(
            of ?? _pdf, signed => SignedData.CreateDetached(keys.SigningKey, keys.SigningCertificate, [], signed), change: change, without: without);
    }

    private async Task AssertFaceAsync(byte[] file, string chinese, string english)
    {
        Verdict verdict = await VerifyAsync(file);
        Assert.Equal(Conclusion.NotValid, verdict.Conclusion);
        Check check = Assert.Single(verdict.Checks, check => check.Result == CheckResult.Failed);
        Assert.Equal("face-text", check.Name);
        Assert.Contains(chinese, check.Chinese, StringComparison.Ordinal);
        Assert.Contains(english, check.English, StringComparison.Ordinal);
    }

    private async Task<Verdict> VerifyAsync(byte[] file, DateTimeOffset? now = null, StatedUse? use = null)
    {
        using TrustedVerifier verifier = new(province.Policy, now is { } moment ? new StandingClock(moment) : TimeProvider.System);
        return await verifier.VerifyAsync(file, offline: true, at: null, use ?? StatedUse.None, CancellationToken.None);
    }

    private static string[] Failed(Verdict verdict) =>
        [.. verdict.Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Name)];

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
