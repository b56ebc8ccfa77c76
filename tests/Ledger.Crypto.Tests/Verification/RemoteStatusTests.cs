using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class RemoteStatusTests : IDisposable
{
    private static readonly DateTimeOffset Later = VerificationWorld.IssuedAt.AddMinutes(2);

    private readonly VerificationWorld _world = new();
    private readonly StatusBundle _own;
    private readonly long _size;

    public RemoteStatusTests()
    {
        _own = _world.Bundle;
        _size = _world.Log.Size;
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Nobody_asked_or_nobody_answering_is_a_remark()
    {
        Expect.Remark(_world.Judge(), "status-source");
        Verdict verdict = Judge(new RemoteEvidence { StatusProblem = "the issuing log cannot be reached" });
        Expect.Valid(verdict);
        Expect.Remark(verdict, "status-source");
    }

    [Fact]
    public void A_newer_status_is_relied_upon_and_its_time_told()
    {
        Grow(EventType.Issue, Digest.Sha256("another"u8));
        Verdict verdict = Judge(Newest());
        Expect.Valid(verdict);
        Assert.Equal(Later, verdict.AsOf);
        Assert.Equal(CheckResult.Passed, verdict.Checks.Single(check => check.Name == "log-consistency").Result);
    }

    [Fact]
    public void A_newer_status_makes_an_old_file_fresh_again()
    {
        TrustPolicy strict = _world.Policy with { MaximumAge = TimeSpan.FromMinutes(4) };
        Expect.CannotTell(_world.Judge(bundle: _own, policy: strict), "freshness");
        Grow(EventType.Issue, Digest.Sha256("another"u8));
        Expect.Valid(_world.Judge(bundle: _own, remote: Newest(), policy: strict));
    }

    [Theory]
    [InlineData(EventType.Revoke)]
    [InlineData(EventType.Suspend)]
    [InlineData(EventType.Amend)]
    public void A_newer_revocation_makes_a_file_that_was_valid_not_valid(EventType type)
    {
        Grow(type, _world.MapKey);
        Expect.Valid(_world.Judge(bundle: _own));
        Expect.NotValid(Judge(Newest()), "status");
    }

    [Fact]
    public void The_same_checkpoint_needs_no_path() => Expect.Valid(Judge(new RemoteEvidence { Status = _own }));

    [Fact]
    public void An_older_answer_is_not_believed()
    {
        Grow(EventType.Revoke, _world.MapKey);
        StatusBundle revoked = _world.Bundle;
        Expect.NotValid(_world.Judge(bundle: revoked), "status");
        Expect.NotValid(_world.Judge(bundle: revoked, remote: new RemoteEvidence { Status = _own }), "status-source", "status");

        // An older answer about a licence in force: a doubt, no more.
        Grow(EventType.Issue, Digest.Sha256("another"u8));
        using VerificationWorld other = new();
        StatusBundle before = other.Bundle;
        other.Log.Commit(Later);
        Expect.CannotTell(other.Judge(remote: new RemoteEvidence { Status = before }), "status-source");
    }

    [Fact]
    public void A_forged_answer_or_one_of_another_log_is_not_believed()
    {
        using TestLog stranger = new(VerificationWorld.Origin);
        stranger.Append(EventType.Issue, _world.MapKey, VerificationWorld.BodyOf(_world.Document.Statement), VerificationWorld.IssuedAt);
        stranger.Append(EventType.Revoke, _world.MapKey, [1], Later);
        stranger.Commit(Later);
        Expect.CannotTell(Judge(new RemoteEvidence { Status = stranger.Bundle(_world.MapKey) }), "status-source");
        using TestLog other = new("ledger.example/js");
        other.Append(EventType.Issue, _world.MapKey, [1], Later);
        other.Commit(Later);
        Expect.CannotTell(Judge(new RemoteEvidence { Status = other.Bundle(_world.MapKey) }), "status-source");
        Expect.CannotTell(Judge(new RemoteEvidence { Status = _world.Log.Bundle(VerificationWorld.Stranger) }), "status-source");
    }

    [Fact]
    public void A_newer_status_without_the_path_to_it_is_not_relied_upon()
    {
        Grow(EventType.Issue, Digest.Sha256("another"u8));
        LogConsistency path = _world.Log.Consistency(_size);
        LogConsistency?[] wrong =
        [
            null, _world.Log.Consistency(_size - 1), path with { OldSize = 0 }, path with { NewSize = path.NewSize - 1 }, path with { Sha256 = [] },
            path with { Sm3 = [] }, path with { Sm3 = path.Sha256 }, path with { Sha256 = path.Sm3 }, new LogConsistency(0, 0, [], []),
        ];
        Assert.All(wrong, shown => Expect.CannotTell(Judge(Newest() with { Consistency = shown }), "log-consistency"));
    }

    [Fact]
    public void A_log_that_shows_two_histories_of_one_length_is_never_valid()
    {
        TestLog fork = _world.Log.Fork(_size - 1);
        fork.Commit(VerificationWorld.IssuedAt.AddMilliseconds(1));
        Assert.Equal(_size, fork.Size);
        Expect.CannotTell(Judge(new RemoteEvidence { Status = fork.Bundle(_world.MapKey) }), "log-consistency");
    }

    [Fact]
    public void A_log_that_drops_what_it_showed_before_is_never_valid()
    {
        // Somebody was shown a revocation of another licence; the fork never had it, and grew beyond.
        Grow(EventType.Revoke, VerificationWorld.Stranger);
        StatusBundle shown = _world.Bundle;
        TestLog fork = _world.Log.Fork(_size);
        for (int i = 0; i < 3; i++)
        {
            fork.Append(EventType.Issue, Digest.Sha256([(byte)i]), [1], Later);
            fork.Commit(Later);
        }

        RemoteEvidence evidence = new() { Status = fork.Bundle(_world.MapKey), Consistency = fork.Consistency(_world.Log.Size) };
        Expect.CannotTell(_world.Judge(bundle: shown, remote: evidence), "log-consistency");
    }

    private Verdict Judge(RemoteEvidence remote) => _world.Judge(bundle: _own, remote: remote);

    private RemoteEvidence Newest() => new() { Status = _world.Bundle, Consistency = _world.Log.Consistency(_size) };

    private void Grow(EventType type, Digest mapKey)
    {
        _world.Log.Append(type, mapKey, [5], Later);
        _world.Log.Commit(Later);
    }
}
