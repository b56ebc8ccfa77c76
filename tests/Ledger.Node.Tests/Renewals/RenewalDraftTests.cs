using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Renewals;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Renewals;

public sealed class RenewalDraftTests
{
    [Fact]
    public async Task A_draft_is_there_from_the_first_day_of_the_window_and_not_before()
    {
        await using RenewalLedger world = new();
        DateOnly today = new(2026, 3, 1);
        string inTime = await world.IssueCheckedAsync("A", today.AddDays(90));
        string early = await world.IssueCheckedAsync("B", today.AddDays(91));
        Assert.Equal(today, world.Draft(inTime).WindowOpens);
        LedgerException refused = await world.RefusedAsync(() => Task.FromResult(world.Draft(early)));
        Assert.Equal(LedgerError.WrongState, refused.Error);
        Assert.Contains("2026-03-02", refused.Chinese, StringComparison.Ordinal);
        Assert.Contains("2026-03-02", refused.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_its_last_day_a_licence_can_be_renewed_and_on_the_day_after_it_cannot()
    {
        await using RenewalLedger world = new();
        DateOnly today = new(2026, 3, 1);
        Assert.True(world.Draft(await world.IssueCheckedAsync("A", today)).CanBeConfirmed);
        RenewalDraft late = world.Draft(await world.IssueCheckedAsync("B", today.AddDays(-1)));
        AssertFailed(late, "state", "过有效期");
        LedgerException refused = await world.RefusedAsync(() => world.ConfirmAsync(late, "late", RenewalLedger.LeftToTheDepartment));
        Assert.Equal(LedgerError.WrongState, refused.Error);

        // Whose next term would be past, too.
        AssertFailed(world.Draft(await world.IssueCheckedAsync("C", today.AddYears(-10))), "state", "过有效期");
    }

    [Fact]
    public async Task A_licence_that_has_ended_has_no_draft()
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueCheckedAsync();
        await world.Ledger.Register.RevokeAsync(RenewalLedger.On(identifier, "end"), RevocationReason.Penalty, null, CancellationToken.None);
        LedgerException refused = await world.RefusedAsync(() => Task.FromResult(world.Draft(identifier)));
        Assert.Equal((LedgerError.WrongState, "证照已吊销，没有延续草案。"), (refused.Error, refused.Chinese));
    }

    [Fact]
    public async Task A_long_term_licence_of_a_type_without_renewal_has_no_draft()
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueAsync(IssuingLedger.Request());
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
            () => Task.FromResult(world.Register.Draft(IssuingLedger.Issuer, identifier)));
        Assert.Equal(LedgerError.WrongState, refused.Error);
    }

    [Fact]
    public async Task Another_authoritys_licence_is_as_good_as_absent()
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueCheckedAsync();
        LedgerException refused = await world.RefusedAsync(() => Task.FromResult(world.Register.Draft(RenewalLedger.Stranger, identifier)));
        Assert.Equal(LedgerError.NotFound, refused.Error);
    }

    [Fact]
    public async Task A_suspended_or_disputed_licence_has_a_draft_that_says_why_it_cannot_be_confirmed()
    {
        await using RenewalLedger world = new();
        string suspended = await world.IssueCheckedAsync("A");
        string disputed = await world.IssueCheckedAsync("B");
        await world.Ledger.Register.SuspendAsync(RenewalLedger.On(suspended, "suspend"), null, CancellationToken.None);
        await world.Ledger.Register.DisputeAsync(RenewalLedger.On(disputed, "dispute"), "YY2026000001", CancellationToken.None);
        AssertFailed(world.Draft(suspended), "state", "暂扣");
        AssertFailed(world.Draft(disputed), "state", "异议");
    }

    [Theory]
    [InlineData(false, "2026-12-31", "不合格")]
    [InlineData(true, "2026-02-28", "2026-02-28")]
    public async Task A_failed_or_overdue_annual_check_stands_in_the_way(bool passed, string nextDue, string words)
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueAsync(RenewalLedger.Request());
        LicenceDecision earlier = RenewalLedger.On(identifier, "check") with
        {
            Decision = IssuingLedger.Ground with { DecidedOn = new DateOnly(2025, 2, 1) },
        };
        await world.Ledger.Register.CheckAsync(earlier, passed, LicenceDate.Parse(nextDue), CancellationToken.None);
        AssertFailed(world.Draft(identifier), "annual-check", words);
    }

    [Fact]
    public async Task A_licence_never_checked_is_overdue_a_year_after_its_first_day()
    {
        await using RenewalLedger world = new();
        AssertFailed(world.Draft(await world.IssueAsync(RenewalLedger.Request())), "annual-check", "2022-03-27");
    }

    [Fact]
    public async Task A_check_of_the_version_before_still_counts()
    {
        await using RenewalLedger world = new();
        string first = await world.IssueCheckedAsync();
        NextVersion change = new(LicenceAct.Change, IssuingLedger.Ground) { Fields = new Dictionary<string, string> { ["ZYFZR"] = "沈知夏" } };
        IssuedLicence second = await world.Ledger.Register.IssueNextAsync(
            RenewalLedger.Authority, first, change, IssuingLedger.Key("change"), CancellationToken.None);
        RenewalDraft draft = world.Draft(second.Licence.Identifier.ToString());
        Assert.Equal(RenewalResult.Passed, draft.Checks.Single(check => check.Code == "annual-check").Result);
    }

    [Fact]
    public async Task What_the_holders_business_licence_says_otherwise_is_told_and_not_taken_over()
    {
        await using RenewalLedger world = new();
        await world.IssueAsync(Registration(address: "上海市普陀区中山北路1号", representative: "陆景明"));
        RenewalDraft draft = world.Draft(await world.IssueCheckedAsync());
        Assert.Equal(RenewalResult.Passed, draft.Checks.Single(check => check.Code == "holder-in-force").Result);
        RenewalCheck difference = Assert.Single(draft.Checks, check => check.Code.StartsWith("registration/", StringComparison.Ordinal));
        Assert.Equal(("registration/address", RenewalResult.ToBeChecked), (difference.Code, difference.Result));
        Assert.DoesNotContain("中山北路", difference.Chinese + difference.English, StringComparison.Ordinal);
        Assert.Equal("上海市普陀区曹杨路450号3层", draft.Fields.Single(field => field.Key == "DZ").Value);
    }

    [Fact]
    public async Task A_holder_whose_business_licence_has_ended_is_not_renewed()
    {
        await using RenewalLedger world = new();
        string registration = await world.IssueAsync(Registration("上海市普陀区曹杨路450号3层", "陆景明"));
        string identifier = await world.IssueCheckedAsync();
        Assert.True(world.Draft(identifier).CanBeConfirmed);
        await world.Ledger.Register.RevokeAsync(IssuingLedger.On(registration, "end"), RevocationReason.Cancelled, null, CancellationToken.None);
        AssertFailed(world.Draft(identifier), "holder-in-force", "营业执照");
    }

    [Fact]
    public async Task A_licence_flagged_by_a_change_elsewhere_waits_until_somebody_has_looked()
    {
        await using RenewalLedger world = new();
        string registration = await world.IssueAsync(Registration("上海市普陀区曹杨路450号3层", "陆景明"));
        string identifier = await world.IssueCheckedAsync();
        NextVersion move = new(LicenceAct.Change, IssuingLedger.Ground)
        {
            Fields = new Dictionary<string, string> { ["ZS"] = "上海市普陀区中山北路1号" },
        };
        await world.Ledger.Register.IssueNextAsync(
            IssuingLedger.Issuer, registration, move, IssuingLedger.Key("move"), CancellationToken.None);
        AssertFailed(world.Draft(identifier), "not-flagged", "标记");
        await world.Ledger.Register.ClearFlagAsync(RenewalLedger.On(identifier, "clear"), FlagRule.AddressChanged, CancellationToken.None);
        Assert.True(world.Draft(identifier).CanBeConfirmed);
    }

    private static void AssertFailed(RenewalDraft draft, string code, string words)
    {
        Assert.False(draft.CanBeConfirmed);
        RenewalCheck failed = Assert.Single(draft.Checks, check => check.Result is RenewalResult.Failed);
        Assert.Equal(code, failed.Code);
        Assert.Contains(words, failed.Chinese, StringComparison.Ordinal);
        Assert.NotEmpty(failed.English);
    }

    private static IssueLicence Registration(string address, string representative)
    {
        IssueLicence request = IssuingLedger.Request();
        Dictionary<string, string> fields = new(request.Fields)
        {
            ["MC"] = RenewalLedger.ClinicName,
            ["TYSHXYDM"] = RenewalLedger.ClinicCode,
            ["ZS"] = address,
            ["FDDBR"] = representative,
        };
        return request with { Holder = new HolderIdentity(RenewalLedger.ClinicName, "001", RenewalLedger.ClinicCode), Fields = fields };
    }
}
