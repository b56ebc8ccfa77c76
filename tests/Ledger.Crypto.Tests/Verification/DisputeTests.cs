using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>An open objection is told and changes nothing else; a suspension beside it comes and goes by itself.</summary>
public sealed class DisputeTests : IDisposable
{
    private static readonly DateTimeOffset Issued = VerificationWorld.IssuedAt;

    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(SubjectStatus.Valid, "in force", false, true)]
    [InlineData(SubjectStatus.Valid, "in force", false, true, EventType.Endorse)]
    [InlineData(SubjectStatus.Disputed, "in force", true, true, EventType.Dispute)]
    [InlineData(SubjectStatus.Disputed, "in force", true, true, EventType.Dispute, EventType.Endorse)]
    [InlineData(SubjectStatus.Valid, "in force", false, true, EventType.Dispute, EventType.DisputeLifted)]
    [InlineData(SubjectStatus.Suspended, "suspended", false, false, EventType.Suspend)]
    [InlineData(SubjectStatus.Valid, "in force", false, true, EventType.Suspend, EventType.Resume)]
    [InlineData(SubjectStatus.SuspendedDisputed, "suspended", true, false, EventType.Dispute, EventType.Suspend)]
    [InlineData(SubjectStatus.SuspendedDisputed, "suspended", true, false, EventType.Suspend, EventType.Dispute)]
    [InlineData(SubjectStatus.Disputed, "in force", true, true, EventType.Suspend, EventType.Dispute, EventType.Resume)]
    [InlineData(SubjectStatus.Suspended, "suspended", false, false, EventType.Dispute, EventType.Suspend, EventType.DisputeLifted)]
    [InlineData(SubjectStatus.Revoked, "ended", false, false, EventType.Revoke)]
    [InlineData(SubjectStatus.Revoked, "ended", false, false, EventType.Dispute, EventType.Revoke)]
    [InlineData(SubjectStatus.Revoked, "ended", false, false, EventType.Dispute, EventType.Suspend, EventType.Revoke)]
    public void Every_status_of_a_licence_has_its_verdict_and_its_words(
        SubjectStatus status, string word, bool isDisputed, bool isValid, params EventType[] events)
    {
        foreach (EventType type in events)
        {
            Add(type, Issued);
        }

        Assert.Equal(status, _world.Bundle.Status!.Status);
        Verdict verdict = _world.Judge();
        AssertIs(verdict, isValid, isDisputed);
        Assert.Contains($"the licence is {word}", English(verdict, "status"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_ended_is_not_said_to_have_been_revoked_where_the_proof_does_not_show_it()
    {
        Add(EventType.Revoke, Issued);
        Check check = _world.Judge().Checks.Single(check => check.Name == "status");
        Assert.Contains("已终止（所据证明未载明如何终止）", check.Chinese, StringComparison.Ordinal);
        Assert.Contains("ended (this proof does not show how)", check.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancelled", "2026-06-01", "已注销（2026-06-01 决定）", "is cancelled (decided on 2026-06-01)")]
    [InlineData("withdrawn", "2026-06-01", "已撤销（2026-06-01 决定）", "is withdrawn (decided on 2026-06-01)")]
    [InlineData("penalty", "2026-06-01", "已吊销（2026-06-01 决定）", "is revoked (decided on 2026-06-01)")]
    [InlineData("superseded", "2026-06-01", "已由新版取代（2026-06-01 决定）", "is superseded by a new version (decided on 2026-06-01)")]
    [InlineData("transferred", "2026-06-01", "已转出（2026-06-01 决定）", "is transferred out (decided on 2026-06-01)")]
    [InlineData("penalty", "2026-06-31", "未载明如何终止", "does not show how")]
    [InlineData("lost", "2026-06-01", "未载明如何终止", "does not show how")]
    public void What_ended_is_said_to_have_ended_as_its_event_says(string reason, string day, string chinese, string english)
    {
        byte[] ended = [.. Field(2, reason), .. Field(4, day)];
        _world.Log.Append(EventType.Revoke, _world.MapKey, [0x2a, (byte)ended.Length, .. ended], Issued);
        _world.Log.Commit(Issued);
        Check check = _world.Judge().Checks.Single(check => check.Name == "status");
        Assert.Equal(CheckResult.Failed, check.Result);
        Assert.Contains(chinese, check.Chinese, StringComparison.Ordinal);
        Assert.Contains(english, check.English, StringComparison.Ordinal);
        static byte[] Field(int number, string text) => [(byte)((number << 3) | 2), (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];
    }

    [Fact]
    public void The_remark_names_the_time_in_both_languages_and_the_tense()
    {
        Add(EventType.Dispute, Issued);
        Check now = Dispute(_world.Judge())!;
        Assert.StartsWith("截至 2026-06-01 15:55:00（北京时间）异议处理中", now.Chinese, StringComparison.Ordinal);
        Assert.StartsWith("As of 2026-06-01 15:55:00 (Beijing time) an objection is open", now.English, StringComparison.Ordinal);
        Check then = Dispute(_world.Judge(at: Issued))!;
        Assert.StartsWith("2026-06-01 15:55:00（北京时间）异议处理中", then.Chinese, StringComparison.Ordinal);
        Assert.StartsWith("At 2026-06-01 15:55:00 (Beijing time) an objection was open", then.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_moment_of_a_long_life_has_its_own_verdict()
    {
        (EventType Type, bool IsValid, bool IsDisputed)[] life =
        [
            (EventType.Endorse, true, false), (EventType.Suspend, false, false), (EventType.Resume, true, false), (EventType.Dispute, true, true),
            (EventType.Suspend, false, true), (EventType.Endorse, false, true), (EventType.DisputeLifted, false, false),
            (EventType.Dispute, false, true), (EventType.Resume, true, true), (EventType.DisputeLifted, true, false), (EventType.Dispute, true, true),
            (EventType.Revoke, false, false),
        ];
        foreach ((int day, (EventType type, _, _)) in life.Index())
        {
            Add(type, Issued.AddDays(day + 1));
        }

        DateTimeOffset now = Issued.AddDays(life.Length + 0.5);
        AssertIs(_world.Judge(now: now), isValid: false, isDisputed: false);
        AssertIs(_world.Judge(at: Issued, now: now), isValid: true, isDisputed: false);
        foreach ((int day, (_, bool isValid, bool isDisputed)) in life.Index())
        {
            DateTimeOffset from = Issued.AddDays(day + 1);
            AssertIs(_world.Judge(at: from, now: now), isValid, isDisputed);
            if (day + 1 < life.Length)
            {
                AssertIs(_world.Judge(at: from.AddDays(1).AddMilliseconds(-1), now: now), isValid, isDisputed);
            }
        }
    }

    [Theory]
    [InlineData(false, EventType.Suspend)]
    [InlineData(true, EventType.Suspend, EventType.Dispute)]
    [InlineData(true, EventType.Dispute, EventType.Suspend)]
    public void An_old_proof_of_a_suspension_tells_neither_way(bool isDisputed, params EventType[] events)
    {
        foreach (EventType type in events)
        {
            Add(type, Issued);
        }

        Verdict verdict = _world.Judge(now: Issued.AddDays(2));
        Expect.CannotTell(verdict, "status", "freshness");
        Assert.Equal(isDisputed, verdict.IsDisputed);
    }

    [Fact]
    public void An_old_proof_of_an_objection_is_old_and_no_more()
    {
        Add(EventType.Dispute, Issued);
        Verdict verdict = _world.Judge(now: Issued.AddDays(2));
        Expect.CannotTell(verdict, "freshness");
        Assert.True(verdict.IsDisputed);
    }

    [Fact]
    public void A_newer_answer_tells_of_an_objection_and_of_its_end()
    {
        StatusBundle before = _world.Bundle;
        long size = _world.Log.Size;
        Add(EventType.Dispute, Issued.AddMinutes(1));
        StatusBundle disputed = _world.Bundle;
        AssertIs(_world.Judge(bundle: before, remote: Newest(size)), isValid: true, isDisputed: true);
        size = _world.Log.Size;
        Add(EventType.DisputeLifted, Issued.AddMinutes(2));
        AssertIs(_world.Judge(bundle: disputed, remote: Newest(size)), isValid: true, isDisputed: false);
    }

    private RemoteEvidence Newest(long from) => new() { Status = _world.Bundle, Consistency = _world.Log.Consistency(from) };

    private static void AssertIs(Verdict verdict, bool isValid, bool isDisputed)
    {
        if (isValid)
        {
            Expect.Valid(verdict);
        }
        else
        {
            Expect.NotValid(verdict, "status");
        }

        Assert.Equal(isDisputed, verdict.IsDisputed);
        Assert.Equal(isDisputed ? CheckResult.Noted : null, Dispute(verdict)?.Result);
    }

    private static Check? Dispute(Verdict verdict) => verdict.Checks.SingleOrDefault(check => check.Name == "dispute");

    private static string English(Verdict verdict, string name) => verdict.Checks.Single(check => check.Name == name).English;

    private void Add(EventType type, DateTimeOffset at)
    {
        _world.Log.Append(type, _world.MapKey, [1], at);
        _world.Log.Commit(at);
    }
}
