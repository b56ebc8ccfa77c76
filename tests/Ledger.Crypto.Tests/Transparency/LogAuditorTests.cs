using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class LogAuditorTests
{
    [Fact]
    public void Going_on_from_every_mark_gives_the_same_as_going_through_in_one()
    {
        List<byte[]> leaves = LedgerLeaves.OfGroups(12);
        LogAuditor stepwise = new();
        stepwise.Mark();
        for (int end = 1; end <= leaves.Count; end++)
        {
            // Forward to the end and back to the mark, then on by one leaf.
            leaves.Skip((int)stepwise.Size).ToList().ForEach(leaf => stepwise.Take([leaf]));
            stepwise.Return();
            stepwise.Take([leaves[end - 1]]);
            stepwise.Mark();
            LogAuditor whole = Of(leaves.Take(end));
            Assert.Equal(
                (whole.Size, whole.Sha256Root, whole.Sm3Root, whole.MapRoot, whole.LastMapCommit, whole.MapCommits, whole.Difference),
                (stepwise.Size, stepwise.Sha256Root, stepwise.Sm3Root, stepwise.MapRoot, stepwise.LastMapCommit, stepwise.MapCommits, stepwise.Difference));
            Assert.Equal(whole.Events, stepwise.Events);
        }
    }

    [Fact]
    public void A_breach_is_forgotten_on_the_way_back_and_the_truth_accepted()
    {
        LedgerLeaves made = new();
        made.Add(EventType.Issue, "a");
        made.Add(EventType.Revoke, "a");
        made.Commit();
        LogAuditor auditor = Of(made.Leaves);
        auditor.Mark();

        auditor.Take([EventLeaf.Of(EventType.Resume, made.Time, LedgerLeaves.KeyOf("a"), 1, "body"u8).Encode()]);
        Assert.Contains("Resume cannot follow", auditor.Difference!.English, StringComparison.Ordinal);
        Assert.Equal(4, auditor.Size);

        auditor.Return();
        Assert.Null(auditor.Difference);
        int before = made.Leaves.Count;
        made.Add(EventType.Issue, "b");
        made.Commit();
        made.Leaves.Skip(before).ToList().ForEach(leaf => auditor.Take([leaf]));
        Assert.Null(auditor.Difference);
    }

    [Fact]
    public void A_new_subject_is_forgotten_on_the_way_back()
    {
        LedgerLeaves made = new();
        made.Add(EventType.Issue, "a");
        made.Commit();
        LogAuditor auditor = Of(made.Leaves);
        auditor.Mark();
        EventLeaf issue = EventLeaf.Of(EventType.Issue, made.Time, LedgerLeaves.KeyOf("b"), null, "body"u8);
        auditor.Take([issue.Encode()]);
        auditor.Return();
        auditor.Take([issue.Encode()]); // a second issue of the same subject could not follow
        Assert.Null(auditor.Difference);
    }

    [Fact]
    public void Roots_rules_and_the_last_leaf_are_compared_with_the_signed_checkpoints()
    {
        LedgerLeaves made = new();
        made.Add(EventType.Issue, "a");
        made.Commit();
        LogAuditor auditor = Of(made.Leaves);
        Checkpoint right = new("o", 2, auditor.Sha256Root);
        Checkpoint twin = new("o/sm3", 2, auditor.Sm3Root);
        Assert.Null(auditor.Compare(right, twin));
        Assert.Contains("SHA-256 root", auditor.Compare(right with { Root = Digest.Sha256([]) }, twin)!.English, StringComparison.Ordinal);
        Assert.Contains("SM3 root", auditor.Compare(right, twin with { Root = Digest.Sha256([]) })!.English, StringComparison.Ordinal);

        auditor.Take([EventLeaf.Of(EventType.Issue, made.Time, LedgerLeaves.KeyOf("b"), null, "body"u8).Encode()]);
        Checkpoint withoutCommit = new("o", 3, auditor.Sha256Root);
        Assert.Contains("not a MapCommit", auditor.Compare(withoutCommit, null)!.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_marked_is_nothing_to_return_to() => Assert.Throws<InvalidOperationException>(() => new LogAuditor().Return());

    private static LogAuditor Of(IEnumerable<byte[]> leaves)
    {
        LogAuditor auditor = new();
        foreach (byte[] leaf in leaves)
        {
            auditor.Take([leaf]);
        }

        return auditor;
    }
}
