using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class StatusTests : IDisposable
{
    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(EventType.Suspend, "suspended")]
    [InlineData(EventType.Revoke, "ended")]
    [InlineData(EventType.Amend, "amended")]
    public void A_licence_that_was_suspended_ended_or_amended_is_not_valid(EventType type, string word)
    {
        _world.Log.Append(type, _world.MapKey, [1], VerificationWorld.IssuedAt);
        _world.Log.Commit(VerificationWorld.IssuedAt);
        Verdict verdict = _world.Judge();
        Expect.NotValid(verdict, "status");
        Assert.Contains(word, verdict.Checks.Single(check => check.Name == "status").English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suspension_that_was_lifted_leaves_the_licence_in_force()
    {
        _world.Log.Append(EventType.Suspend, _world.MapKey, [1], VerificationWorld.IssuedAt);
        _world.Log.Append(EventType.Resume, _world.MapKey, [2], VerificationWorld.IssuedAt);
        _world.Log.Commit(VerificationWorld.IssuedAt);
        Expect.Valid(_world.Judge());
    }

    [Fact]
    public void A_proof_is_relied_on_up_to_the_maximum_age_and_not_a_tick_longer()
    {
        DateTimeOffset end = VerificationWorld.IssuedAt.AddHours(24);
        Expect.Valid(_world.Judge(now: end));
        Expect.CannotTell(_world.Judge(now: end.AddTicks(1)), "freshness");
    }

    [Fact]
    public void A_clock_may_be_five_minutes_behind_the_proof_and_not_a_tick_more()
    {
        DateTimeOffset behind = VerificationWorld.IssuedAt.AddMinutes(-5);
        Expect.Valid(_world.Judge(now: behind));
        Verdict verdict = _world.Judge(now: behind.AddTicks(-1));
        Expect.CannotTell(verdict, "freshness");
        Assert.Contains("behind", verdict.Checks.Single(check => check.Name == "freshness").English, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_day_ends_at_midnight_in_China()
    {
        // Valid to 30 June: until 16:00 UTC of that day.
        TrustPolicy patient = _world.Policy with { MaximumAge = TimeSpan.FromDays(90) };
        DateTimeOffset midnight = new(2026, 6, 30, 16, 0, 0, TimeSpan.Zero);
        Expect.Valid(_world.Judge(policy: patient, now: midnight.AddTicks(-1)));
        Expect.NotValid(_world.Judge(policy: patient, now: midnight), "validity");
        Expect.NotValid(_world.Judge(now: midnight.AddDays(5)), "validity", "freshness");
    }

    [Fact]
    public void The_first_day_begins_at_midnight_in_China()
    {
        LicenceStatement later = _world.Document.Statement with { ValidFrom = new DateOnly(2026, 6, 2) };
        LicenceDocument document = _world.Sign(later, VerificationWorld.Fields);
        StatusBundle bundle = _world.BundleFor(later);
        DateTimeOffset midnight = new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero);
        Expect.NotValid(_world.Judge(document, bundle, now: midnight.AddTicks(-1)), "validity");
        Expect.Valid(_world.Judge(document, bundle, now: midnight));
    }

    [Fact]
    public void A_licence_without_a_last_day_does_not_end()
    {
        LicenceStatement endless = _world.Document.Statement with { ValidTo = null };
        TrustPolicy patient = _world.Policy with { MaximumAge = TimeSpan.FromDays(4_000_000) };
        Expect.Valid(_world.Judge(
            _world.Sign(endless, VerificationWorld.Fields), _world.BundleFor(endless), policy: patient, now: DateTimeOffset.MaxValue));
    }

    [Fact]
    public void A_log_that_dates_its_proof_to_the_end_of_time_is_not_believed()
    {
        TestLog log = _world.Log.Fork(4);
        log.Commit(DateTimeOffset.MaxValue);
        Expect.CannotTell(_world.Judge(bundle: log.Bundle(_world.MapKey)), "freshness");
    }

    [Fact]
    public void A_verdict_of_remarks_alone_is_no_valid_one()
    {
        Check remark = new("x", CheckResult.Noted, "说明", "note");
        Assert.Equal(Conclusion.CannotTell, new Verdict([], null, null).Conclusion);
        Assert.Equal(Conclusion.CannotTell, new Verdict([remark], VerificationWorld.Now, null).Conclusion);
        Assert.Equal(Conclusion.CannotTell, new Verdict([remark], null, _world.Document).Conclusion);
    }

    [Theory]
    [InlineData("2026-06-01T15:59:59.9999999Z", "2026-06-01", "2026-06-01 23:59:59")]
    [InlineData("2026-06-01T16:00:00Z", "2026-06-02", "2026-06-02 00:00:00")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31", "9999-12-31 23:59:59")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01", "0001-01-01 08:00:00")]
    public void Days_are_counted_in_China(string time, string day, string text)
    {
        DateTimeOffset moment = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), BeijingTime.DayOf(moment));
        Assert.Equal(text, BeijingTime.TextOf(moment));
    }
}
