using Ledger.Crypto.Hashing;
using Ledger.Node.Licences;
using Ledger.Node.Renewals;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Renewals;

/// <summary>A holder applies for a renewal by agreeing to a draft, and the department says yes or no.</summary>
public sealed class RenewalApplicationTests
{
    private static readonly Decision Ground = new("《医疗机构管理条例》第十四条", new DateOnly(2026, 3, 1), "clerk-7");

    [Fact]
    public async Task An_application_waits_is_granted_and_waits_no_longer()
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueCheckedAsync();
        RenewalApplication submitted = await SubmitAsync(world, identifier);
        Assert.Equal(RenewalApplicationState.Waiting, submitted.State);
        Assert.Matches("^YX[0-9]{16}$", submitted.Number);
        Assert.Equal(submitted.Number, (await SubmitAsync(world, identifier)).Number); // the same draft, the same application
        Assert.Equal(submitted.Number, Assert.Single(world.Applications.List(RenewalLedger.Authority, LicencePaging.First).Applications).Number);
        Assert.Empty(world.Applications.List(RenewalLedger.Stranger, LicencePaging.First).Applications);

        IssuedLicence renewed = await GrantAsync(world, identifier);
        Assert.Equal(renewed.Licence.Handle, (await GrantAsync(world, identifier)).Licence.Handle); // sent twice
        Assert.Equal(RenewalApplicationState.Granted, world.Applications.Find(RenewalLedger.Authority, identifier)!.State);
        Assert.Empty(world.Applications.List(RenewalLedger.Authority, LicencePaging.First).Applications);
        Assert.Equal("person-1", world.Ledger.Register.Open(RenewalLedger.Authority, renewed.Licence.Identifier.ToString()).Decision.ConfirmedBy);
        world.Ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_reason_and_one_may_apply_again()
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueCheckedAsync();
        string number = (await SubmitAsync(world, identifier)).Number;
        foreach (string reason in new[] { "", new string('长', RenewalApplication.LongestRefusal + 1), "看不见\u202e的" })
        {
            LedgerException wrong = await world.RefusedAsync(() => RefuseAsync(world, identifier, reason));
            Assert.Equal((LedgerError.InvalidField, "/reason"), (wrong.Error, wrong.Field));
        }

        RenewalApplication refused = await RefuseAsync(world, identifier, new string('长', RenewalApplication.LongestRefusal));
        Assert.Equal((RenewalApplicationState.Refused, RenewalApplication.LongestRefusal), (refused.State, refused.Refusal!.Length));
        Assert.Equal(LedgerError.WrongState, (await world.RefusedAsync(() => GrantAsync(world, identifier))).Error);
        Assert.Equal(LedgerError.WrongState, (await world.RefusedAsync(() => RefuseAsync(world, identifier, "再次"))).Error);

        RenewalApplication again = await SubmitAsync(world, identifier);
        Assert.NotEqual(number, again.Number);
        Assert.Equal(RenewalApplicationState.Waiting, again.State);
    }

    [Fact]
    public async Task Another_draft_a_failed_check_and_another_authority_are_refused()
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueCheckedAsync();
        Assert.Equal(LedgerError.WrongState, (await world.RefusedAsync(() => SubmitAsync(world, identifier, Sm3.Hash("another draft"u8)))).Error);
        Assert.Equal(LedgerError.NotFound, (await world.RefusedAsync(() => RefuseAsync(world, identifier, "理由", RenewalLedger.Stranger))).Error);

        await world.Ledger.Register.CheckAsync(RenewalLedger.On(identifier, "failed"), passed: false, null, CancellationToken.None);
        Assert.Equal(LedgerError.WrongState, (await world.RefusedAsync(() => SubmitAsync(world, identifier))).Error);
        Assert.Null(world.Applications.Find(RenewalLedger.Authority, identifier));
    }

    [Fact]
    public async Task What_the_departments_system_renewed_by_itself_waits_no_longer()
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueCheckedAsync();
        await SubmitAsync(world, identifier);
        await world.ConfirmAsync(world.Draft(identifier), "by itself", RenewalLedger.LeftToTheDepartment);
        Assert.Empty(world.Applications.List(RenewalLedger.Authority, LicencePaging.First).Applications);
        Assert.Equal(RenewalApplicationState.Granted, world.Applications.Find(RenewalLedger.Authority, identifier)!.State);
    }

    [Fact]
    public async Task The_queue_goes_on_by_cursor_the_oldest_first()
    {
        await using RenewalLedger world = new();
        List<string> numbers = [];
        foreach (string serial in new[] { "DJH001", "DJH002", "DJH003" })
        {
            numbers.Add((await SubmitAsync(world, await world.IssueCheckedAsync(serial))).Number);
            world.Ledger.Clock.Now = world.Ledger.Clock.Now.AddSeconds(1);
        }

        RenewalApplicationPage first = world.Applications.List(RenewalLedger.Authority, new LicencePaging(2, cursor: null));
        RenewalApplicationPage rest = world.Applications.List(RenewalLedger.Authority, new LicencePaging(2, first.Cursor));
        Assert.Equal(numbers, first.Applications.Concat(rest.Applications).Select(application => application.Number));
        Assert.Null(rest.Cursor);
        await world.RefusedAsync(() => Task.FromResult(world.Applications.List(RenewalLedger.Stranger, new LicencePaging(2, first.Cursor))));
    }

    private static Task<RenewalApplication> SubmitAsync(RenewalLedger world, string identifier, Digest? draft = null) =>
        world.Applications.SubmitAsync(RenewalLedger.Authority, identifier, draft ?? world.Draft(identifier).Digest, "person-1", CancellationToken.None);

    private static Task<IssuedLicence> GrantAsync(RenewalLedger world, string identifier) => world.Applications.GrantAsync(
        RenewalLedger.Authority, identifier, RenewalLedger.LeftToTheDepartment, Ground, IssuingLedger.Key("grant"), CancellationToken.None);

    private static Task<RenewalApplication> RefuseAsync(RenewalLedger world, string identifier, string reason, string authority = RenewalLedger.Authority) =>
        world.Applications.RefuseAsync(authority, identifier, reason, "clerk-7", CancellationToken.None);
}
