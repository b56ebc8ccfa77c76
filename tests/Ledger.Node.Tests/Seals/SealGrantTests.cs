using System.Globalization;
using Ledger.Node.Licences;
using Ledger.Node.Seals;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Seals;

public sealed class SealGrantTests : IAsyncDisposable
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    private readonly SealOffice _office = new();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(SealOffice.Type, null, null, true)]
    [InlineData("11100000MBDEM901XT002", null, null, false)]
    [InlineData(null, "licensing", null, true)]
    [InlineData(null, "other", null, false)]
    [InlineData(null, null, "clerk-1", true)]
    [InlineData(null, null, "clerk-2", false)]
    [InlineData(SealOffice.Type, "licensing", null, true)]
    [InlineData(SealOffice.Type, null, "clerk-2", false)]
    public async Task A_grant_is_for_a_type_and_a_system_or_an_operator(string? type, string? system, string? account, bool covers)
    {
        Seal seal = await _office.MadeAsync();
        SealGrant grant = await _office.GrantAsync(seal, new GrantRequest(type, system, account, Today, null, null));
        if (covers)
        {
            IssuedLicence issued = await _office.IssueAsync("T0001");
            Assert.Equal(seal.Handle, issued.Licence.SealHandle);
            Assert.Equal(1, _office.Now(grant).Used);
            SealedLicence use = Assert.Single(_office.Register.Uses(IssuingLedger.Issuer, seal.Handle, after: null));
            Assert.Equal((grant.Handle, issued.Licence.Identifier.ToString(), "licensing"), (use.Grant, use.Identifier, use.System));
            return;
        }

        Assert.Equal(LedgerError.SealNotGranted, await SealOffice.RefusalOf(_office.IssueAsync("T0001")));
        Assert.Equal(0, _office.Now(grant).Used);
        Assert.Empty(_office.Register.Uses(IssuingLedger.Issuer, seal.Handle, after: null));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-01", true)]
    [InlineData("2026-03-02", null, false)]
    [InlineData("2025-01-01", "2026-12-31", true)]
    public async Task A_grant_counts_from_its_first_day_to_its_last(string from, string? to, bool covers)
    {
        Seal seal = await _office.MadeAsync();
        await _office.GrantAsync(seal, new GrantRequest(null, null, null, Day(from), to is null ? null : Day(to), null));
        Exception? refused = await Record.ExceptionAsync(() => _office.IssueAsync("T0001"));
        Assert.Equal(covers, refused is null);
        _office.Ledger.Clock.Now += TimeSpan.FromDays(1);
        bool tomorrow = to != "2026-03-01";
        Assert.Equal(tomorrow, await Record.ExceptionAsync(() => _office.IssueAsync("T0002")) is null);
    }

    [Fact]
    public async Task A_grant_of_so_many_is_used_up_within_one_batch_and_another_takes_its_place()
    {
        Seal seal = await _office.MadeAsync();
        SealGrant few = await _office.GrantAsync(seal, new GrantRequest(SealOffice.Type, null, null, Today, null, 2));
        IReadOnlyList<IssueOutcome> outcomes = await BatchAsync("A", 4);
        Assert.Equal([null, null, LedgerError.SealNotGranted, LedgerError.SealNotGranted], outcomes.Select(outcome => outcome.Refusal?.Error));
        Assert.Equal(2, _office.Now(few).Used);
        RefusedUse refused = Assert.Single(_office.Register.Refusals(IssuingLedger.Issuer, after: null));
        Assert.Equal((2, "seal-not-granted"), (refused.Count, refused.Reason));

        SealGrant next = await _office.GrantAsync(seal, new GrantRequest(null, null, null, Today, null, 3));
        SealGrant narrow = await _office.GrantAsync(seal, new GrantRequest(SealOffice.Type, "licensing", null, Today, null, 1));
        outcomes = await BatchAsync("B", 5);
        Assert.Equal([null, null, null, null, LedgerError.SealNotGranted], outcomes.Select(outcome => outcome.Refusal?.Error));
        Assert.Equal((1, 3), (_office.Now(narrow).Used, _office.Now(next).Used));
        Assert.Equal(
            [few.Handle, few.Handle, narrow.Handle, next.Handle, next.Handle, next.Handle],
            _office.Register.Uses(IssuingLedger.Issuer, seal.Handle, after: null).Select(use => use.Grant));
    }

    [Fact]
    public async Task The_use_of_a_frozen_seal_may_be_granted_for_the_time_after()
    {
        Seal seal = await _office.FreezeAsync(await _office.MadeAsync());
        await _office.GrantAsync(seal);
        Assert.Equal(LedgerError.SealNotInForce, await SealOffice.RefusalOf(_office.IssueAsync("T0001")));
        await _office.UnfreezeAsync(seal);
        Assert.Equal(seal.Handle, (await _office.IssueAsync("T0001")).Licence.SealHandle);
    }

    [Theory]
    [InlineData(-1, -1)] // over before today
    [InlineData(2, 1)] // over before it begins
    public async Task A_grant_ends_neither_before_today_nor_before_it_begins(int from, int to)
    {
        Seal seal = await _office.MadeAsync();
        GrantRequest request = new(null, null, null, Today.AddDays(from), Today.AddDays(to), null);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => _office.GrantAsync(seal, request));
        Assert.Equal((LedgerError.InvalidField, "/validTo"), (refused.Error, refused.Field));
        await _office.GrantAsync(seal, request with { From = Today.AddDays(-1), To = Today });
    }

    [Fact]
    public async Task A_seal_has_at_most_a_thousand_grants_that_are_not_withdrawn()
    {
        Seal seal = await _office.MadeAsync();
        Assert.NotNull(SealGrant.Grant(seal, SealGrant.Most - 1, SealOffice.Everything, by: null, _office.Ledger.Parties.Secrets));
        LedgerException refused = Assert.Throws<LedgerException>(
            () => SealGrant.Grant(seal, SealGrant.Most, SealOffice.Everything, by: null, _office.Ledger.Parties.Secrets));
        Assert.Equal(LedgerError.WrongState, refused.Error);
    }

    [Fact]
    public async Task A_withdrawn_grant_permits_nothing_more()
    {
        Seal seal = await _office.MadeAsync();
        SealGrant grant = await _office.GrantAsync(seal);
        await _office.IssueAsync("T0001");
        grant = await _office.WithdrawAsync(grant);
        Assert.NotNull(grant.WithdrawnAt);
        Assert.Equal(LedgerError.SealNotGranted, await SealOffice.RefusalOf(_office.IssueAsync("T0002")));
        Assert.Equal(LedgerError.WrongState, await SealOffice.RefusalOf(_office.WithdrawAsync(grant)));
        Assert.Equal(1, _office.Now(grant).Used);
    }

    [Theory]
    [InlineData("licensing", "clerk-1", null, null, "/grantedOperator")]
    [InlineData(null, "a b", null, null, "/grantedOperator")]
    [InlineData(null, null, "2026-02-28", null, "/validTo")]
    [InlineData(null, null, null, 0L, "/count")]
    [InlineData(null, null, null, 1_000_000_001L, "/count")]
    [InlineData(null, null, "2026-03-01", 1_000_000_000L, null)]
    public async Task A_grant_that_could_permit_nothing_is_refused(string? system, string? account, string? to, long? count, string? field)
    {
        Seal seal = await _office.MadeAsync();
        Task<SealGrant> granting = _office.GrantAsync(
            seal, new GrantRequest(null, system, account, Today, to is null ? null : Day(to), count));
        if (field is null)
        {
            await granting;
            return;
        }

        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => granting);
        Assert.Equal((LedgerError.InvalidField, field), (refused.Error, refused.Field));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<IssueOutcome>> BatchAsync(string name, int count) => await _office.Ledger.Register.IssueManyAsync(
        IssuingLedger.Issuer,
        [.. Enumerable.Range(0, count).Select(i => new IssueItem(SealOffice.RequestOf($"{name}{i}"), IssuingLedger.Key($"{name}{i}")))],
        alone: null, CancellationToken.None);
}
