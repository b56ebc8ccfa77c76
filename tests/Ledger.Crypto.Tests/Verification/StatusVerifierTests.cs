using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class StatusVerifierTests : IDisposable
{
    private const string Origin = "ledger.example/sh";

    private readonly Ed25519PrivateKey _ed25519 = Ed25519PrivateKey.Generate();
    private readonly Sm2PrivateKey _sm2 = Sm2PrivateKey.Generate();
    private readonly LedgerLeaves _leaves = new();

    public StatusVerifierTests()
    {
        _leaves.Add(EventType.Issue, "one");
        _leaves.Add(EventType.Issue, "two");
        _leaves.Commit();
        _leaves.Add(EventType.Suspend, "one");
        _leaves.Commit();
    }

    private NoteSigner Log => new(Origin, _ed25519);

    private NoteSigner Twin => new(Origin + "/sm3", _sm2);

    public void Dispose()
    {
        _ed25519.Dispose();
        _sm2.Dispose();
    }

    [Fact]
    public void An_honest_bundle_holds_for_a_status_and_for_absence()
    {
        StatusBundle bundle = Bundle("one");
        Assert.Null(Fault(bundle));
        Assert.Equal(SubjectStatus.Suspended, bundle.Status!.Status);
        Assert.True(Verify(bundle).ShowsAllEvents);
        StatusBundle absent = Bundle("three");
        Assert.Null(Fault(absent));
        Assert.Null(absent.Status);
    }

    [Fact]
    public void Every_part_that_is_not_its_own_is_a_fault()
    {
        StatusBundle one = Bundle("one");
        StatusBundle two = Bundle("two");
        using Ed25519PrivateKey otherKey = Ed25519PrivateKey.Generate();
        BundledEvent issue = one.Events[0];
        StatusBundle[] wrong =
        [
            one with { Origin = "ledger.example/js" },
            one with { MapKey = two.MapKey },
            one with { Checkpoint = SignedNote.Sign(one.Checkpoint.Text, new NoteSigner(Origin, otherKey)) },
            one with { Checkpoint = SignedNote.Sign("anything\n", Log) },
            one with { Sm3Checkpoint = SignedNote.Sign(one.Sm3Checkpoint!.Text.Replace("\n5\n", "\n4\n", StringComparison.Ordinal), Twin) },
            one with { Sm3Checkpoint = one.Checkpoint },
            one with { MapCommit = one.MapCommit with { MapRoot = one.MapKey } },
            one with { MapCommit = MapCommit.Parse(_leaves.Leaves[2]) },
            one with { MapCommitPath = one.MapCommitSm3Path },
            one with { MapCommitSm3Path = one.MapCommitPath },
            one with { MapProof = two.MapProof },
            one with { Status = one.Status! with { Status = SubjectStatus.Valid } },
            one with { Status = null, Events = [] },
            Bundle("three") with { Events = one.Events },
            one with { Events = [issue] },
            one with { Events = [issue, issue] },
            one with { Events = [one.Events[1], issue] },
            one with { Events = [issue with { Path = [] }, one.Events[1]] },
            one with { Events = [two.Events[0], one.Events[1]] },
            one with { Events = [issue with { Body = "another body"u8.ToArray() }, one.Events[1]] },
        ];
        Assert.All(wrong, bundle => Assert.NotNull(Fault(bundle)));
        Assert.Equal("status-proof", Fault(one, two.MapKey));
    }

    [Fact]
    public void A_status_of_an_older_map_commit_is_stale()
    {
        // Rule L: the older commit is in the tree and signed, but it is not the last leaf.
        LedgerLeaves older = new();
        older.Add(EventType.Issue, "one");
        older.Add(EventType.Issue, "two");
        older.Commit();
        StatusBundle stale = older.Bundle("one", Log, Twin);
        StatusBundle now = Bundle("one");
        Assert.Null(Fault(stale));
        Assert.NotNull(Fault(stale with { Checkpoint = now.Checkpoint, Sm3Checkpoint = now.Sm3Checkpoint }));
    }

    [Fact]
    public void A_map_commit_that_names_another_index_does_not_count()
    {
        _leaves.Commit(commit => commit with { Index = commit.Index - 1 });
        Assert.NotNull(Fault(Bundle("one")));
    }

    [Fact]
    public void A_long_history_shows_its_newest_events_and_says_so()
    {
        LedgerLeaves leaves = new();
        for (int i = 0; i < StatusBundle.MaxEvents + 3; i++)
        {
            leaves.Add(i == 0 ? EventType.Issue : EventType.Amend, "one");
        }

        leaves.Commit();
        StatusBundle bundle = leaves.Bundle("one", Log, Twin);
        Assert.Null(Fault(bundle));
        Assert.False(Verify(bundle).ShowsAllEvents);
        Assert.NotNull(Fault(bundle with { Events = [.. bundle.Events.Skip(1)] }));
        Assert.NotNull(Fault(bundle with { Events = [bundle.Events[1], .. bundle.Events.Skip(1)] }));
    }

    private StatusBundle Bundle(string subject) => _leaves.Bundle(subject, Log, Twin);

    private string? Fault(StatusBundle bundle) => Fault(bundle, bundle.MapKey);

    private string? Fault(StatusBundle bundle, Digest mapKey) =>
        Verify(bundle, mapKey) is { Holds: false } report ? report.Checks[^1].Name : null;

    private StatusReport Verify(StatusBundle bundle) => Verify(bundle, bundle.MapKey);

    private StatusReport Verify(StatusBundle bundle, Digest mapKey) =>
        new StatusVerifier(new TrustedLog(Origin, Log.Verifier, Twin.Verifier, Address: null), TimeSpan.FromDays(1), TimeProvider.System)
            .Verify(bundle, mapKey);
}
