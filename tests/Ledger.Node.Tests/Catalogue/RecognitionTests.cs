using Ledger.Node.Catalogue;

namespace Ledger.Node.Tests.Catalogue;

public sealed class RecognitionTests
{
    private const string Shanghai = "310000";
    private const string Jiangsu = "320000";
    private const string Zhejiang = "330000";
    private const string Anhui = "340000";

    private static readonly LicenceType Local = LicenceTypes.Embedded().All[0] with { Level = StandardLevel.Local, Recognition = null };

    private static readonly LicenceType Residence = Local with
    {
        Level = StandardLevel.Ministry,
        Recognition = [new RecognitionRule([Shanghai], [Jiangsu, Zhejiang])],
    };

    [Fact]
    public void A_licence_counts_where_it_was_issued() => Assert.True(Local.RecognisedIn(Shanghai, Shanghai).IsRecognised);

    [Theory]
    [InlineData(Shanghai, Jiangsu, true)]
    [InlineData(Shanghai, Zhejiang, true)]
    [InlineData(Shanghai, Anhui, false)]
    [InlineData(Jiangsu, Shanghai, false)]
    public void A_rule_says_where_else_it_counts_and_in_which_direction(string issuedIn, string usedIn, bool isRecognised) =>
        Assert.Equal(isRecognised, Residence.RecognisedIn(issuedIn, usedIn).IsRecognised);

    [Fact]
    public void A_local_type_is_said_to_be_one() =>
        Assert.Equal("异地不互认：本地类型，未列入互认清单", Local.RecognisedIn(Shanghai, Anhui).Chinese);

    [Fact]
    public void A_refusal_names_both_provinces() =>
        Assert.Equal("异地不互认：上海签发、安徽使用，未列入互认清单", Residence.RecognisedIn(Shanghai, Anhui).Chinese);

    [Theory]
    [InlineData("310000", true)]
    [InlineData("820000", true)]
    [InlineData("310105", false)]
    [InlineData("390000", false)]
    [InlineData("3100000", false)]
    [InlineData("", false)]
    public void A_province_is_one_of_the_standard(string code, bool isKnown) => Assert.Equal(isKnown, ProvinceCode.IsKnown(code));
}
