using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

public sealed class AnchorOptionsTests
{
    private static readonly AnchorOptions Good = new()
    {
        Nodes = [new AnchorNode { Url = new Uri("https://node.example/key") }],
        ChainId = 1,
        Contract = "0x" + new string('1', 40),
        CodeHash = new string('a', 64),
    };

    [Fact]
    public void Good_options_have_no_problem()
    {
        Assert.Empty(Good.Problems());
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        AnchorOptions bad = Good with
        {
            Nodes = [new AnchorNode { Url = new Uri("ftp://node.example/") }],
            ChainId = 0,
            Contract = "0x1",
            CodeHash = new string('A', 64),
            Confirmations = 0,
            AgreeingNodes = 0,
            PollSeconds = 0,
            MaximumLagSeconds = 1,
            AnswerSeconds = 61,
            MaximumGasPriceWei = -1,
        };

        Assert.Equal(10, bad.Problems().Count);
        Assert.Single((Good with { Nodes = [] }).Problems());
    }
}
