using Ledger.Node.Catalogue;

namespace Ledger.Node.Tests.Catalogue;

public sealed class ValidityTests
{
    [Theory]
    [InlineData("2025-03-01")]
    [InlineData("2024-02-29")]
    public void A_date_is_read_and_written_in_one_form(string text) =>
        Assert.Equal(text, LicenceDate.Format(LicenceDate.Parse(text)));

    [Theory]
    [InlineData("2025-02-30")]
    [InlineData("2025-02-29")]
    [InlineData("2025-13-01")]
    [InlineData("2025-3-1")]
    [InlineData("20250301")]
    [InlineData("2025/03/01")]
    [InlineData(" 2025-03-01")]
    [InlineData("2025-03-01 00:00:00")]
    [InlineData("２025-03-01")]
    [InlineData("0025-03-01")]
    [InlineData("9999-12-31")]
    [InlineData("")]
    public void Any_other_date_is_refused(string text) => Assert.Throws<FormatException>(() => LicenceDate.Parse(text));

    [Fact]
    public void A_day_begins_at_midnight_in_China()
    {
        Assert.Equal(new DateOnly(2025, 3, 1), LicenceDate.InChina(new DateTimeOffset(2025, 3, 1, 15, 59, 59, TimeSpan.Zero)));
        Assert.Equal(new DateOnly(2025, 3, 2), LicenceDate.InChina(new DateTimeOffset(2025, 3, 1, 16, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void The_first_and_the_last_day_are_covered()
    {
        Validity validity = Validity.Parse("2025-03-01", "2030-02-28");
        Assert.False(validity.Covers(new DateOnly(2025, 2, 28)));
        Assert.True(validity.Covers(new DateOnly(2025, 3, 1)));
        Assert.True(validity.Covers(new DateOnly(2030, 2, 28)));
        Assert.False(validity.Covers(new DateOnly(2030, 3, 1)));
    }

    [Theory]
    [InlineData("长期")]
    [InlineData("")]
    public void A_long_term_has_no_last_day(string to)
    {
        Validity validity = Validity.Parse("2025-03-01", to);
        Assert.True(validity.IsLongTerm);
        Assert.True(validity.Covers(DateOnly.MaxValue));
        Assert.Equal("2025-03-01 至 长期", validity.ToString());
    }

    [Fact]
    public void A_licence_does_not_end_before_it_begins()
    {
        Assert.Throws<FormatException>(() => Validity.Parse("2025-03-02", "2025-03-01"));
        Assert.Equal(new DateOnly(2025, 3, 1), Validity.Parse("2025-03-01", "2025-03-01").To);
    }
}
