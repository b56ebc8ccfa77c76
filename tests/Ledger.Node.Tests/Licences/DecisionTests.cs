using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

public sealed class DecisionTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly Decision Good = new("《中华人民共和国食品安全法》第一百二十四条", Today, "zhang.wei@cn");

    [Theory]
    [InlineData("")]
    [InlineData(" 第一条")]
    [InlineData("第一条\n第二条")]
    [InlineData("对310100198806120023的处罚")]
    public void A_legal_basis_is_a_visible_line_without_a_citizen_number(string basis) =>
        AssertRefused(Good with { LegalBasis = basis }, "/legalBasis");

    [Fact]
    public void A_legal_basis_has_at_most_256_characters()
    {
        string longest = string.Concat(Enumerable.Repeat("𬭎", Decision.LongestLegalBasis));
        (Good with { LegalBasis = longest }).Require(Today);
        AssertRefused(Good with { LegalBasis = longest + "条" }, "/legalBasis");
    }

    [Fact]
    public void A_decision_is_of_today_or_earlier()
    {
        Good.Require(Today);
        AssertRefused(Good with { DecidedOn = Today.AddDays(1) }, "/decidedOn");
    }

    [Theory]
    [InlineData("")]
    [InlineData("张伟")]
    [InlineData("zhang wei")]
    public void An_operator_is_an_account_and_no_name(string account) => AssertRefused(Good with { Operator = account }, "/operator");

    [Fact]
    public void An_operator_has_at_most_64_characters_and_a_note_500()
    {
        (Good with { Operator = new string('a', Decision.LongestOperator), Note = new string('注', Decision.LongestNote) }).Require(Today);
        AssertRefused(Good with { Operator = new string('a', Decision.LongestOperator + 1) }, "/operator");
        AssertRefused(Good with { Note = new string('注', Decision.LongestNote + 1) }, "/note");
        AssertRefused(Good with { Note = "" }, "/note");
    }

    [Fact]
    public void Everything_wrong_is_said_at_once() => Assert.Equal(
        ["/legalBasis", "/decidedOn", "/operator", "/note"],
        new Decision("", Today.AddDays(1), "", "\t").Refusals(Today).Select(refusal => refusal.Field));

    private static void AssertRefused(Decision decision, string field)
    {
        LedgerException refused = Assert.Throws<LedgerException>(() => decision.Require(Today));
        Assert.Equal((LedgerError.InvalidField, field), (refused.Error, refused.Field));
    }
}
