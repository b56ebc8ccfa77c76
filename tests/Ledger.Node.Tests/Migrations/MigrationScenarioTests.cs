using Ledger.Node.Licences;
using Ledger.Node.Migrations;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Migrations;

public sealed class MigrationScenarioTests
{
    [Fact]
    public async Task Licences_of_an_old_form_are_tried_then_issued_again_in_the_form_of_the_standard()
    {
        await using MigrationLedger world = await MigrationLedger.CreateAsync();
        string first = await world.IssueAsync("A1");
        string second = await world.IssueAsync("A2", ("BZ", "第二次补发"));
        string odd = await world.IssueAsync("A3", ("FRXM", "方若溪"));

        // 试运行 with a first mapping, which forgets 备注 and makes a value up.
        string careless = MigrationLedger.GoodMapping
            .Replace("""[{ "key": "BZ", "reason": "标准无此项" }]""", "[]", StringComparison.Ordinal)
            .Replace(""", "demandedBy": "C0293-2024 5.2" """.TrimEnd(), "", StringComparison.Ordinal);
        MigrationReport tried = world.DryRun(careless);
        Assert.Equal((3, 2), (tried.Licences.Count, tried.Fit));
        Assert.Equal(new Dictionary<string, int> { ["BZ"] = 1 }, tried.Lost);
        Assert.Equal(new Dictionary<string, int> { ["BZLB"] = 3 }, tried.Invented);
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => world.RunAsync(careless));
        Assert.Equal((LedgerError.InvalidField, "/mapping"), (refused.Error, refused.Field));

        // 试运行 with the mapping put right: nothing lost, nothing invented; one licence does not fit, and why.
        long before = world.Size;
        MigrationReport good = world.DryRun();
        Assert.Equal(before, world.Size);
        Assert.Empty(good.Lost);
        Assert.Empty(good.Invented);
        Assert.Empty(good.NeverAccounted);
        Assert.Equal(new Dictionary<string, int> { ["BZ"] = 1 }, good.Dropped);
        Assert.Equal(
            new Dictionary<string, int> { ["/fields/FDDBR invalid-field"] = 1, ["/fields/ZW invalid-field"] = 1 }, good.Refused);
        MigratedLicence misfit = Assert.Single(good.Licences, licence => licence.Refusals.Count > 0);
        Assert.Equal(odd, misfit.Identifier);
        Assert.DoesNotContain("方若溪", string.Concat(misfit.Refusals.Select(refusal => refusal.Chinese + refusal.English)), StringComparison.Ordinal);

        // 改造.
        MigrationReport done = await world.RunAsync();
        Assert.Equal([first, second], done.Licences.Where(licence => licence.Issued is not null).Select(licence => licence.Identifier));
        OpenedLicence migrated = world.Open(done.Licences[0].Issued!.Licence.Identifier.ToString());
        LicenceIdentifier identifier = migrated.Licence.Identifier;
        Assert.Equal(
            (MigrationLedger.NewType, MigrationLedger.Authority, "A1", 2),
            (identifier.Type, identifier.Issuer, identifier.Serial, identifier.Version));
        Assert.Equal((LicenceAct.Migration, first), (migrated.Licence.Act, migrated.Licence.Previous));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["QYMC"] = "杭州拾光文化传媒有限公司",
                ["XYDM"] = "91330100MADEM2017Q",
                ["FDDBR"] = "方若溪",
                ["ZW"] = "总经理",
                ["DZ"] = "杭州市，文三路 90 号",
                ["FZRQ"] = "2024-03-05",
                ["YXQZ"] = "2029-03-04",
                ["BZLB"] = "新版",
            },
            LicenceFace.FieldsOf(migrated.Document).ToDictionary());
        Assert.Equal(MigrationLedger.Mapping().Digest.ToArray(), migrated.Decision.RestsOnSm3.ToByteArray());
        Licence old = world.Open(first).Licence;
        Assert.Equal((RevocationReason.Superseded, migrated.Licence.Handle), (old.EndedBy, old.SuccessorHandle));
        Assert.Null(world.Open(odd).Licence.EndedBy);
        world.Ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task A_run_that_broke_off_is_asked_for_again_until_nothing_is_left()
    {
        await using MigrationLedger world = await MigrationLedger.CreateAsync();
        string[] issued = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(i => world.IssueAsync($"B{i}")))];

        // Two are done, then the caller loses the answer and with it the cursor.
        await world.RunAsync(selection: new MigrationSelection(2, null));
        List<string> done = [];
        while (await world.RunAsync(selection: new MigrationSelection(2, null)) is { Licences.Count: > 0 } page)
        {
            done.AddRange(page.Licences.Select(licence => licence.Identifier));
        }

        Assert.Equal(3, done.Count);

        // Named, each answers with the one version it got.
        long size = world.Size;
        MigrationReport again = await world.RunAsync(selection: new MigrationSelection(issued));
        Assert.Equal(size, world.Size);
        Assert.Equal(issued, again.Licences.Select(licence => licence.Identifier));
        Assert.All(again.Licences, licence => Assert.Equal(2, licence.Issued!.Licence.Identifier.Version));
        Assert.Equal(5, again.Licences.Select(licence => licence.Issued!.Receipt.Index).Distinct().Count());
        world.Ledger.Parties.RequireReplay();
    }

    [Fact]
    public async Task Two_runs_at_once_issue_each_licence_once()
    {
        await using MigrationLedger world = await MigrationLedger.CreateAsync();
        string[] issued = [.. await Task.WhenAll(Enumerable.Range(0, 4).Select(i => world.IssueAsync($"C{i}")))];
        MigrationReport[] runs = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.RunAsync(selection: new MigrationSelection(issued)))));
        Assert.All(runs, run => Assert.All(run.Licences, licence => Assert.NotNull(licence.Issued)));
        Assert.Equal(4, runs.SelectMany(run => run.Licences).Select(licence => licence.Issued!.Receipt.Index).Distinct().Count());
    }

    [Fact]
    public async Task Pages_of_a_dry_run_leave_no_licence_out_and_tell_none_twice()
    {
        await using MigrationLedger world = await MigrationLedger.CreateAsync();
        string[] issued = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(i => world.IssueAsync($"D{i}")))];
        List<string> seen = [];
        string? cursor = null;
        do
        {
            MigrationReport page = world.DryRun(selection: new MigrationSelection(2, cursor));
            seen.AddRange(page.Licences.Select(licence => licence.Identifier));
            cursor = page.Cursor;
        }
        while (cursor is not null);

        Assert.Equal(issued.Order(), seen.Order());
    }

    [Fact]
    public async Task What_cannot_be_issued_again_is_told_and_keeps_nothing_back()
    {
        await using MigrationLedger world = await MigrationLedger.CreateAsync();
        string good = await world.IssueAsync("E1");
        string suspended = await world.IssueAsync("E2");
        string ended = await world.IssueAsync("E3");
        string tooLong = await world.IssueAsync("E4", ("SHI", new string('市', 59)));
        await world.Licences.SuspendAsync(IssuingLedger.On(suspended, "suspend"), null, CancellationToken.None);
        await world.Licences.RevokeAsync(IssuingLedger.On(ended, "end"), RevocationReason.Cancelled, null, CancellationToken.None);
        string unknown = LicenceIdentifier.Create(MigrationLedger.OldType, MigrationLedger.Authority, "E9", 1).ToString();
        MigrationSelection named = new([good, suspended, ended, tooLong, unknown, "1.2.3"]);
        LedgerError?[] expected =
            [null, LedgerError.WrongState, LedgerError.WrongState, LedgerError.InvalidField, LedgerError.NotFound, LedgerError.InvalidField];
        Assert.Equal(expected, world.DryRun(selection: named).Licences.Select(CodeOf));
        Assert.Equal(expected, (await world.RunAsync(selection: named)).Licences.Select(CodeOf));
        Assert.Equal(RevocationReason.Superseded, world.Open(good).Licence.EndedBy);
    }

    [Fact]
    public async Task Another_authority_migrates_nothing()
    {
        await using MigrationLedger world = await MigrationLedger.CreateAsync();
        string identifier = await world.IssueAsync("F1");
        MigrationReport all = world.Register.DryRun(IssuingLedger.Stranger, MigrationLedger.Mapping(), new MigrationSelection(null, null));
        Assert.Empty(all.Licences);
        MigrationReport named = world.Register.DryRun(IssuingLedger.Stranger, MigrationLedger.Mapping(), new MigrationSelection([identifier]));
        Assert.Equal(LedgerError.NotFound, CodeOf(Assert.Single(named.Licences)));
    }

    [Fact]
    public async Task A_call_takes_1_to_500_licences()
    {
        await using MigrationLedger world = await MigrationLedger.CreateAsync();
        string[] identifiers = [.. Enumerable.Range(0, 501)
            .Select(i => LicenceIdentifier.Create(MigrationLedger.OldType, MigrationLedger.Authority, $"G{i}", 1).ToString())];
        Assert.Equal(500, world.DryRun(selection: new MigrationSelection(identifiers[..500])).Licences.Count);
        Assert.Equal("/identifiers", Assert.Throws<LedgerException>(() => new MigrationSelection(identifiers)).Field);
        Assert.Equal("/identifiers", Assert.Throws<LedgerException>(() => new MigrationSelection([])).Field);
        Assert.Equal("/identifiers", Assert.Throws<LedgerException>(() => new MigrationSelection([identifiers[0], identifiers[0]])).Field);
        Assert.Equal(500, new MigrationSelection(500, null).Limit);
        Assert.Equal("/limit", Assert.Throws<LedgerException>(() => new MigrationSelection(501, null)).Field);
        Assert.Equal("/limit", Assert.Throws<LedgerException>(() => new MigrationSelection(0, null)).Field);
    }

    private static LedgerError? CodeOf(MigratedLicence licence) => licence.Refusals.Count == 0 ? null : licence.Refusals[0].Error;
}
