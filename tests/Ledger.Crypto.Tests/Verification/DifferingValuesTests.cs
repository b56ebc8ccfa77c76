using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class DifferingValuesTests
{
    [Theory]
    [InlineData("人民币壹仟万元整", "人民币壹佰万元整", "人民币壹仟万元整", "人民币壹佰万元整")]
    [InlineData("", "沈知夏", "", "沈知夏")]
    [InlineData("a\u202Eb\u0007", "ab", "a\uFFFDb\uFFFD", "ab")]
    public void Short_values_stand_whole_without_what_could_hide_or_turn_text(string shown, string data, string first, string second) =>
        Assert.Equal(new DifferingValues(first, second), DifferingValues.Of(shown, data));

    [Fact]
    public void Half_a_character_is_shown_as_one_that_is_lost() => Assert.Equal(new DifferingValues("a\uFFFD", "ab"), DifferingValues.Of("a\uD86C", "ab"));

    [Fact]
    public void Long_values_are_cut_to_where_they_differ_and_no_character_is_cut_in_two()
    {
        string same = string.Concat(Enumerable.Repeat("𬭎", 40));
        DifferingValues values = DifferingValues.Of(same + "甲" + same, same + "乙");
        Assert.Equal(("…" + string.Concat(Enumerable.Repeat("𬭎", 6)) + "甲" + string.Concat(Enumerable.Repeat("𬭎", 23)) + "…", "…𬭎𬭎𬭎𬭎𬭎𬭎乙"), (values.Shown, values.Data));
        Assert.Equal(60, DifferingValues.Of(new string('a', 60), "b").Shown.Length);
        Assert.Equal(new string('a', 60) + "…", DifferingValues.Of(new string('a', 61), "b").Shown);
    }
}
