using Ledger.Node.Importing;

namespace Ledger.Node.Tests.Importing;

public sealed class ForeignDateTests
{
    [Theory]
    [InlineData("20120109", "2012-01-09")]
    [InlineData("2013-01-01 00:00:00", "2013-01-01")]
    [InlineData("2013-01-01 23:59:59", "2013-01-01")]
    [InlineData("2021-03-01", "2021-03-01")]
    [InlineData("2021-03-01T08:00:00", "2021-03-01")]
    [InlineData(" 2021-03-01 ", "2021-03-01")]
    [InlineData("2021/03/01", "2021-03-01")]
    [InlineData("2021年3月1日", "2021-03-01")]
    [InlineData("1614528000000", "2021-03-01")] // midnight in China, 16:00 of the day before in Greenwich
    [InlineData("1614527999999", "2021-02-28")]
    [InlineData("长期", "长期")]
    [InlineData("长期有效", "长期")]
    [InlineData("99991231", "长期")]
    [InlineData("9999-12-31 00:00:00", "长期")]
    public void The_forms_that_are_met_become_ours(string text, string expected) => Assert.Equal(expected, ForeignDate.Normalise(text));

    [Theory]
    [InlineData("")]
    [InlineData("2021-02-29")]
    [InlineData("20210229")]
    [InlineData("2021-3-1")]
    [InlineData("01/03/2021")]
    [InlineData("161452800000")] // seconds would be ten digits, these are twelve
    [InlineData("1799-12-31")]
    [InlineData("3000-01-01")]
    [InlineData("２０２１０３０１")]
    public void Anything_else_is_left_as_it_is(string text) => Assert.Equal(text, ForeignDate.Normalise(text));

    [Fact]
    public void Hostile_text_is_a_day_or_none()
    {
        Random random = new(20);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] text = TextMutation.Of("2013-01-01 00:00:00"u8, random);
            string written = ForeignDate.Normalise(System.Text.Encoding.UTF8.GetString(text));
            Assert.NotNull(written);
        }
    }
}
