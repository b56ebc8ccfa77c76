using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Verification;

public sealed class VerdictTextTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 6, 1, 7, 55, 0, TimeSpan.Zero);
    private static readonly Check Dispute = new("dispute", CheckResult.Noted, "异议处理中。", "An objection is open.");

    [Fact]
    public void An_open_objection_stands_in_the_first_sentence()
    {
        Verdict now = new([Dispute], AsOf, null);
        Assert.Equal("各项核对通过；状态证明截至 2026-06-01 15:55:00（北京时间）；异议处理中。", VerdictText.Sentence(now, english: false));
        Assert.EndsWith("(Beijing time); an objection is open.", VerdictText.Sentence(now, english: true), StringComparison.Ordinal);
        Verdict then = now with { At = AsOf };
        Assert.EndsWith("的证明；当时异议处理中。", VerdictText.Sentence(then, english: false), StringComparison.Ordinal);
        Assert.EndsWith("(Beijing time); an objection was open then.", VerdictText.Sentence(then, english: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_objection_nothing_is_said_of_one()
    {
        Verdict now = new([], AsOf, null);
        Assert.EndsWith("（北京时间）。", VerdictText.Sentence(now, english: false), StringComparison.Ordinal);
        Assert.EndsWith("(Beijing time).", VerdictText.Sentence(now, english: true), StringComparison.Ordinal);
    }
}
