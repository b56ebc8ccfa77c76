using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

/// <summary>双人复核 of what is issued by batch.</summary>
public sealed class BatchAllowanceTests
{
    private const int Most = 5;

    [Fact]
    public async Task A_system_issues_so_many_by_batch_on_a_day_and_not_one_more()
    {
        await using IssuingLedger ledger = new();
        Assert.Equal(3, await IssueAsync(ledger, "shop", 0, 3));
        Assert.Equal(3, await IssueAsync(ledger, "shop", 0, 3)); // the same again is no more
        long before = ledger.Parties.Writer.Head!.Size;
        LedgerException refusal = await Assert.ThrowsAsync<LedgerException>(() => IssueAsync(ledger, "shop", 3, 3));
        Assert.Equal(LedgerError.NotAllowed, refusal.Error);
        Assert.Equal(before, ledger.Parties.Writer.Head.Size);
        Assert.Equal(2, await IssueAsync(ledger, "shop", 3, 2));
        Assert.Equal(Most, await IssueAsync(ledger, "another", 10, Most));

        ledger.Clock.Now = ledger.Clock.Now.AddDays(1);
        Assert.Equal(Most, await IssueAsync(ledger, "shop", 20, Most));
    }

    [Fact]
    public async Task What_another_approved_is_not_counted()
    {
        await using IssuingLedger ledger = new();
        IReadOnlyList<IssueOutcome> outcomes = await ledger.Register.IssueManyAsync(IssuingLedger.Issuer, Items(0, Most + 1), alone: null, CancellationToken.None);
        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Issued));
        Assert.Equal(Most, await IssueAsync(ledger, "shop", 10, Most));
    }

    private static async Task<int> IssueAsync(IssuingLedger ledger, string system, int first, int count)
    {
        IReadOnlyList<IssueOutcome> outcomes = await ledger.Register.IssueManyAsync(
            IssuingLedger.Issuer, Items(first, count), new BatchAllowance(IssuingLedger.Issuer, system, Most), CancellationToken.None);
        return outcomes.Count(outcome => outcome.Issued is not null);
    }

    private static IssueItem[] Items(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => new IssueItem(IssuingLedger.Request($"A{i}"), IssuingLedger.Key($"key {i}")))];
}
