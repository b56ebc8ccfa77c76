using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Tests.Documents.Design;

public class LicenceDesignTests
{
    private const string Sentence = "许可项目：餐饮服务（含网络经营）、食品销售；“外卖”递送Service 2026-11-21，会议及展览服务。";

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(500)]
    [InlineData(800)]
    [InlineData(2000)]
    [InlineData(10000)]
    public void Text_is_never_lost_and_never_overlaps(int length)
    {
        string scope = string.Concat(Enumerable.Repeat(Sentence, (length / Sentence.Length) + 1))[..length].TrimEnd();
        PageRecorder page = Draw(WithField("经营范围", scope));
        string drawn = string.Concat(page.Lines.Where(line => line.Role == Role.Cell).Select(line => line.Text));
        Assert.Contains(Solid(scope), Solid(drawn), StringComparison.Ordinal);
        page.AssertNothingOverlaps();
        Assert.True(length < 2000 ? page.Pages <= 2 : page.Pages >= 2);
    }

    [Fact]
    public void Extreme_but_allowed_texts_stay_in_their_places()
    {
        LicencePicture picture = WithField(new string('标', 64), new string('值', 700)) with
        {
            Title = new string('证', 128),
            Subtitle = new string('副', 66),
            Number = new string('号', 128),
            NumberLabel = new(new string('号', 14), new string('m', 128)),
            Issuer = new string('局', 128),
            Identifier = $"1.2.156.3005.2.{new string('M', 21)}.{new string('M', 18)}.{new string('W', 64)}.001.W",
            IssuerLabel = new(new string('机', 12), new string('m', 36)),
            IssueDate = new string('日', 12),
            CheckCode = new string('W', 25),
            VerificationHint = new string('验', 150),
        };
        Draw(picture).AssertNothingOverlaps();
        Draw(picture with { Bilingual = true, TitleEnglish = new string('m', 128) }).AssertNothingOverlaps();
        Draw(SampleLicence.Business).AssertNothingOverlaps();
        Draw(SampleLicence.Food).AssertNothingOverlaps();
    }

    [Theory]
    [InlineData(32, 16, 60)]
    [InlineData(64, 20, 61)]
    public void Long_texts_stay_in_their_places(int title, int subtitle, int number) => Draw(SampleLicence.Business with
    {
        Title = new string('证', title),
        Subtitle = new string('副', subtitle),
        Number = new string('M', number),
    }).AssertNothingOverlaps();

    [Fact]
    public void Sixty_fields_flow_over_pages_in_order()
    {
        List<LicenceField> fields =
            [.. Enumerable.Range(100, 60).Select(i => new LicenceField($"字段{i}", string.Concat(Enumerable.Repeat($"值{i}。", i % 30))))];
        PageRecorder page = Draw(SampleLicence.Business with { Fields = fields });
        page.AssertNothingOverlaps();
        string drawn = string.Concat(page.Lines.Where(line => line.Role == Role.Cell).Select(line => line.Text));
        Assert.Equal(string.Concat(fields.Select(field => field.Value)), drawn);
    }

    [Fact]
    public void Line_feeds_in_a_value_start_new_lines()
    {
        PageRecorder page = Draw(WithField("校验记录", "2025年 合格\n2026年 合格"));
        Assert.Contains(page.Lines, line => line.Text == "2025年 合格");
        Assert.Contains(page.Lines, line => line.Text == "2026年 合格");
    }

    [Fact]
    public void A_text_too_long_for_its_place_is_refused_before_drawing()
    {
        PageRecorder page = new();
        LicencePicture picture = SampleLicence.Business with { Number = new string('1', 129) };
        Assert.Throws<ArgumentException>(() => LicenceDesign.Draw(page, SampleLicence.Fonts, picture));
        Assert.Equal(0, page.Pages);
    }

    private static LicencePicture WithField(string label, string value) =>
        SampleLicence.Business with { Fields = [.. SampleLicence.Business.Fields.SkipLast(1), new(label, value)] };

    private static PageRecorder Draw(LicencePicture picture)
    {
        PageRecorder page = new();
        LicenceDesign.Draw(page, SampleLicence.Fonts, picture);
        return page;
    }

    private static string Solid(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
