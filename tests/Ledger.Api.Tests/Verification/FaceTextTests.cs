using Ledger.Api.Documents;
using Ledger.Api.Documents.Design;
using Ledger.Api.Verification;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Api.Tests.Verification;

/// <summary>The visible face is the signed data, whoever holds the authority's key.</summary>
public sealed class FaceTextTests(Province province) : IClassFixture<Province>
{
    private readonly byte[] _pdf = province.Pdf(province.Identifiers[0]);

    [Fact]
    public async Task A_face_drawn_from_its_data_passes()
    {
        Check check = Assert.Single((await VerifyAsync(_pdf)).Checks, check => check.Name == "face-text");
        Assert.Equal(CheckResult.Passed, check.Result);
        Assert.Equal(Conclusion.Valid, (await VerifyAsync(Rewrite(picture => picture))).Conclusion);
    }

    [Fact]
    public async Task One_printed_character_changed_and_signed_anew_is_found_and_its_field_named()
    {
        Check check = await FailedAsync(Rewrite(picture => FaceChanges.WithValue(picture, "法定代表人", value => "甲" + value[1..])));
        Assert.Equal("face-text", check.Name);
        Assert.Contains("法定代表人", check.Chinese, StringComparison.Ordinal);
        Assert.Contains("Legal representative", check.English, StringComparison.Ordinal);
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
            Check check = await FailedAsync(Rewrite(picture => FaceChanges.WithValue(picture, label, value => value + "1")));
            Assert.Contains(label, check.Chinese, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_stands_beside_the_fields_is_compared_too()
    {
        foreach (Func<LicencePicture, LicencePicture> change in FaceChanges.BesideTheFields)
        {
            Assert.Equal("face-text", (await FailedAsync(Rewrite(change))).Name);
        }
    }

    [Fact]
    public async Task Two_values_that_have_changed_places_are_found() =>
        Assert.Equal("face-text", (await FailedAsync(Rewrite(FaceChanges.Swapped))).Name);

    [Fact]
    public async Task A_face_in_both_languages_passes() => Assert.Equal(
        Conclusion.Valid, (await VerifyAsync(Rewrite(picture => picture with { Bilingual = true }))).Conclusion);

    [Fact]
    public async Task Lines_that_break_elsewhere_and_further_pages_are_no_difference() => Assert.Equal(
        Conclusion.Valid,
        (await VerifyAsync(Rewrite(picture => picture with { Template = picture.Template with { Orientation = Node.Catalogue.PageOrientation.Portrait } }))).Conclusion);

    [Fact]
    public async Task Without_its_type_the_editions_that_are_known_are_tried() => Assert.Equal(
        Conclusion.Valid, (await VerifyAsync(Rewrite(picture => picture, AttachedNames.Type))).Conclusion);

    [Fact]
    public async Task A_photograph_that_nobody_signed_is_found()
    {
        using TemporaryFolder folder = new();
        Check check = await FailedAsync(Rewrite(picture => picture with { Photo = SamplePhoto.Make(folder) }));
        Assert.Equal("photo", check.Name);
    }

    private byte[] Rewrite(Func<LicencePicture, LicencePicture> change, string? without = null)
    {
        AuthorityKeys keys = province.KeysOf(Province.Issuing);
        return RewrittenLicence.Of(
            _pdf, signed => SignedData.CreateDetached(keys.SigningKey, keys.SigningCertificate, [], signed), change: change, without: without);
    }

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
