using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class LogProofTests : IDisposable
{
    private readonly VerificationWorld _world = new();

    private TestLog Log => _world.Log;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_checkpoint_counts_only_with_both_keys_of_the_named_log()
    {
        using TestLog stranger = new(VerificationWorld.Origin);
        StatusBundle bundle = _world.Bundle;
        SignedNote[] notes =
        [
            Log.Note(stranger.Signer, Log.Size), Log.Note(Log.Signer, Log.Size, "ledger.example/js"), Log.Sm3Note(Log.Size),
            Log.Note(new NoteSigner("ledger.example/js", Ed25519), Log.Size), Log.Note(Log.Sm3Signer, Log.Size),
        ];
        Assert.All(notes, note => Expect.NotValid(_world.Judge(bundle: bundle with { Checkpoint = note }), "log-signature"));
        SignedNote[] twins =
        [
            stranger.Fork(0).Sm3Note(0), Log.Sm3Note(Log.Size - 1), Log.Note(Log.Signer, Log.Size), Log.Note(Log.Sm3Signer, Log.Size),
        ];
        Assert.All(twins, note => Expect.NotValid(_world.Judge(bundle: bundle with { Sm3Checkpoint = note }), "log-signature"));
        Expect.NotValid(_world.Judge(bundle: bundle with { Origin = "ledger.example/js" }), "log-signature");
    }

    [Fact]
    public void A_note_without_its_twin_or_with_extension_lines_is_malformed()
    {
        SignedNote extended = SignedNote.Sign(_world.Bundle.Checkpoint.Text + "more\n", Log.Signer);
        Expect.NotValid(_world.Judge(bundle: _world.Bundle with { Checkpoint = extended }), "proof-form");
        string json = System.Text.Encoding.UTF8.GetString(_world.Bundle.Format());
        int from = json.IndexOf(",\"sm3Checkpoint\"", StringComparison.Ordinal);
        int to = json.IndexOf(",\"status\"", StringComparison.Ordinal);
        Expect.NotValid(
            _world.Judge(_world.Document.ToBytes(), System.Text.Encoding.UTF8.GetBytes(json[..from] + json[to..])), "document-form");
    }

    [Fact]
    public void Only_the_last_leaf_speaks_for_a_checkpoint()
    {
        // An older commit with a perfect path: before a revocation, say.
        StatusBundle old = _world.Bundle;
        Log.Append(EventType.Revoke, _world.MapKey, [9], VerificationWorld.IssuedAt);
        Log.Commit(VerificationWorld.IssuedAt);
        StatusBundle stale = _world.Bundle with
        {
            MapCommit = old.MapCommit,
            MapCommitPath = Log.Path(MerkleHasher.Sha256, old.MapCommit.Index),
            MapCommitSm3Path = Log.Path(MerkleHasher.Sm3, old.MapCommit.Index),
            Status = old.Status,
            MapProof = old.MapProof,
            Events = [Log.EventAt(old.Events[0].Index, withBody: true)],
        };
        Expect.NotValid(_world.Judge(bundle: stale), "map-commitment");
    }

    [Fact]
    public void A_commit_must_say_the_place_it_stands_at()
    {
        TestLog log = Log.Fork(Log.Size - 1);
        log.Commit(_world.Bundle.MapCommit with { Index = 2 });
        Expect.NotValid(_world.Judge(bundle: log.Bundle(_world.MapKey)), "map-commitment");
    }

    [Fact]
    public void A_commit_stands_in_both_trees()
    {
        StatusBundle bundle = _world.Bundle;
        Expect.NotValid(_world.Judge(bundle: bundle with { MapCommitPath = bundle.MapCommitSm3Path }), "map-commitment");
        Expect.NotValid(_world.Judge(bundle: bundle with { MapCommitSm3Path = bundle.MapCommitPath }), "map-commitment");
        Expect.NotValid(_world.Judge(bundle: bundle with { MapCommitPath = [] }), "map-commitment");
        Expect.NotValid(
            _world.Judge(bundle: bundle with { MapCommit = bundle.MapCommit with { Time = VerificationWorld.Now } }), "map-commitment");
    }

    [Fact]
    public void A_commit_that_lies_about_the_roots_before_it_is_refused()
    {
        MapCommit commit = _world.Bundle.MapCommit;
        foreach (MapCommit lie in (MapCommit[])[commit with { Sha256Root = commit.Sm3Root }, commit with { Sm3Root = commit.Sha256Root }])
        {
            TestLog log = Log.Fork(Log.Size - 1);
            log.Commit(lie);
            Expect.NotValid(_world.Judge(bundle: log.Bundle(_world.MapKey)), "map-commitment");
        }
    }

    [Fact]
    public void A_checkpoint_whose_last_leaf_is_an_event_proves_nothing()
    {
        StatusBundle bundle = _world.Bundle;
        Log.Append(EventType.Issue, Digest.Sha256("late"u8), [3], VerificationWorld.Now);
        StatusBundle open = bundle with
        {
            Checkpoint = Log.Note(Log.Signer, Log.Size),
            Sm3Checkpoint = Log.Sm3Note(Log.Size),
            MapCommitPath = Log.Path(MerkleHasher.Sha256, bundle.MapCommit.Index),
            MapCommitSm3Path = Log.Path(MerkleHasher.Sm3, bundle.MapCommit.Index),
        };
        Expect.NotValid(_world.Judge(bundle: open), "map-commitment");
    }

    [Fact]
    public void Another_licence_s_proof_does_not_do()
    {
        StatusBundle bundle = _world.Bundle;
        StatusBundle stranger = Log.Bundle(VerificationWorld.Stranger);
        Expect.NotValid(_world.Judge(bundle: stranger), "status-proof");
        Expect.NotValid(_world.Judge(bundle: stranger with { MapKey = bundle.MapKey }), "status-proof");
        Expect.NotValid(_world.Judge(bundle: bundle with { Status = stranger.Status }), "status-proof");
        Expect.NotValid(_world.Judge(bundle: bundle with { MapProof = stranger.MapProof }), "status-proof");
    }

    [Fact]
    public void A_proof_of_absence_is_no_status()
    {
        StatusBundle absent = _world.Bundle with { Status = null };
        Expect.NotValid(_world.Judge(bundle: absent), "status-proof");
        Expect.NotValid(_world.Judge(bundle: absent with { Events = [] }), "status-proof");
        TestLog empty = Log.Fork(3);
        empty.Commit(VerificationWorld.IssuedAt);
        Expect.NotValid(_world.Judge(bundle: empty.Bundle(_world.MapKey)), "issue");
    }

    [Fact]
    public void A_map_root_that_the_events_do_not_lead_to_is_refused()
    {
        StatusEntry invented = _world.Bundle.Status! with { Version = 2 };
        TestLog log = Log.Fork(Log.Size - 1);
        StatusMap map = log.Map().With(_world.MapKey, invented.ValueHash());
        log.Commit(VerificationWorld.IssuedAt, map.Root);
        StatusBundle bundle = log.Bundle(_world.MapKey) with { Status = invented, MapProof = map.Prove(_world.MapKey) };
        Expect.NotValid(_world.Judge(bundle: bundle), "event-history");
    }

    [Fact]
    public void All_events_must_be_shown_as_they_stand_in_the_log()
    {
        Log.Append(EventType.Suspend, _world.MapKey, [7], VerificationWorld.IssuedAt);
        Log.Append(EventType.Resume, _world.MapKey, [8], VerificationWorld.IssuedAt);
        Log.Commit(VerificationWorld.IssuedAt);
        StatusBundle bundle = _world.Bundle;
        Expect.Valid(_world.Judge(bundle: bundle));
        IReadOnlyList<BundledEvent> events = bundle.Events;
        IReadOnlyList<BundledEvent>[] wrong =
        [
            [events[0]], [events[0], events[2]], [events[1], events[2]], [events[2]],
            [events[0], events[1], events[2] with { Path = events[1].Path }],
            [events[0], events[1], events[2] with { Index = events[2].Index + 1 }],
            [events[0] with { Body = new byte[] { 1 } }, events[1], events[2]],
            [events[0], events[1] with { Body = new byte[] { 8 } }, events[2]],
            [events[0], events[1], events[2], Log.EventAt(2, withBody: false) with { Index = Log.Size }],
        ];
        Assert.All(wrong, list => Expect.NotValid(_world.Judge(bundle: bundle with { Events = list }), "event-history"));
        Expect.CannotTell(_world.Judge(bundle: bundle with { Events = [] }), "issue");
        Expect.NotValid(_world.Judge(bundle: bundle with { Events = [events[0] with { Body = null }, events[1], events[2]] }), "issue");
        Expect.Valid(_world.Judge(bundle: bundle with { Events = [events[0], events[1] with { Body = new byte[] { 7 } }, events[2]] }));
        Expect.NotValid(_world.Judge(bundle: bundle with { Events = [events[1], events[0], events[2]] }), "document-form");
    }

    [Fact]
    public void The_first_event_issues_this_very_statement()
    {
        LicenceStatement other = _world.Document.Statement with { ValidTo = null };
        Expect.NotValid(_world.Judge(bundle: _world.BundleFor(other)), "issue");
        byte[] hash = Sm3.Hash(_world.Document.Statement.ToBytes()).ToArray();
        byte[] inner = VerificationWorld.Field(1, hash);
        byte[][] bodies =
        [
            VerificationWorld.Field(4, inner),
            VerificationWorld.Field(5, VerificationWorld.Field(2, hash)),
            VerificationWorld.Field(5, VerificationWorld.Field(1, hash.AsSpan(0, 31))),
            [],
            [.. VerificationWorld.Field(5, inner), .. VerificationWorld.Field(5, inner)],
            VerificationWorld.Field(5, [.. inner, .. inner]),
            [.. VerificationWorld.Field(5, inner), 0xff],
            [5 << 3, 1],
        ];
        Assert.All(bodies, body => Expect.NotValid(_world.Judge(bundle: BundleOf(EventType.Issue, body)), "issue"));
        Expect.Valid(_world.Judge(bundle: BundleOf(EventType.Issue, VerificationWorld.Field(5, inner))));
    }

    [Fact]
    public void A_history_that_does_not_begin_with_an_issue_is_none_of_a_licence()
    {
        byte[] body = VerificationWorld.BodyOf(_world.Document.Statement);
        Expect.NotValid(_world.Judge(bundle: BundleOf(EventType.MaterialRegistered, body)), "issue");
        Expect.NotValid(_world.Judge(bundle: BundleOf(EventType.ConsentGranted, body)), "issue");
    }

    private static Ledger.Crypto.Signing.Ed25519PrivateKey Ed25519 { get; } = Ledger.Crypto.Signing.Ed25519PrivateKey.Generate();

    private StatusBundle BundleOf(EventType type, byte[] body)
    {
        TestLog log = Log.Fork(3);
        log.Append(type, _world.MapKey, body, VerificationWorld.IssuedAt);
        log.Commit(VerificationWorld.IssuedAt);
        return log.Bundle(_world.MapKey);
    }
}
