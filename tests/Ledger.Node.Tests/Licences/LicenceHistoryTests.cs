using Google.Protobuf;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Tests.Licences;

public sealed class LicenceHistoryTests
{
    [Fact]
    public async Task Every_event_of_every_version_is_told_in_the_order_of_the_log_with_who_decided_and_why()
    {
        await using HistoryLedger ledger = new();
        (LicenceIdentifier first, LicenceIdentifier second) = await LiveAsync(ledger);
        IReadOnlyList<LicenceEvent> events = ledger.Events(first);

        Assert.Equal(
            [
                (first, LicenceTable.Issued, "issue", "valid", false), (first, LicenceTable.Suspended, null, "suspended", false),
                (first, LicenceTable.Resumed, null, "valid", false), (first, LicenceTable.Disputed, null, "valid", true),
                (second, LicenceTable.Issued, "correction", "valid", false), (first, LicenceTable.Revoked, "superseded", "superseded", false),
                (second, LicenceTable.Checked, "failed", "valid", false), (second, LicenceTable.Revoked, "transferred", "transferred", false),
            ],
            events.Select(told => (told.Identifier, told.Step.Name, told.Facts!.Code, told.Step.State!.Value.Code(), told.Step.After.IsDisputed)));
        Assert.Equal(events.Select(told => told.Step.Index).Order(), events.Select(told => told.Step.Index));
        Assert.All(events, told => Assert.Equal((IssuingLedger.Ground.LegalBasis, "2026-03-01"), (told.Facts!.LegalBasis, told.Facts.DecidedOn)));
        Assert.All(events, told => Assert.Equal("clerk-1", told.Details!.Operator));
        Assert.Equal(["2026-09-01", null, "YY-7", null, null, "2027-03-01", "330000"], events.Skip(1).Select(told => told.Facts!.Until ?? told.Facts.Reference));
        Assert.Equal(events.Select(told => told.Step.Index), ledger.Events(second).Select(told => told.Step.Index));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Pages_of_any_size_together_are_the_whole(int size)
    {
        await using HistoryLedger ledger = new();
        (LicenceIdentifier first, _) = await LiveAsync(ledger);
        Assert.Equal(ledger.Events(first).Select(told => told.Step.Index), ledger.Events(first, size).Select(told => told.Step.Index));
    }

    [Fact]
    public async Task A_page_has_1_to_200_events()
    {
        await using HistoryLedger ledger = new();
        LicenceIdentifier identifier = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        foreach (int wrong in new[] { 0, -1, LicenceHistory.MaximumListed + 1 })
        {
            LedgerException refused = Assert.Throws<LedgerException>(() => ledger.History.Events(IssuingLedger.Issuer, identifier.ToString(), null, wrong));
            Assert.Equal((LedgerError.InvalidField, "/limit"), (refused.Error, refused.Field));
        }

        Assert.Single(ledger.History.Events(IssuingLedger.Issuer, identifier.ToString(), null, LicenceHistory.MaximumListed).Events);
        Assert.Empty(ledger.History.Events(IssuingLedger.Issuer, identifier.ToString(), long.MaxValue, null).Events);
    }

    [Fact]
    public async Task Of_an_erased_holder_the_events_stay_and_who_decided_is_gone()
    {
        await using HistoryLedger ledger = new();
        (LicenceIdentifier first, _) = await LiveAsync(ledger);
        IReadOnlyList<LicenceEvent> before = ledger.Events(first);
        using (LedgerRead rows = ledger.Issuing.Parties.Writer.Read())
        {
            ByteString holder = ledger.Issuing.Parties.Holders.Find(rows, "001", "91310105MADEM0011P")!;
            await ledger.Issuing.Parties.Holders.EraseAsync(holder, CancellationToken.None);
        }

        IReadOnlyList<LicenceEvent> after = ledger.Events(first);
        Assert.All(after, told => Assert.Null(told.Details));
        Assert.Equal(before.Select(told => (told.Step.Index, told.Facts)), after.Select(told => (told.Step.Index, told.Facts)));
        Assert.Equal("transferred", (await ledger.AtAsync(first, ledger.Clock.Now)).StatusCode);
    }

    [Fact]
    public async Task A_licence_taken_over_from_another_authority_tells_its_own_events_only()
    {
        await using HistoryLedger ledger = new();
        (_, LicenceIdentifier moved) = await LiveAsync(ledger);
        IssueLicence request = IssuingLedger.Request("S0001", IssuingLedger.Stranger) with
        {
            Act = LicenceAct.TransferIn,
            TakesOver = moved.ToString(),
        };
        LicenceIdentifier taken = (await ledger.Register.IssueAsync(
            IssuingLedger.Stranger, request, IssuingLedger.Key("take over"), CancellationToken.None)).Licence.Identifier;
        LicenceEvent only = Assert.Single(ledger.History.Events(IssuingLedger.Stranger, taken.ToString(), null, null).Events);
        Assert.Equal("transfer-in", only.Facts!.Code);
        Assert.Equal(8, ledger.Events(moved).Count);
        foreach (string theirs in new[] { moved.ToString(), moved.Next().ToString() })
        {
            Assert.Equal(
                LedgerError.NotFound,
                Assert.Throws<LedgerException>(() => ledger.History.Events(IssuingLedger.Stranger, theirs, null, null)).Error);
        }
    }

    [Fact]
    public void Whatever_can_happen_to_a_licence_is_folded_and_told()
    {
        IMessage[] events = [.. ProvinceNode.AllEvents().Kinds
            .Where(kind => kind.Name.StartsWith("licence.", StringComparison.Ordinal)).Select(kind => kind.Parse(ByteString.Empty))];
        Assert.Contains(events, e => e is LicenceIssued);
        Assert.All(events, e => Assert.NotNull(DecisionFacts.Of(e)));
        Assert.All(events.Where(e => e is not LicenceIssued), e => Assert.Null(LicenceFold.After(null, e, default)));
    }

    /// <summary>Issued, suspended, given back, disputed, corrected, checked, moved to another province.</summary>
    private static async Task<(LicenceIdentifier First, LicenceIdentifier Second)> LiveAsync(HistoryLedger ledger)
    {
        CancellationToken none = CancellationToken.None;
        LicenceIdentifier first = (await ledger.Issuing.IssueAsync("T0001", "issue")).Licence.Identifier;
        await ledger.Register.SuspendAsync(ledger.On(first), new DateOnly(2026, 9, 1), none);
        await ledger.Register.ResumeAsync(ledger.On(first), none);
        await ledger.Register.DisputeAsync(ledger.On(first), "YY-7", none);
        LicenceIdentifier second = await ledger.NextAsync(first, new NextVersion(LicenceAct.Correction, IssuingLedger.Ground));
        await ledger.Register.CheckAsync(ledger.On(second), passed: false, new DateOnly(2027, 3, 1), none);
        await ledger.Register.RevokeAsync(ledger.On(second), RevocationReason.Transferred, "330000", none);
        return (first, second);
    }
}
