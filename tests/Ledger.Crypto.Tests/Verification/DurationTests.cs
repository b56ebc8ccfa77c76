using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class DurationTests
{
    [Theory]
    [InlineData("00:00:00", "0 秒", "0 seconds")]
    [InlineData("00:00:01.9", "1 秒", "1 second")]
    [InlineData("00:05:00", "5 分钟", "5 minutes")]
    [InlineData("03:00:59", "3 小时", "3 hours")]
    [InlineData("1.00:00:00", "1 天", "1 day")]
    [InlineData("-2.01:59:59", "2 天 1 小时", "2 days 1 hour")]
    public void A_span_is_said_by_its_two_greatest_units(string span, string chinese, string english) => Assert.Equal(
        (chinese, english), Duration.Of(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("jiangsu", "江苏")]
    [InlineData("jiangsu/map-auditor", "江苏（重算）")]
    [InlineData("provinces", "各省市")]
    [InlineData("js", "js")]
    [InlineData("js/map-auditor", "js/map-auditor")]
    public void The_name_of_a_witness_is_said_in_Chinese_where_the_set_up_gave_it(string name, string chinese) =>
        Assert.Equal(chinese, WitnessWords.Chinese(name));
}
