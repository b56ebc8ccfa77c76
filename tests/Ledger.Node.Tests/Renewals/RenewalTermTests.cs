using Ledger.Node.Catalogue;
using Ledger.Node.Renewals;

namespace Ledger.Node.Tests.Renewals;

public sealed class RenewalTermTests
{
    [Theory]
    [InlineData("2021-03-27", "2026-03-26", null, "2026-03-27 至 2031-03-26")]
    [InlineData("2021-03-27", "2026-03-27", null, "2026-03-28 至 2031-03-27")] // written to the same day of the month
    [InlineData("2026-01-01", "2026-03-31", null, "2026-04-01 至 2026-06-30")]
    [InlineData("2024-03-01", "2026-02-28", null, "2026-03-01 至 2028-02-29")]
    [InlineData("2024-02-29", "2026-02-28", null, "2026-03-01 至 2028-02-29")]
    [InlineData("2026-01-10", "2026-03-01", null, "2026-03-02 至 2026-04-21")] // 51 days
    [InlineData("2026-03-01", "2026-03-01", null, "2026-03-02 至 2026-03-02")]
    [InlineData("2016-03-27", "2026-03-26", 5, "2026-03-27 至 2031-03-26")]
    [InlineData("2021-03-27", "2026-03-26", 15, "2026-03-27 至 2031-03-26")]
    public void A_term_is_followed_by_one_as_long_within_the_types_limit(string from, string to, int? maximumYears, string expected) =>
        Assert.Equal(expected, RenewalTerm.After(Validity.Parse(from, to), maximumYears).ToString());

    [Fact]
    public void A_long_term_has_no_next_one() =>
        Assert.Throws<ArgumentException>(() => RenewalTerm.After(Validity.Parse("2026-03-01", "长期"), null));
}
