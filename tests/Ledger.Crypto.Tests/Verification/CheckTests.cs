using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class CheckTests
{
    [Fact]
    public void Sentences_are_written_when_somebody_reads_them_and_once()
    {
        int written = 0;
        Check check = Check.Of("x", true, () => ($"第 {++written} 次", $"time {written}"));
        Assert.Equal((CheckResult.Passed, "x", 0), (check.Result, check.Name, written));
        Assert.Equal(("time 1", "第 1 次", "time 1"), (check.English, check.Chinese, check.English));
        Assert.Equal(1, written);
    }

    [Fact]
    public void A_check_with_another_result_says_the_same()
    {
        Check said = new("x", CheckResult.Failed, "不符", "differs");
        Check unsaid = new("x", CheckResult.Failed, () => ("不符", "differs"));
        foreach (Check check in new[] { said, unsaid })
        {
            Check doubted = check with { Result = CheckResult.Unknown };
            Assert.Equal((CheckResult.Unknown, "不符", "differs"), (doubted.Result, doubted.Chinese, doubted.English));
            Assert.NotEqual(check, doubted);
        }
    }

    [Fact]
    public void Checks_are_equal_by_what_they_say_whenever_it_was_written()
    {
        Check said = new("x", CheckResult.Noted, "说明", "note");
        Assert.Equal(said, new Check("x", CheckResult.Noted, () => ("说明", "note")));
        Assert.Equal(said.GetHashCode(), new Check("x", CheckResult.Noted, () => ("说明", "note")).GetHashCode());
        Assert.NotEqual(said, new Check("x", CheckResult.Noted, () => ("说明", "another")));
        Assert.NotEqual(said, new Check("y", CheckResult.Noted, () => ("说明", "note")));
    }

    [Fact]
    public void What_a_verdict_says_does_not_change_with_the_clock()
    {
        using VerificationWorld world = new();
        MovingClock clock = new() { Now = VerificationWorld.Now };
        LicenceVerifier verifier = new(world.Policy, clock);
        byte[] document = world.Document.ToBytes();
        byte[] bundle = world.Bundle.Format();
        Verdict early = verifier.Verify(document, bundle, RemoteEvidence.None);
        string[] read = [.. verifier.Verify(document, bundle, RemoteEvidence.None).Checks.Select(Text)];

        clock.Now += TimeSpan.FromDays(400);
        Assert.Equal(read, early.Checks.Select(Text));
        Assert.NotEqual(read, verifier.Verify(document, bundle, RemoteEvidence.None).Checks.Select(Text));

        static string Text(Check check) => $"{check.Name} {check.Result} {check.Chinese} {check.English}";
    }

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
