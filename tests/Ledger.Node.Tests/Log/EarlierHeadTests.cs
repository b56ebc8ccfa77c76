using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Tests.Log;

/// <summary>What was proven under a checkpoint can be proven under it later too, from the rows of a newer one.</summary>
public sealed class EarlierHeadTests : IAsyncLifetime, IDisposable
{
    private const int Subjects = 4;
    private readonly TemporaryFolder _folder = new();
    private readonly TestLedger _ledger;

    public EarlierHeadTests() => _ledger = new TestLedger(_folder).Open();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_status_under_every_earlier_checkpoint_is_the_one_that_was_shown_under_it()
    {
        List<(LogHead Head, StatusProof[] Shown)> earlier = [];
        for (int group = 0; group < 60; group++)
        {
            // Subject 3 comes late; a group has several events of the same subject.
            int known = group < 30 ? Subjects - 1 : Subjects;
            await _ledger.AppendAsync(1 + (group % 3), $"subject{group % known}");
            using LedgerRead then = _ledger.Writer.Read();
            earlier.Add((then.Head!, [.. StatusesOf(new LogProofs(then))]));
        }

        using LedgerRead now = _ledger.Writer.Read();
        foreach ((LogHead head, StatusProof[] shown) in earlier)
        {
            StatusProof[] proven = [.. StatusesOf(new LogProofs(now, head))];
            for (int subject = 0; subject < Subjects; subject++)
            {
                Assert.Same(head, proven[subject].Head);
                Assert.Equal(shown[subject].Entry, proven[subject].Entry);
                Assert.Equal(shown[subject].MapCommitPath, proven[subject].MapCommitPath);
                Assert.Equal(shown[subject].MapCommitSm3Path, proven[subject].MapCommitSm3Path);
                Assert.Equal(shown[subject].Events.Select(Text), proven[subject].Events.Select(Text));
                AssertProven(proven[subject]);
            }
        }

        Assert.Null(earlier[0].Shown[Subjects - 1].Entry);
        Assert.NotNull(earlier[^1].Shown[Subjects - 1].Entry);
    }

    [Fact]
    public async Task Nothing_beyond_the_earlier_checkpoint_is_proven_and_none_is_taken_that_the_rows_do_not_reach()
    {
        await _ledger.AppendAsync("a: 0");
        using LedgerRead then = _ledger.Writer.Read();
        await _ledger.AppendAsync("a: 1");
        using LedgerRead now = _ledger.Writer.Read();
        LogProofs proofs = new(now, then.Head!);
        Assert.Throws<LedgerException>(() => proofs.Inclusion(MerkleHasher.Sha256, 2, 4));
        Assert.Throws<LedgerException>(() => proofs.Root(MerkleHasher.Sm3, 3));
        Assert.Throws<LedgerException>(() => proofs.Tile(MerkleHasher.Sha256, 0, 0, 3));
        Assert.Throws<LedgerException>(() => proofs.Entries(0, 3));
        Assert.Throws<ArgumentException>(() => new LogProofs(then, now.Head!));
    }

    private static IEnumerable<StatusProof> StatusesOf(LogProofs proofs) =>
        Enumerable.Range(0, Subjects).Select(subject => proofs.Status(TestLedger.MapKeyOf($"subject{subject}"), 1000));

    private static string Text(ProvenEvent e) =>
        $"{e.Index} {Convert.ToHexString(e.Leaf)} {Convert.ToHexString(e.Body!)} {string.Join(' ', e.Path)}";

    private static void AssertProven(StatusProof proof)
    {
        Digest root = proof.Head.MapCommit.MapRoot;
        Assert.True(proof.Entry is StatusEntry entry
            ? proof.MapProof.VerifyInclusion(MerkleHasher.Sm3, proof.MapKey, entry.ValueHash(), root)
            : proof.MapProof.VerifyAbsence(MerkleHasher.Sm3, proof.MapKey, root));
        StatusEntry? folded = null;
        foreach (ProvenEvent e in proof.Events)
        {
            folded = StatusEntry.After(folded, EventLeaf.Parse(e.Leaf), e.Index);
        }

        Assert.Equal(proof.Entry, folded);
    }
}
