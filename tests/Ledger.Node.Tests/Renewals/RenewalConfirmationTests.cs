using Ledger.Crypto.Hashing;
using Ledger.Node.Licences;
using Ledger.Node.Renewals;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Renewals;

public sealed class RenewalConfirmationTests
{
    [Fact]
    public async Task The_same_draft_confirmed_again_gives_the_same_version_under_any_key()
    {
        await using RenewalLedger world = new();
        RenewalDraft draft = world.Draft(await world.IssueCheckedAsync());
        IssuedLicence first = await world.ConfirmAsync(draft, "one", RenewalLedger.LeftToTheDepartment);
        long size = world.Size;
        foreach (string key in new[] { "one", "two" })
        {
            IssuedLicence again = await world.ConfirmAsync(draft, key, RenewalLedger.LeftToTheDepartment);
            Assert.Equal((first.Licence.Identifier, first.Receipt.Index, first.CheckCode), (again.Licence.Identifier, again.Receipt.Index, again.CheckCode));
            Assert.Equal((first.Receipt.LeafHash, first.Receipt.Size), (again.Receipt.LeafHash, again.Receipt.Size));
        }

        Assert.Equal(size, world.Size);
    }

    [Fact]
    public async Task Many_confirmations_at_once_are_one_version()
    {
        await using RenewalLedger world = new();
        RenewalDraft draft = world.Draft(await world.IssueCheckedAsync());
        IssuedLicence[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => world.ConfirmAsync(draft, $"key {i}", RenewalLedger.LeftToTheDepartment))));
        Assert.Single(all.Select(issued => issued.Receipt.Index).Distinct());
        world.Ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task A_draft_that_has_changed_since_it_was_shown_is_refused()
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueCheckedAsync();
        RenewalDraft shown = world.Draft(identifier);
        IssueLicence registration = IssuingLedger.Request();
        await world.IssueAsync(registration with
        {
            Holder = new HolderIdentity(RenewalLedger.ClinicName, "001", RenewalLedger.ClinicCode),
        });
        LedgerException refused = await world.RefusedAsync(() => world.ConfirmAsync(shown, "late", RenewalLedger.LeftToTheDepartment));
        Assert.Equal((LedgerError.WrongState, "草案内容已变化，请重新取得草案后再确认。"), (refused.Error, refused.Chinese));
    }

    [Fact]
    public async Task What_happens_between_the_last_look_and_the_turn_refuses_the_renewal()
    {
        await using RenewalLedger world = new();
        string identifier = await world.IssueCheckedAsync();
        RenewalDraft draft = world.Draft(identifier);
        await world.Ledger.Register.CheckAsync(RenewalLedger.On(identifier, "failed"), passed: false, null, CancellationToken.None);
        LedgerException refused = await world.RefusedAsync(() => world.Ledger.Register.IssueNextAsync(
            RenewalLedger.Authority, identifier, draft.Next(IssuingLedger.Ground, new DateOnly(2026, 3, 1)), IssuingLedger.Key("next"), CancellationToken.None));
        Assert.Equal((LedgerError.WrongState, "证照刚刚有变动，请重新核对。"), (refused.Error, refused.Chinese));
    }

    [Theory]
    [InlineData()]
    [InlineData("holder-in-force", "materials/CL030101")]
    [InlineData("holder-in-force", "materials/CL030101", "materials/CL030102", "materials/CL999999")]
    public async Task What_the_department_has_checked_is_named_exactly(params string[] @checked)
    {
        await using RenewalLedger world = new();
        RenewalDraft draft = world.Draft(await world.IssueCheckedAsync());
        LedgerException refused = await world.RefusedAsync(() => world.ConfirmAsync(draft, "confirm", @checked));
        Assert.Equal((LedgerError.InvalidField, "/checked"), (refused.Error, refused.Field));
        Assert.Contains("materials/CL030102", refused.Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("陆景明")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Who_confirmed_is_an_account_or_the_reference_of_a_code(string confirmedBy)
    {
        await using RenewalLedger world = new();
        RenewalDraft draft = world.Draft(await world.IssueCheckedAsync());
        LedgerException refused = await world.RefusedAsync(() => world.Register.ConfirmAsync(
            RenewalLedger.Authority,
            draft.Licence.Identifier.ToString(),
            new RenewalConfirmation(draft.Digest, confirmedBy, RenewalLedger.LeftToTheDepartment),
            IssuingLedger.Ground,
            IssuingLedger.Key("confirm"),
            CancellationToken.None));
        Assert.Equal("/confirmedBy", refused.Field);
    }

    [Fact]
    public async Task Another_digest_confirms_nothing_even_afterwards()
    {
        await using RenewalLedger world = new();
        RenewalDraft draft = world.Draft(await world.IssueCheckedAsync());
        await world.ConfirmAsync(draft, "one", RenewalLedger.LeftToTheDepartment);
        LedgerException refused = await world.RefusedAsync(() => world.Register.ConfirmAsync(
            RenewalLedger.Authority,
            draft.Licence.Identifier.ToString(),
            new RenewalConfirmation(Digest.Sha256("another"u8), "suishenban-4711", RenewalLedger.LeftToTheDepartment),
            IssuingLedger.Ground,
            IssuingLedger.Key("two"),
            CancellationToken.None));
        Assert.Equal(LedgerError.WrongState, refused.Error);
    }

    [Fact]
    public async Task A_renewed_licence_is_renewed_again_when_its_time_comes()
    {
        await using RenewalLedger world = new();
        RenewalDraft draft = world.Draft(await world.IssueCheckedAsync());
        IssuedLicence second = await world.ConfirmAsync(draft, "one", RenewalLedger.LeftToTheDepartment);
        string identifier = second.Licence.Identifier.ToString();
        Assert.Throws<LedgerException>(() => world.Draft(identifier));
        NextVersion change = new(LicenceAct.Change, IssuingLedger.Ground) { Fields = new Dictionary<string, string> { ["ZYFZR"] = "沈知夏" } };
        IssuedLicence third = await world.Ledger.Register.IssueNextAsync(
            RenewalLedger.Authority, identifier, change, IssuingLedger.Key("change"), CancellationToken.None);
        identifier = third.Licence.Identifier.ToString();
        world.Ledger.Clock.Now = new DateTimeOffset(2031, 3, 1, 8, 0, 0, TimeSpan.Zero);
        await world.Ledger.Register.CheckAsync(RenewalLedger.On(identifier, "check again"), passed: true, null, CancellationToken.None);
        Assert.Equal("2031-03-27 至 2036-03-26", world.Draft(identifier).Term.ToString());
    }
}
