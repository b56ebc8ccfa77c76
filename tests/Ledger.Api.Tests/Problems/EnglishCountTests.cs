using Ledger.Api.Problems;

namespace Ledger.Api.Tests.Problems;

public sealed class EnglishCountTests
{
    [Theory]
    [InlineData(0, "0 rows")]
    [InlineData(1, "1 row")]
    [InlineData(2, "2 rows")]
    [InlineData(1_200, "1,200 rows")]
    public void One_has_a_noun_of_its_own(long count, string text) => Assert.Equal(text, EnglishCount.Of(count, "row"));

    [Fact]
    public void A_noun_that_takes_no_s_is_given()
    {
        Assert.Equal("1 entry", EnglishCount.Of(1, "entry", "entries"));
        Assert.Equal("3 entries", EnglishCount.Of(3, "entry", "entries"));
    }

    // A number of some format is a limit; any other would come out as "1 rows".
    [Fact]
    public void No_page_puts_a_number_before_a_fixed_plural()
    {
        string[] pages = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "Ledger.Api", "Portal"), "*.razor", SearchOption.AllDirectories)];
        Assert.NotEmpty(pages);
        Assert.All(pages, file => Assert.DoesNotMatch(
            @"\{[^{}""]*(Count|Size|Rows|Days|seconds)[^{}"":]*\} (seconds|days|rows|entries|hashes|licences|fields|times)\b", File.ReadAllText(file)));
    }
}
