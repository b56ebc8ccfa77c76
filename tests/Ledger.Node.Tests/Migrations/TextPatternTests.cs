using Ledger.Node.Migrations;

namespace Ledger.Node.Tests.Migrations;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("{1}（{2}）", "方若溪（总经理）", "方若溪", "总经理")]
    [InlineData("{1}，{2}，{3}", "一，二，三，四", "一", "二", "三，四")]
    [InlineData("第{1}号", "第42号", "42")]
    [InlineData("{1}", "全部", "全部")]
    public void A_value_is_taken_apart_and_put_together_again(string pattern, string value, params string[] parts)
    {
        TextPattern read = TextPattern.TryParse(pattern)!;
        Assert.Equal(parts, read.Split(value));
        Assert.Equal(value, read.Fill(parts));
    }

    [Theory]
    [InlineData("{1}（{2}）", "方若溪")]
    [InlineData("{1}（{2}）", "（总经理）")]
    [InlineData("{1}（{2}）", "方若溪（）")]
    [InlineData("{1}（{2}）", "方若溪（总经理）代")]
    [InlineData("第{1}号", "42号")]
    public void A_value_that_does_not_fit_is_not_taken_apart(string pattern, string value) =>
        Assert.Null(TextPattern.TryParse(pattern)!.Split(value));

    [Fact]
    public void Parts_that_could_not_be_told_apart_again_are_not_put_together() =>
        Assert.Null(TextPattern.TryParse("{1}，{2}")!.Fill(["一，二", "三"]));

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("{1}{2}")]
    [InlineData("{2}，{1}")]
    [InlineData("{1}，{3}")]
    [InlineData("{1}，{1}")]
    [InlineData("{1}，{2")]
    [InlineData("{0}，{1}")]
    public void Anything_else_is_no_pattern(string pattern) => Assert.Null(TextPattern.TryParse(pattern));

    [Fact]
    public void A_pattern_has_at_most_16_places_and_256_characters()
    {
        string places = string.Join('，', Enumerable.Range(1, 17).Select(place => $"{{{place}}}"));
        Assert.Null(TextPattern.TryParse(places));
        Assert.Equal(16, TextPattern.TryParse(places[..places.LastIndexOf('，')])!.Places);
        Assert.NotNull(TextPattern.TryParse("{1}" + new string('号', 253)));
        Assert.Null(TextPattern.TryParse("{1}" + new string('号', 254)));
    }
}
