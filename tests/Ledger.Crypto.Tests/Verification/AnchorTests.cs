using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class AnchorTests : IDisposable
{
    private readonly VerificationWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_licence_not_anchored_yet_is_valid_with_a_remark()
    {
        Verdict verdict = _world.Judge();
        Expect.Valid(verdict);
        Expect.Remark(verdict, "anchor");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void An_anchor_that_the_chain_holds_passes(long size)
    {
        BundledAnchor anchor = _world.Log.AnchorOf(size);
        Verdict verdict = Judge(anchor, new RemoteEvidence { Chain = new ChainAnswer(size, DigestOf(anchor)) });
        Expect.Valid(verdict);
        Assert.Equal(CheckResult.Passed, verdict.Checks.Single(check => check.Name == "anchor").Result);
        Assert.Equal(CheckResult.Passed, verdict.Checks.Single(check => check.Name == "anchor-consistency").Result);
    }

    [Fact]
    public void A_chain_without_it_or_with_another_digest_raises_a_doubt()
    {
        BundledAnchor anchor = _world.Log.AnchorOf(2);
        Expect.CannotTell(Judge(anchor, new RemoteEvidence { Chain = new ChainAnswer(2, null) }), "anchor");
        Expect.CannotTell(Judge(anchor, new RemoteEvidence { Chain = new ChainAnswer(2, Digest.Sha256("x"u8)) }), "anchor");
    }

    [Fact]
    public void A_chain_that_was_not_asked_is_a_remark()
    {
        BundledAnchor anchor = _world.Log.AnchorOf(2);
        RemoteEvidence[] silent =
        [
            RemoteEvidence.None, new() { ChainProblem = "the chain cannot be reached" },
            new() { Chain = new ChainAnswer(3, DigestOf(anchor)) },
        ];
        foreach (RemoteEvidence remote in silent)
        {
            Verdict verdict = Judge(anchor, remote);
            Expect.Valid(verdict);
            Expect.Remark(verdict, "anchor");
        }
    }

    [Fact]
    public void Another_chain_or_contract_than_the_policy_s_is_a_remark()
    {
        BundledAnchor anchor = _world.Log.AnchorOf(2);
        BundledAnchor[] others = [anchor with { ChainId = 1 }, anchor with { Contract = Enumerable.Repeat((byte)1, 20).ToArray() }];
        foreach (BundledAnchor other in others)
        {
            // Whatever that chain answers: it is not asked for by the policy.
            Verdict verdict = Judge(other, new RemoteEvidence { Chain = new ChainAnswer(2, null) });
            Expect.Valid(verdict);
            Expect.Remark(verdict, "anchor");
        }

        Expect.Remark(_world.Judge(bundle: _world.Log.Bundle(_world.MapKey, anchor), policy: _world.Policy with { Chain = null }), "anchor");
    }

    [Fact]
    public void An_anchor_that_the_checkpoint_does_not_continue_makes_the_file_not_valid()
    {
        BundledAnchor anchor = _world.Log.AnchorOf(2);
        Digest wrong = Digest.Sha256("x"u8);
        BundledAnchor[] broken =
        [
            anchor with { Sha256Root = wrong }, anchor with { Consistency = [] }, anchor with { Size = 3 }, anchor with { Size = 6 },
            anchor with { Size = 0, Consistency = [] }, anchor with { NoteHash = wrong },
        ];
        Assert.All(broken, item => Expect.NotValid(Judge(item, RemoteEvidence.None), "anchor-consistency"));
        BundledAnchor last = _world.Log.AnchorOf(5);
        BundledAnchor[] contradicting = [last with { Sm3Root = wrong }, last with { MapRoot = wrong }, last with { Time = 1 }];
        Assert.All(contradicting, item => Expect.NotValid(Judge(item, RemoteEvidence.None), "anchor-consistency"));
    }

    [Fact]
    public void A_newer_status_with_a_broken_anchor_is_not_believed_but_breaks_nothing()
    {
        StatusBundle own = _world.Bundle;
        _world.Log.Commit(VerificationWorld.Now);
        BundledAnchor anchor = _world.Log.AnchorOf(2) with { NoteHash = default };
        RemoteEvidence evidence = new() { Status = _world.Log.Bundle(_world.MapKey, anchor), Consistency = _world.Log.Consistency(5) };
        Expect.CannotTell(_world.Judge(bundle: own, remote: evidence), "status-source");
    }

    [Fact]
    public void The_anchor_of_the_newer_status_is_the_one_compared()
    {
        StatusBundle own = _world.Bundle;
        _world.Log.Commit(VerificationWorld.Now);
        BundledAnchor anchor = _world.Log.AnchorOf(6);
        RemoteEvidence evidence = new()
        {
            Status = _world.Log.Bundle(_world.MapKey, anchor),
            Consistency = _world.Log.Consistency(5),
            Chain = new ChainAnswer(6, DigestOf(anchor)),
        };
        Verdict verdict = _world.Judge(bundle: own, remote: evidence);
        Expect.Valid(verdict);
        Assert.Equal(CheckResult.Passed, verdict.Checks.Single(check => check.Name == "anchor").Result);
        Expect.CannotTell(_world.Judge(bundle: own, remote: evidence with { Chain = new ChainAnswer(6, null) }), "anchor");
    }

    private static Digest DigestOf(BundledAnchor anchor) => new AnchorFields(
        AnchorFields.OriginHash(VerificationWorld.Origin), anchor.Size, anchor.Sha256Root, anchor.Sm3Root, anchor.MapRoot, anchor.NoteHash,
        anchor.Time).ToDigest();

    private Verdict Judge(BundledAnchor anchor, RemoteEvidence remote) =>
        _world.Judge(bundle: _world.Log.Bundle(_world.MapKey, anchor), remote: remote);
}
