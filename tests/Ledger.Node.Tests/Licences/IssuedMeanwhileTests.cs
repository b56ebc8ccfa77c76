using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Tests.Licences;

/// <summary>
/// Licences are made ready by the rows of one moment and entered in a later one. What was issued in between is found, whether it lies one group back or
/// more than are remembered.
/// </summary>
public sealed class IssuedMeanwhileTests
{
    private const string Code = "91320500MADEM1014Q";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(RecentRows.Groups + 1)]
    public async Task The_same_request_is_answered_once(int others)
    {
        await using IssuingLedger ledger = new();
        IssueOutcome outcome = await IssueAsync(
            ledger, IssuingLedger.Request("X"), "same", () => ledger.IssueAsync("X", "same"), others);
        Assert.True(outcome.Issued!.Receipt.Replayed);
        Assert.Single(ledger.OfHolder(IssuingLedger.Issuer), licence => licence.Identifier.ToString().Contains(".X.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(RecentRows.Groups + 1)]
    public async Task An_identifier_is_given_once(int others)
    {
        await using IssuingLedger ledger = new();
        IssueOutcome outcome = await IssueAsync(
            ledger, IssuingLedger.Request("X"), "mine", () => ledger.IssueAsync("X", "another's"), others);
        Assert.Equal(LedgerError.AlreadyExists, outcome.Refusal!.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(RecentRows.Groups + 1)]
    public async Task A_holder_is_entered_once_and_all_that_is_sealed_opens(int others)
    {
        await using IssuingLedger ledger = new();
        HolderIdentity holder = new("苏州星泽智能装备有限公司", "001", Code);
        IssueOutcome outcome = await IssueAsync(
            ledger,
            IssuingLedger.Request("X") with { Holder = holder },
            "mine",
            () => ledger.IssueAsync(IssuingLedger.Request("Y") with { Holder = holder }, "another's"),
            others);
        Assert.Equal(2, ledger.OfHolder(IssuingLedger.Issuer, "001", Code).Count);
        string identifier = outcome.Issued!.Licence.Identifier.ToString();
        Assert.Equal("苏州星泽智能装备有限公司", ledger.Register.Open(IssuingLedger.Issuer, identifier).Document["CZZT"]);
    }

    [Fact]
    public async Task Of_two_alike_in_one_call_one_is_issued()
    {
        await using IssuingLedger ledger = new();
        HolderIdentity holder = new("苏州星泽智能装备有限公司", "001", Code);
        IssueItem[] items =
        [
            new(IssuingLedger.Request("X") with { Holder = holder }, IssuingLedger.Key("first")),
            new(IssuingLedger.Request("X") with { Holder = holder }, IssuingLedger.Key("first")),
            new(IssuingLedger.Request("X") with { Holder = holder }, IssuingLedger.Key("second")),
            new(IssuingLedger.Request("Y") with { Holder = holder }, IssuingLedger.Key("third")),
        ];
        IReadOnlyList<IssueOutcome> outcomes =
            await ledger.Register.IssueManyAsync(IssuingLedger.Issuer, items, alone: null, CancellationToken.None);
        Assert.Equal((outcomes[0].Issued!.Receipt.Index, true), (outcomes[1].Issued!.Receipt.Index, outcomes[1].Issued!.Receipt.Replayed));
        Assert.Equal(LedgerError.AlreadyExists, outcomes[2].Refusal!.Error);
        Assert.Equal(2, ledger.OfHolder(IssuingLedger.Issuer, "001", Code).Count);
    }

    /// <summary>Issues one licence; another is issued once this one's rows are open, and others behind it, each in a group of its own.</summary>
    private static async Task<IssueOutcome> IssueAsync(
        IssuingLedger ledger, IssueLicence request, string key, Func<Task<IssuedLicence>> meanwhile, int others)
    {
        await ledger.IssueAsync("BEFORE", "before");
        int reads = 0;
        IReadOnlyList<IssueOutcome> outcomes = await ledger.Register.IssueManyAsync(
            IssuingLedger.Issuer,
            1,
            places =>
            {
                if (reads++ == 0)
                {
                    meanwhile().GetAwaiter().GetResult();
                    for (int i = 0; i < others; i++)
                    {
                        ledger.IssueAsync($"OTHER{i}", $"other {i}").GetAwaiter().GetResult();
                    }
                }

                return [(new IssueItem(request, IssuingLedger.Key(key)), null)];
            },
            alone: null,
            CancellationToken.None);
        return outcomes[0];
    }
}
