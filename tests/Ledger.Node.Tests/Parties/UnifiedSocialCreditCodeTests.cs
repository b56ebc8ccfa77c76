using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Parties;

/// <summary>GB 32100-2015 with GB 11714-1997; the codes of real authorities are published ones.</summary>
public sealed class UnifiedSocialCreditCodeTests
{
    [Theory]
    [InlineData("11100000000013338W")]
    [InlineData("11100000MB03271699")]
    [InlineData("11100000000019713D")]
    [InlineData("111000000000131433")]
    [InlineData("11100000MB0341032Y")]
    [InlineData("11310105MBDEM0015E")]
    [InlineData("11310107MBDEM00236")]
    [InlineData("11310113MBDEM0031N")]
    [InlineData("11310000MBDEM004XE")]
    [InlineData("11310000MBDEM0058E")]
    [InlineData("12310000MBDEM00666")]
    [InlineData("11320000MBDEM1018M")]
    [InlineData("12320500MBDEM10267")]
    [InlineData("11320000MBDEM1034B")]
    [InlineData("11320000MBDEM10426")]
    [InlineData("11330000MBDEM20108")]
    [InlineData("11330100MBDEM2029A")]
    [InlineData("11330421MBDEM20372")]
    [InlineData("11340000MBDEM3013W")]
    [InlineData("12340100MBDEM3021R")]
    [InlineData("11340000MBDEM303XF")]
    [InlineData("11100000MBDEM901XT")]
    [InlineData("11100000MBDEM9028T")]
    [InlineData("11100000MBDEM9036M")]
    [InlineData("11100000MBDEM9044G")]
    [InlineData("11310000MBDEM9052W")]
    [InlineData("91310105MADEM0011P")]
    [InlineData("91310107MADEM002XC")]
    [InlineData("91310113MADEM00382")]
    [InlineData("91320500MADEM1014Q")]
    [InlineData("91320100MADEM1022Y")]
    [InlineData("91330100MADEM2017Q")]
    [InlineData("93330421MADEM2025A")]
    [InlineData("91340100MADEM301X8")]
    [InlineData("92340200MADEM3028A")]
    public void A_code_with_both_check_characters_is_accepted(string code) =>
        Assert.Null(UnifiedSocialCreditCode.FindFault(code));

    [Theory]
    [InlineData("91310105MADEM0011Q", CodeFaultKind.Check)]
    [InlineData("91310105MADEM0021P", CodeFaultKind.OrganisationCheck)]
    [InlineData("91310105MADEMI011P", CodeFaultKind.Character)]
    [InlineData("9131010AMADEM0011P", CodeFaultKind.Character)]
    [InlineData("91310105MADEM0011", CodeFaultKind.Length)]
    [InlineData("91310105MADEM0011PP", CodeFaultKind.Length)]
    [InlineData("", CodeFaultKind.Length)]
    [InlineData("９1310105MADEM0011P", CodeFaultKind.FullWidth)]
    [InlineData("91310105madem0011P", CodeFaultKind.LowerCase)]
    [InlineData("91310105 MADEM0011P", CodeFaultKind.Space)]
    [InlineData("91310105MADEM0011P\n", CodeFaultKind.Space)]
    [InlineData("91310105MADEM001\u200B1P", CodeFaultKind.Length)]
    public void A_wrong_code_is_refused_with_its_reason(string code, object kind) =>
        Assert.Equal((CodeFaultKind)kind, UnifiedSocialCreditCode.FindFault(code)?.Kind);

    [Theory]
    [InlineData("91310105MADEM001", "91310105MADEM0011P")]
    [InlineData("91310107MADEM002", "91310107MADEM002XC")]
    public void A_beginning_is_completed_with_both_check_characters(string start, string expected) =>
        Assert.Equal(expected, UnifiedSocialCreditCode.Complete(start));

    [Theory]
    [InlineData("")]
    [InlineData("91310105MADEM00")]
    [InlineData("91310105MADEI001")] // no letter I
    [InlineData("9131010XMADEM001")] // no division
    [InlineData("91310105MADEM0012")]
    public void What_begins_no_code_is_not_completed(string start) =>
        Assert.Throws<ArgumentException>(() => UnifiedSocialCreditCode.Complete(start));

    [Fact]
    public void The_two_check_characters_have_different_sentences()
    {
        CodeFault inner = UnifiedSocialCreditCode.FindFault("91310105MADEM0021P")!;
        CodeFault outer = UnifiedSocialCreditCode.FindFault("91310105MADEM0011Q")!;
        Assert.Contains("GB 11714", inner.Chinese, StringComparison.Ordinal);
        Assert.Contains("GB 32100", outer.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_change_of_one_character_is_refused()
    {
        string code = "91310105MADEM0011P";
        for (int i = 0; i < code.Length; i++)
        {
            foreach (char other in "0123456789ABCDEFGHJKLMNPQRTUWXY".Where(other => other != code[i]))
            {
                string changed = code[..i] + other + code[(i + 1)..];
                Assert.False(UnifiedSocialCreditCode.IsValid(changed), changed);
            }
        }
    }
}
