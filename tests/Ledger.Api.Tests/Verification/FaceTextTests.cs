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
        Check check = await FailedAsync(Rewrite(picture => WithValue(picture, "法定代表人", value => "甲" + value[1..])));
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
            Check check = await FailedAsync(Rewrite(picture => WithValue(picture, label, value => value + "1")));
            Assert.Contains(label, check.Chinese, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_stands_beside_the_fields_is_compared_too()
    {
        Func<LicencePicture, LicencePicture>[] changes =
        [
            picture => picture with { Title = picture.Title + "件" },
            picture => picture with { Subtitle = "（正副本）" },
            picture => picture with { Number = "1" },
            picture => picture with { Issuer = "某某局" },
            picture => picture with { IssueDate = "2026年01月01日" },
            picture => picture with { Validity = "长期" },
            picture => picture with { Identifier = "1.2.156.3005.2" },
            picture => picture with { VerificationHint = "有效期延长至二〇九九年。" },
            picture => picture with { Fields = [.. picture.Fields, new LicenceField("备注", "另有授权")] },
            picture => picture with { Fields = [.. picture.Fields.Skip(1)] },
            picture => picture with { Fields = [.. picture.Fields.Select(field => field with { Label = field.Label == "住所" ? "经营场所" : field.Label })] },
            picture => picture with { Signatures = [new(new("签章", "Seal and signature"), [new("印章", "另一枚", "Seal")])] },
            picture => picture with { Bilingual = true, IssuerLabel = new("监制机关", "Other") },
        ];
        foreach (Func<LicencePicture, LicencePicture> change in changes)
        {
            Assert.Equal("face-text", (await FailedAsync(Rewrite(change))).Name);
        }
    }

    [Fact]
    public async Task Two_values_that_have_changed_places_are_found() => Assert.Equal("face-text", (await FailedAsync(Rewrite(picture =>
    {
        LicenceField[] fields = [.. picture.Fields];
        (fields[0], fields[1]) = (fields[0] with { Value = fields[1].Value }, fields[1] with { Value = fields[0].Value });
        return picture with { Fields = fields };
    }))).Name);

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

    private static LicencePicture WithValue(LicencePicture picture, string label, Func<string, string> change) => picture with
    {
        Fields = [.. picture.Fields.Select(field => field.Label == label ? field with { Value = change(field.Value) } : field)],
    };

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
