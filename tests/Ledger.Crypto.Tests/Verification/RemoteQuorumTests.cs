using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>A file's own proof and a fetched one, each with or without quorum.</summary>
public sealed class RemoteQuorumTests : IDisposable
{
    private static readonly DateTimeOffset Seen = VerificationWorld.IssuedAt.AddMinutes(1);
    private static readonly DateTimeOffset Later = VerificationWorld.IssuedAt.AddMinutes(3);

    private readonly VerificationWorld _world = new();
    private readonly TestWitnesses _witnesses = new();
    private readonly StatusBundle _own;
    private readonly long _size;

    public RemoteQuorumTests()
    {
        _own = _world.Bundle;
        _size = _world.Log.Size;
    }

    public void Dispose()
    {
        _witnesses.Dispose();
        _world.Dispose();
    }

    [Theory]
    [InlineData(true, true, EventType.Issue, Conclusion.Valid, true)]
    [InlineData(false, true, EventType.Issue, Conclusion.Valid, true)]
    [InlineData(true, false, EventType.Issue, Conclusion.Valid, false)]
    [InlineData(false, false, EventType.Issue, Conclusion.CannotTell, true)]
    [InlineData(true, true, EventType.Revoke, Conclusion.NotValid, true)]
    [InlineData(false, true, EventType.Revoke, Conclusion.NotValid, true)]
    [InlineData(true, false, EventType.Revoke, Conclusion.CannotTell, false)]
    [InlineData(false, false, EventType.Revoke, Conclusion.CannotTell, true)]
    [InlineData(true, false, EventType.Suspend, Conclusion.CannotTell, false)]
    [InlineData(true, false, EventType.Amend, Conclusion.CannotTell, false)]
    [InlineData(true, true, EventType.Dispute, Conclusion.Valid, true)]
    [InlineData(true, false, EventType.Dispute, Conclusion.Valid, false)]
    [InlineData(true, false, EventType.Endorse, Conclusion.Valid, false)]
    public void The_fetched_status_counts_where_it_has_the_quorum_or_the_own_one_lacks_it(
        bool ownHas, bool fetchedHas, EventType type, Conclusion conclusion, bool isFetchedRelied)
    {
        StatusBundle own = Signed(_own, Seen, ownHas);
        StatusBundle fetched = Signed(Grown(type), Later, fetchedHas);
        Verdict verdict = Judge(own, fetched);
        Assert.Equal(conclusion, verdict.Conclusion);
        Assert.Equal(
            (isFetchedRelied, fetchedHas, ownHas) switch
            {
                (true, true, _) or (true, false, _) => Later,
                (false, _, true) => Seen,
                _ => VerificationWorld.IssuedAt,
            },
            verdict.AsOf);
    }

    [Fact]
    public void A_suspension_with_quorum_is_not_lifted_by_an_answer_below_it()
    {
        StatusBundle own = Signed(Grown(EventType.Suspend), Seen, true);
        long size = _world.Log.Size;
        StatusBundle fetched = Grown(EventType.Resume);
        Verdict verdict = Judge(own, fetched, size);
        Expect.NotValid(verdict, "status");
        Expect.Remark(verdict, "status-source");
        Expect.Valid(Judge(own, Signed(fetched, Later, true), size));
    }

    [Fact]
    public void An_answer_below_quorum_that_a_disputed_licence_was_suspended_raises_a_doubt()
    {
        StatusBundle own = Signed(Grown(EventType.Dispute), Seen, true);
        long size = _world.Log.Size;
        StatusBundle fetched = Grown(EventType.Suspend);
        Expect.CannotTell(Judge(own, fetched, size), "status-source");
        Expect.NotValid(Judge(own, Signed(fetched, Later, true), size), "status");
    }

    [Fact]
    public void A_fork_below_quorum_raises_the_same_doubt()
    {
        TestLog fork = _world.Log.Fork(_size - 1);
        fork.Commit(VerificationWorld.IssuedAt.AddMilliseconds(1));
        Expect.CannotTell(Judge(Signed(_own, Seen, true), fork.Bundle(_world.MapKey)), "log-consistency");
    }

    [Fact]
    public void A_fetched_note_with_a_bad_line_counts_as_below_quorum()
    {
        StatusBundle fetched = Signed(Grown(EventType.Issue), Later, true);
        StatusBundle spoilt = fetched with { Checkpoint = fetched.Checkpoint.With(_witnesses.CosignerOf("ah").Sign("another text\n", Later)) };
        Verdict verdict = Judge(Signed(_own, Seen, true), spoilt);
        Expect.Valid(verdict);
        Assert.Equal(Seen, verdict.AsOf);
        Expect.CannotTell(Judge(_own, spoilt), "quorum");
    }

    [Fact]
    public void Of_one_checkpoint_the_newer_cosignatures_count_whoever_brought_them()
    {
        StatusBundle early = Signed(_own, Seen, true);
        StatusBundle late = Signed(_own, Later, true);
        Assert.Equal(Later, Judge(early, late).AsOf);
        Assert.Equal(Later, Judge(late, early).AsOf);
    }

    private StatusBundle Signed(StatusBundle bundle, DateTimeOffset at, bool has) =>
        _witnesses.Cosign(bundle, at, has ? TestWitnesses.Enough : TestWitnesses.Enough[..3]);

    private StatusBundle Grown(EventType type)
    {
        _world.Log.Append(type, type == EventType.Issue ? Digest.Sha256("another"u8) : _world.MapKey, [5], Later);
        _world.Log.Commit(Later);
        return _world.Bundle;
    }

    private Verdict Judge(StatusBundle own, StatusBundle fetched, long? from = null) => _world.Judge(
        bundle: own,
        remote: new RemoteEvidence { Status = fetched, Consistency = _world.Log.Size > (from ?? _size) ? _world.Log.Consistency(from ?? _size) : null },
        policy: _world.Policy with { Logs = [_world.Log.Trusted with { Witnesses = _witnesses.Policy }] });
}
