using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class QuorumTests : IDisposable
{
    private static readonly DateTimeOffset Seen = VerificationWorld.IssuedAt.AddMinutes(1);

    private readonly VerificationWorld _world = new();
    private readonly TestWitnesses _witnesses = new();
    private readonly StatusBundle _bare;

    public QuorumTests() => _bare = _world.Bundle;

    private TrustPolicy Policy => _world.Policy with { Logs = [_world.Log.Trusted with { Witnesses = _witnesses.Policy }] };

    public void Dispose()
    {
        _witnesses.Dispose();
        _world.Dispose();
    }

    [Fact]
    public void A_quorum_of_witnesses_and_auditors_makes_a_licence_valid_as_of_their_time()
    {
        Verdict verdict = Judge(Cosigned(TestWitnesses.Enough));
        Expect.Valid(verdict);
        Assert.Equal(Seen, verdict.AsOf);
        Assert.True(verdict.IsWitnessed);
        string quorum = CheckOf(verdict, "quorum").English;
        Assert.Contains("Witnessed by js, zj; trees and map recomputed by js-a, ah-a.", quorum, StringComparison.Ordinal);
        Assert.Contains(BeijingTime.TextOf(Seen), CheckOf(verdict, "status").English, StringComparison.Ordinal);
        Assert.Contains("witnesses", CheckOf(verdict, "status").English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "cosigned by nobody; missing: all 0/2 (witnesses, auditors); witnesses 0/2 (js, zj, ah); auditors 0/2 (js-a, zj-a, ah-a).")]
    [InlineData("js zj", "cosigned by js, zj; missing: all 1/2 (auditors); auditors 0/2 (js-a, zj-a, ah-a).")]
    [InlineData("js js-a zj-a ah-a", "missing: all 1/2 (witnesses); witnesses 1/2 (zj, ah).")]
    public void Below_quorum_nobody_can_tell_and_the_check_says_who_is_missing(string names, string words)
    {
        Verdict verdict = Judge(Cosigned(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Expect.CannotTell(verdict, "quorum");
        Assert.Contains(words, CheckOf(verdict, "quorum").English, StringComparison.Ordinal);
        Assert.False(verdict.IsWitnessed);
        Assert.Equal(VerificationWorld.IssuedAt, verdict.AsOf);
    }

    [Fact]
    public void A_policy_that_asks_for_none_is_a_remark()
    {
        Expect.Remark(_world.Judge(), "quorum");
        TlogPolicy none = TlogPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(
            _witnesses.Text.Replace("quorum all", "quorum none", StringComparison.Ordinal)));
        Verdict verdict = Judge(Cosigned(TestWitnesses.Enough), _world.Policy with { Logs = [_world.Log.Trusted with { Witnesses = none }] });
        Expect.Valid(verdict);
        Expect.Remark(verdict, "quorum");
        Assert.Equal(VerificationWorld.IssuedAt, verdict.AsOf);
    }

    [Fact]
    public void A_bad_line_of_a_known_witness_makes_a_licence_neither_valid_nor_invalid()
    {
        StatusBundle good = Cosigned(TestWitnesses.Enough);
        StatusBundle spoilt = good with { Checkpoint = good.Checkpoint.With(_witnesses.CosignerOf("ah").Sign("another text\n", Seen)) };
        Verdict verdict = Judge(spoilt);
        Expect.CannotTell(verdict, "quorum");
        Assert.Contains("witness.example/ah", CheckOf(verdict, "quorum").English, StringComparison.Ordinal);

        // Of somebody unknown it means nothing at all.
        using TestWitnesses strangers = new();
        Expect.Valid(Judge(good with { Checkpoint = good.Checkpoint.With(strangers.CosignerOf("ah").Sign("another text\n", Seen)) }));
    }

    [Fact]
    public void One_forged_cosignature_cannot_make_up_for_one_that_is_missing()
    {
        using TestWitnesses forger = new();
        StatusBundle bundle = Cosigned("js", "js-a", "ah-a");
        Expect.CannotTell(Judge(bundle with { Checkpoint = bundle.Checkpoint.With(forger.CosignerOf("zj").Sign(bundle.Checkpoint.Text, Seen)) }), "quorum");
        string line = _witnesses.CosignerOf("zj").Sign(bundle.Checkpoint.Text, Seen).ToString();
        int at = line.Length - 20;
        NoteSignature flipped = NoteSignature.Parse(line[..at] + (line[at] == 'A' ? 'B' : 'A') + line[(at + 1)..]);
        Expect.CannotTell(Judge(bundle with { Checkpoint = bundle.Checkpoint.With(flipped) }), "quorum");
    }

    [Fact]
    public void Two_witnesses_of_one_organisation_count_once()
    {
        string text = _witnesses.Text
            .Replace("group witnesses 2 js zj ah", "group zhejiang any zj ah\ngroup witnesses 2 js zhejiang", StringComparison.Ordinal);
        TlogPolicy policy = TlogPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        TrustPolicy trust = _world.Policy with { Logs = [_world.Log.Trusted with { Witnesses = policy }] };
        Verdict verdict = Judge(Cosigned("zj", "ah", "js-a", "ah-a"), trust);
        Expect.CannotTell(verdict, "quorum");
        Assert.Contains("witnesses 1/2 (js)", CheckOf(verdict, "quorum").English, StringComparison.Ordinal);
        Expect.Valid(Judge(Cosigned("js", "ah", "js-a", "ah-a"), trust));
    }

    [Fact]
    public void A_proof_of_two_days_ago_cannot_tell()
    {
        StatusBundle bundle = Cosigned(TestWitnesses.Enough);
        Expect.CannotTell(Judge(bundle, now: Seen.AddDays(2)), "freshness");
        Expect.CannotTell(_world.Judge(bundle: bundle, now: Seen.AddDays(2)), "freshness");
    }

    [Fact]
    public void A_cosignature_of_another_size_does_not_vouch_for_this_one()
    {
        StatusBundle old = Cosigned(TestWitnesses.Enough);
        _world.Log.Append(EventType.Issue, Digest.Sha256("another"u8), [1], Seen);
        _world.Log.Commit(Seen);
        StatusBundle now = _world.Bundle;
        foreach (NoteSignature signature in old.Checkpoint.Signatures.Skip(1))
        {
            now = now with { Checkpoint = now.Checkpoint.With(signature) };
        }

        Expect.CannotTell(Judge(now), "quorum");
    }

    [Fact]
    public void A_revocation_below_quorum_is_the_word_of_the_log_alone()
    {
        _world.Log.Append(EventType.Revoke, _world.MapKey, [1], Seen);
        _world.Log.Commit(Seen);
        Expect.CannotTell(Judge(_witnesses.Cosign(_world.Bundle, Seen, "js")), "quorum", "status");
        Expect.NotValid(Judge(_witnesses.Cosign(_world.Bundle, Seen, TestWitnesses.Enough)), "status");
        Expect.NotValid(_world.Judge(), "status");
    }

    [Fact]
    public void An_idle_log_stays_fresh_by_heartbeats_and_ages_without()
    {
        DateTimeOffset week = Seen.AddDays(7);
        StatusBundle bundle = Cosigned(TestWitnesses.Enough);
        TrustPolicy policy = Policy with { MaximumAge = TimeSpan.FromMinutes(10) };
        Expect.CannotTell(Judge(bundle, policy, week), "freshness");
        StatusBundle kept = _witnesses.Cosign(bundle, week, TestWitnesses.Enough);
        Expect.Valid(Judge(kept, policy, week.AddMinutes(10)));
        Expect.CannotTell(Judge(kept, policy, week.AddMinutes(10).AddTicks(1)), "freshness");

        // One fresh witness is no quorum: the second newest counts.
        Expect.CannotTell(Judge(_witnesses.Cosign(bundle, week, "js", "js-a", "ah-a"), policy, week), "freshness");
    }

    [Fact]
    public void Witnesses_of_the_future_are_not_believed()
    {
        StatusBundle bundle = _witnesses.Cosign(_bare, VerificationWorld.Now.AddMinutes(5), TestWitnesses.Enough);
        Expect.Valid(Judge(bundle));
        Expect.CannotTell(Judge(bundle, now: VerificationWorld.Now.AddSeconds(-1)), "freshness");
    }

    [Fact]
    public void What_ended_for_good_stays_so_in_an_old_proof_and_a_suspension_does_not()
    {
        DateTimeOffset late = Seen.AddDays(2);
        _world.Log.Append(EventType.Suspend, _world.MapKey, [1], Seen);
        _world.Log.Commit(Seen);
        StatusBundle suspended = _witnesses.Cosign(_world.Bundle, Seen, TestWitnesses.Enough);
        Expect.NotValid(Judge(suspended), "status");
        Expect.CannotTell(Judge(suspended, now: late), "status", "freshness");
        _world.Log.Append(EventType.Revoke, _world.MapKey, [2], Seen);
        _world.Log.Commit(Seen);
        StatusBundle revoked = _witnesses.Cosign(_world.Bundle, Seen, TestWitnesses.Enough);
        Expect.NotValid(Judge(revoked, now: late), "status", "freshness");
    }

    private StatusBundle Cosigned(params string[] names) => _witnesses.Cosign(_bare, Seen, names);

    private Verdict Judge(StatusBundle bundle, TrustPolicy? policy = null, DateTimeOffset? now = null) =>
        _world.Judge(bundle: bundle, policy: policy ?? Policy, now: now);

    private static Check CheckOf(Verdict verdict, string name) => verdict.Checks.Single(check => check.Name == name);
}
