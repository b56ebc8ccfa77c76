using Ledger.Api.Demo;
using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Ofd;
using Ledger.Api.Documents.Reading;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Tests.Documents.Design;
using Ledger.Api.Tests.Documents.Ofd;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

/// <summary>The visible face of an OFD is the signed data, whoever holds a seal.</summary>
public sealed class OfdFaceTests(Province province) : IClassFixture<Province>
{
    private static readonly LicenceTypes Types = LicenceTypes.Embedded();

    private readonly byte[] _ofd = province.Ofd(province.Identifiers[0]);

    public static TheoryData<string> Codes => [.. Types.All.Select(type => type.Code)];

    [Fact]
    public async Task A_face_drawn_from_its_data_passes()
    {
        Assert.Equal(CheckResult.Passed, Assert.Single((await VerifyAsync(_ofd)).Checks, check => check.Name == "face-text").Result);
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(Rewrite(picture => picture))).Conclusion);
    }

    [Fact]
    public async Task One_printed_character_changed_and_sealed_anew_is_found_and_its_field_named()
    {
        static LicencePicture Change(LicencePicture picture) => FaceChanges.WithValue(picture, "法定代表人", value => "甲" + value[1..]);
        Check check = await FailedAsync(Rewrite(Change));
        Assert.Equal("face-text", check.Name);
        Assert.Contains("法定代表人", check.Chinese, StringComparison.Ordinal);
        Assert.Contains("Legal representative", check.English, StringComparison.Ordinal);

        Verdict byAnother = await VerifyAsync(RewrittenOfd.Of(_ofd, SealerOf(Province.Other), Change));
        Assert.Equal(Conclusion.NotValid, byAnother.Conclusion);
        Assert.Equal(["file-seal-issuer", "face-text"], Failed(byAnother));
    }

    [Fact]
    public async Task Every_printed_field_is_compared()
    {
        List<string> labels = [];
        byte[] genuine = Rewrite(picture =>
        {
            labels.AddRange(picture.Fields.Select(field => field.Label));
            return picture;
        });
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(genuine)).Conclusion);
        Assert.NotEmpty(labels);
        foreach (string label in labels)
        {
            Assert.Equal("face-text", (await FailedAsync(Rewrite(picture => FaceChanges.WithValue(picture, label, value => value + "1")))).Name);
        }
    }

    [Fact]
    public async Task What_stands_beside_the_fields_is_compared_too()
    {
        foreach (Func<LicencePicture, LicencePicture> change in FaceChanges.BesideTheFields.Append(picture => picture with { Bilingual = true }))
        {
            Assert.Equal("face-text", (await FailedAsync(Rewrite(change))).Name);
        }
    }

    [Fact]
    public async Task Two_values_that_have_changed_places_are_found() =>
        Assert.Equal("face-text", (await FailedAsync(Rewrite(FaceChanges.Swapped))).Name);

    [Fact]
    public async Task Lines_that_break_elsewhere_are_no_difference() => Assert.Equal(
        Conclusion.Valid,
        (await VerifyAsync(Rewrite(picture => picture with { Template = picture.Template with { Orientation = PageOrientation.Portrait } }))).Conclusion);

    [Fact]
    public async Task Texts_beside_those_of_the_design_and_texts_nobody_sees_are_found()
    {
        Action<OfdCanvas>[] more =
        [
            canvas => canvas.Text("另有授权", SampleLicence.Fonts.Kai, 12, new(20, 50), Ink.Text),
            canvas => canvas.Text("另有授权", SampleLicence.Fonts.Kai, 12, new(20, 50), Ink.Text with { Opacity = 0 }),
            canvas => { canvas.NewPage(100, 100); canvas.Text("另有授权", SampleLicence.Fonts.Kai, 12, new(20, 50), Ink.Text); },
        ];
        foreach (Action<OfdCanvas> draw in more)
        {
            Assert.Equal("face-text", (await FailedAsync(RewrittenOfd.Of(_ofd, SealerOf(Province.Issuing), draw: draw))).Name);
        }
    }

    [Fact]
    public async Task A_photograph_that_nobody_signed_is_found()
    {
        using TemporaryFolder folder = new();
        Assert.Equal("photo", (await FailedAsync(Rewrite(picture => picture with { Photo = SamplePhoto.Make(folder) }))).Name);
    }

    /// <summary>Every text as long as it may be: over many pages, in tables, on booklets and cards.</summary>
    [Theory]
    [MemberData(nameof(Codes))]
    public void The_longest_face_of_a_type_is_followed_over_its_pages(string code)
    {
        LicencePicture picture = TypeSample.Longest(Types.Find(code)!, bilingual: false);
        OfdFace face = OfdReader.Read(SampleOfd.Write(picture), CancellationToken.None).Face!;
        Assert.Null(face.Fault);
        Assert.Null(FaceText.Compare(picture, OfdFaceElements.Of(picture, face.Pages)));

        // One character less on the last page is missed.
        OfdPiece[][] pages = [.. face.Pages.Select(page => page.ToArray())];
        int last = Array.FindLastIndex(pages[^1], piece => piece.Text.Any(character => character is '值' or 'W' or '名'));
        Assert.True(last >= 0);
        pages[^1][last] = pages[^1][last] with { Text = pages[^1][last].Text[1..] };
        Assert.NotNull(FaceText.Compare(picture, OfdFaceElements.Of(picture, pages)));
    }

    private byte[] Rewrite(Func<LicencePicture, LicencePicture> change) => RewrittenOfd.Of(_ofd, SealerOf(Province.Issuing), change);

    private OfdSealer SealerOf(DemoAuthority authority)
    {
        AuthorityKeys keys = province.KeysOf(authority);
        return new(keys.Seal, keys.SealKey, keys.SealCertificate, DateTimeOffset.UtcNow);
    }

    private static string[] Failed(Verdict verdict) =>
        [.. verdict.Checks.Where(check => check.Result == CheckResult.Failed).Select(check => check.Name)];

    private async Task<Check> FailedAsync(byte[] file)
    {
        Verdict verdict = await VerifyAsync(file);
        Assert.Equal(Conclusion.NotValid, verdict.Conclusion);
        return Assert.Single(verdict.Checks, check => check.Result == CheckResult.Failed);
    }

    private async Task<Verdict> VerifyAsync(byte[] file)
    {
        using TrustedVerifier verifier = new(province.Policy, TimeProvider.System);
        return await verifier.VerifyAsync(file, offline: true, CancellationToken.None);
    }
}
