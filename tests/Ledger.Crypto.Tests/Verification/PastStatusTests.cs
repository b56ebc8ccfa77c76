using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class PastStatusTests : IDisposable
{
    private static readonly DateTimeOffset Issued = VerificationWorld.IssuedAt;
    private static readonly DateTimeOffset Suspended = Issued.AddDays(1);
    private static readonly DateTimeOffset Resumed = Issued.AddDays(2);
    private static readonly DateTimeOffset Revoked = Issued.AddDays(3);

    private readonly VerificationWorld _world = new();
    private readonly TestWitnesses _witnesses = new();

    public PastStatusTests()
    {
        Add(EventType.Suspend, Suspended);
        Add(EventType.Resume, Resumed);
        Add(EventType.Revoke, Revoked);
    }

    public void Dispose()
    {
        _witnesses.Dispose();
        _world.Dispose();
    }

    [Fact]
    public void Every_moment_has_the_status_that_its_last_event_left()
    {
        StatusReport report = Report(_world.Bundle, now: Revoked.AddYears(1));
        (DateTimeOffset Moment, SubjectStatus? Status)[] expected =
        [
            (DateTimeOffset.MinValue, null), (Issued.AddMilliseconds(-1), null), (Issued, SubjectStatus.Valid),
            (Suspended.AddMilliseconds(-1), SubjectStatus.Valid), (Suspended, SubjectStatus.Suspended), (Resumed, SubjectStatus.Valid),
            (Revoked.AddTicks(-1), SubjectStatus.Valid), (Revoked, SubjectStatus.Revoked),
        ];
        Assert.All(expected, item => Assert.Equal(item.Status, Past(report, item.Moment).Entry?.Status));
        Assert.Equal(report.Status, Past(report, report.AsOf).Entry);
    }

    [Fact]
    public void What_lies_after_the_proof_or_after_the_clock_is_not_told()
    {
        Assert.Null(Report(_world.Bundle, now: Revoked.AddYears(1)).StatusAt(Revoked.AddTicks(1)));
        Assert.Null(Report(_world.Bundle, now: Revoked.AddMinutes(-1)).StatusAt(Revoked));
        Assert.NotNull(Report(_world.Bundle, now: Revoked.AddMinutes(-1)).StatusAt(Revoked.AddMinutes(-1)));
    }

    [Fact]
    public void Witnesses_carry_the_proof_on_from_the_last_commit_to_their_time()
    {
        DateTimeOffset seen = Revoked.AddDays(4);
        StatusReport report = Report(_witnesses.Cosign(_world.Bundle, seen, TestWitnesses.Enough), seen, _witnesses.Policy);
        Assert.Equal(SubjectStatus.Revoked, Past(report, seen).Entry!.Status);
        Assert.Null(report.StatusAt(seen.AddTicks(1)));
        Assert.Null(Report(_witnesses.Cosign(_world.Bundle, seen, "js"), seen, _witnesses.Policy).StatusAt(Issued));
    }

    [Fact]
    public void A_history_that_is_not_whole_tells_no_moment()
    {
        TestLog log = _world.Log.Fork(_world.Log.Size);
        Digest key = Digest.Sha256("busy"u8);
        for (int i = 0; i <= StatusBundle.MaxEvents; i++)
        {
            log.Append(EventType.MaterialRegistered, key, [1], Revoked.AddMinutes(i));
        }

        log.Commit(Revoked.AddDays(1));
        StatusReport report = Report(log.Bundle(key) with { Events = [.. log.Bundle(key).Events.Skip(1)] }, now: Revoked.AddDays(1));
        Assert.True(report.Holds);
        Assert.False(report.ShowsAllEvents);
        Assert.Null(report.StatusAt(Revoked.AddMinutes(30)));
    }

    [Fact]
    public void A_log_whose_times_run_backwards_tells_no_moment()
    {
        TestLog log = _world.Log.Fork(_world.Log.Size - 2);
        log.Append(EventType.Revoke, _world.MapKey, [1], Revoked.AddYears(1)); // dated past every question
        log.Commit(Revoked);
        StatusReport report = Report(log.Bundle(_world.MapKey), now: Revoked);
        Assert.True(report.Holds);
        Assert.Equal(SubjectStatus.Revoked, report.Status!.Status);
        Assert.Null(report.StatusAt(Resumed));
    }

    [Fact]
    public void What_is_not_in_the_log_never_was()
    {
        StatusReport report = Report(_world.Log.Bundle(Digest.Sha256("nobody"u8)), now: Revoked);
        Assert.Null(Past(report, Issued).Entry);
    }

    [Fact]
    public void A_licence_is_judged_by_status_and_dates_of_the_day_asked_for()
    {
        Expect.NotValid(JudgeAt(null), "status");
        Expect.Valid(JudgeAt(Issued));
        Expect.NotValid(JudgeAt(Suspended), "status");
        Expect.Valid(JudgeAt(Revoked.AddSeconds(-1)));
        Expect.NotValid(JudgeAt(Revoked), "status");
        Expect.NotValid(JudgeAt(Issued.AddDays(-1)), "status", "validity");
        Expect.CannotTell(JudgeAt(Revoked.AddSeconds(1)), "status", "freshness");
        Assert.Equal(Suspended, JudgeAt(Suspended).At);
        Assert.Contains("not issued yet", English(JudgeAt(Issued.AddDays(-1)), "status"), StringComparison.Ordinal);
        Assert.Contains("was suspended", English(JudgeAt(Suspended), "status"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_age_of_a_proof_does_not_matter_for_a_day_that_it_covers()
    {
        DateTimeOffset late = Revoked.AddYears(3);
        Expect.Valid(_world.Judge(at: Issued, now: late));
        Expect.NotValid(_world.Judge(at: late, now: late), "status", "validity", "freshness");
    }

    [Fact]
    public void A_file_of_before_a_change_was_valid_until_then()
    {
        TestLog log = _world.Log.Fork(5);
        log.Append(EventType.Amend, _world.MapKey, [1], Suspended);
        log.Commit(Resumed);
        StatusBundle bundle = log.Bundle(_world.MapKey);
        Expect.NotValid(_world.Judge(bundle: bundle, now: Resumed), "status");
        Expect.NotValid(_world.Judge(bundle: bundle, now: Resumed, at: Suspended), "status");
        Expect.Valid(_world.Judge(bundle: bundle, now: Resumed, at: Suspended.AddMilliseconds(-1)));
    }

    private static PastStatus Past(StatusReport report, DateTimeOffset moment) =>
        report.StatusAt(moment) ?? throw new Xunit.Sdk.XunitException($"nobody can tell {moment}");

    private static string English(Verdict verdict, string name) => verdict.Checks.Single(check => check.Name == name).English;

    private Verdict JudgeAt(DateTimeOffset? at) => _world.Judge(at: at, now: Revoked.AddHours(1));

    private StatusReport Report(StatusBundle bundle, DateTimeOffset now, TlogPolicy? policy = null) =>
        new StatusVerifier(_world.Log.Trusted with { Witnesses = policy }, TimeSpan.FromDays(1), new StandingClock(now)).Verify(bundle, bundle.MapKey);

    private void Add(EventType type, DateTimeOffset at)
    {
        _world.Log.Append(type, _world.MapKey, [1], at);
        _world.Log.Commit(at);
    }
}
