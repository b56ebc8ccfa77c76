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

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(1_000)]
    public void Many_at_once_give_the_same_as_one_after_the_other(int atOnce)
    {
        LedgerLeaves made = new();
        foreach (int events in (int[])[0, 1, 300, 63, 64, 65, 256])
        {
            Enumerable.Range(0, events).ToList().ForEach(i => made.Add(i < 200 ? EventType.MaterialRegistered : EventType.MaterialUsed, $"{i % 200}"));
            made.Commit();
        }

        (LogAuditor single, HashSet<(int, long, Digest)> singleTold) = Taken(made.Leaves.Chunk(1));
        (LogAuditor many, HashSet<(int, long, Digest)> manyTold) = Taken(made.Leaves.Chunk(atOnce));
        Assert.Null(single.Difference);
        Assert.Equal(7, single.MapCommits);
        Assert.Equal(
            (single.Size, single.Sha256Root, single.Sm3Root, single.MapRoot, single.LastMapCommit, single.MapCommits, single.Difference),
            (many.Size, many.Sha256Root, many.Sm3Root, many.MapRoot, many.LastMapCommit, many.MapCommits, many.Difference));
        Assert.Equal(single.Events, many.Events);
        Assert.True(singleTold.SetEquals(manyTold));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(299)]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(603)]
    public void The_first_breach_is_the_same_many_at_once(int place)
    {
        LedgerLeaves made = new();
        for (int group = 0; group < 3; group++)
        {
            Enumerable.Range(0, 300).ToList().ForEach(i => made.Add(EventType.Issue, $"licence {group} {i}"));
            made.Commit();
        }

        List<byte[]> leaves = made.Leaves;
        leaves.Insert(place, "anything"u8.ToArray());
        (LogAuditor single, _) = Taken(leaves.Chunk(1));
        (LogAuditor many, _) = Taken(leaves.Chunk(256));
        Assert.StartsWith($"Leaf {place} ", single.Difference!.English, StringComparison.Ordinal);
        Assert.Equal(single.Difference, many.Difference);
        Assert.Equal((single.Size, single.Sha256Root, single.Sm3Root), (many.Size, many.Sha256Root, many.Sm3Root));
        Assert.Equal(single.Events, many.Events);
    }

    [Fact]
    public void A_whole_life_adds_up_and_an_objection_lifted_twice_does_not()
    {
        LedgerLeaves made = new();
        EventType[] life =
        [
            EventType.Issue, EventType.Endorse, EventType.Dispute, EventType.Suspend, EventType.DisputeLifted, EventType.Resume, EventType.Revoke,
        ];
        foreach (EventType type in life)
        {
            made.Add(type, "a");
            made.Add(EventType.CatalogueEntered, "kind of licence");
            made.Commit();
        }

        LogAuditor auditor = Of(made.Leaves);
        Assert.Null(auditor.Difference);
        Assert.Equal((1, life.Length), (auditor.Events[EventType.DisputeLifted], auditor.Events[EventType.CatalogueEntered]));

        made.Add(EventType.Issue, "b");
        made.Add(EventType.DisputeLifted, "b");
        Assert.Contains("the event DisputeLifted cannot follow", Of(made.Leaves).Difference!.English, StringComparison.Ordinal);
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

    private static (LogAuditor Auditor, HashSet<(int Level, long Index, Digest Hash)> Told) Taken(IEnumerable<byte[][]> parts)
    {
        LogAuditor auditor = new();
        HashSet<(int Level, long Index, Digest Hash)> told = [];
        foreach (byte[][] part in parts)
        {
            auditor.Take(
                [.. part.Select(leaf => (ReadOnlyMemory<byte>)leaf)],
                (level, index, hash) => told.Add((level, index, hash)),
                (level, index, hash) => told.Add((level, index, hash)));
        }

        return (auditor, told);
    }

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
