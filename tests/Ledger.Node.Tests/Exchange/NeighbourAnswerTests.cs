using System.Text;
using Ledger.Node.Exchange;

namespace Ledger.Node.Tests.Exchange;

/// <summary>What a refusal of another province's node becomes here.</summary>
public sealed class NeighbourAnswerTests
{
    private const string Reason = "授权已撤回。";

    [Fact]
    public void A_refusal_reads_as_it_was_given_in_Chinese_and_in_English_without_a_word_of_it()
    {
        int passed = 0;
        foreach (LedgerError error in Enum.GetValues<LedgerError>())
        {
            NeighbourAnswer answer = Refusal(error.Code());
            if (Record.Exception(() => answer.Require(200)) is LedgerException refusal)
            {
                passed++;
                Assert.Equal((error, "对方省：" + Reason), (refusal.Error, refusal.Chinese));
                Assert.Matches("^The other province refuses: [ -~]+\\.$", refusal.English);
            }
        }

        Assert.Equal(14, passed);
    }

    [Fact]
    public void A_refusal_by_a_code_that_nobody_knows_is_no_answer() =>
        Assert.Throws<NeighbourException>(() => Refusal("of-my-own").Require(200));

    private static NeighbourAnswer Refusal(string code) => new(403, Encoding.UTF8.GetBytes($$"""{"code":"{{code}}","title":"{{Reason}}"}"""));
}
