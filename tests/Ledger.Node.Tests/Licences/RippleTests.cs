using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Tests.Licences;

public sealed class RippleTests
{
    private const string NewAddress = "上海市长宁区天山路900号3层";

    [Fact]
    public async Task A_shop_at_another_place_has_not_moved_because_the_company_has()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssueLicence elsewhere = With(SampleLicences.Food(), ("ZS", "上海市普陀区曹杨路510号"), ("JYCS", "上海市普陀区曹杨路510号"));
        IssuedLicence shop = await ledger.IssueAsync(elsewhere, "shop");
        IssuedLicence domicile = await ledger.IssueAsync(
            With(SampleLicences.Food(digits: "2310105000555"), ("JYCS", "上海市普陀区曹杨路510号")), "domicile only");
        await ledger.NextAsync(business, Change(("ZS", NewAddress)));
        Assert.Empty(ledger.Now(shop).Flags);
        Assert.Single(ledger.Now(domicile).Flags);
    }

    [Fact]
    public async Task Width_and_spaces_do_not_make_another_address()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence food = await ledger.IssueAsync(
            With(SampleLicences.Food(), ("ZS", "上海市长宁区 愚园路１０８８弄２号１０１室"), ("JYCS", "上海市普陀区曹杨路510号")), "food");
        await ledger.NextAsync(business, Change(("ZS", NewAddress)));
        Assert.Single(ledger.Now(food).Flags);

        // Written in another way, nothing changed.
        IssuedLicence again = await ledger.IssueAsync(SampleLicences.Business(serial: "YZ0002"), "again");
        IssuedLicence same = await ledger.NextAsync(again, Change(("ZS", "上海市长宁区 愚园路1088弄2号101室")));
        Assert.Null(ledger.Now(same).Rippled);
    }

    [Fact]
    public async Task Each_meaning_has_its_rule_and_one_change_may_set_off_several()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence food = await ledger.IssueAsync(SampleLicences.Food(), "food");
        NextVersion next = Change(("MC", "上海澜川餐饮集团有限公司"), ("FDDBR", "周慕白")) with
        {
            Holder = SampleLicences.Lanchuan with { Name = "上海澜川餐饮集团有限公司" },
        };
        IssuedLicence changed = await ledger.NextAsync(business, next);
        Assert.Equal(
            [FlagRule.HolderNameChanged, FlagRule.LegalRepresentativeChanged], ledger.Now(food).Flags.Select(flag => flag.Rule));
        Assert.Equal(["CL010201", "CL010203"], ledger.Now(changed).Rippled!.MaterialTypes);
    }

    [Fact]
    public async Task Only_a_change_of_a_source_type_ripples_and_only_of_what_others_depend_on()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence food = await ledger.IssueAsync(SampleLicences.Food(), "food");
        await ledger.NextAsync(food, Change(("ZS", NewAddress)));
        Assert.Empty(ledger.Now(business).Flags);
        IssuedLicence wider = await ledger.NextAsync(business, Change(("JYFW", "餐饮服务；食品销售")));
        Assert.Null(ledger.Now(wider).Rippled);
    }

    [Fact]
    public async Task Suspended_licences_are_flagged_and_those_that_ended_or_expired_are_not()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence suspended = await ledger.IssueAsync(SampleLicences.Food(), "suspended");
        IssuedLicence ended = await ledger.IssueAsync(SampleLicences.Food(digits: "2310105000555"), "ended");
        IssueLicence old = With(SampleLicences.Food(digits: "2310105000666"), ("YXQZ", "2026-02-28"));
        IssuedLicence expired = await ledger.IssueAsync(
            old with { Validity = new Validity(new DateOnly(2025, 3, 1), new DateOnly(2026, 2, 28)) }, "expired");
        await ledger.Register.SuspendAsync(
            IssuingLedger.On(suspended.Licence.Identifier.ToString(), "suspend"), until: null, CancellationToken.None);
        await ledger.Register.RevokeAsync(
            IssuingLedger.On(ended.Licence.Identifier.ToString(), "revoke"), RevocationReason.Cancelled, null, CancellationToken.None);
        await ledger.NextAsync(business, Change(("ZS", NewAddress)));
        Assert.Equal([1, 0, 0], new[] { suspended, ended, expired }.Select(issued => ledger.Now(issued).Flags.Count));
    }

    [Fact]
    public async Task A_flag_goes_over_to_a_next_version_that_still_says_the_old_value()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence food = await ledger.IssueAsync(SampleLicences.Food(), "food");
        IssuedLicence moved = await ledger.NextAsync(business, Change(("ZS", NewAddress)));
        IssuedLicence copy = await ledger.NextAsync(food, new NextVersion(LicenceAct.Replacement, IssuingLedger.Ground));
        LicenceFlag flag = Assert.Single(ledger.Now(copy).Flags);
        Assert.Equal((FlagRule.AddressChanged, moved.Licence.Handle), (flag.Rule, flag.CauseHandle));
        Assert.Equal(
            copy.Licence.Handle,
            Assert.Single(ledger.Register.OpenFlags(IssuingLedger.Issuer, after: null, limit: 10)).Licence.Handle);
    }

    [Fact]
    public async Task A_dependent_that_cannot_be_opened_is_counted_and_left()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence joint = await ledger.IssueAsync(
            SampleLicences.Food() with { CoHolders = [new HolderIdentity("苏州星泽智能装备有限公司", "001", "91320500MADEM1014Q")] }, "joint");
        await ledger.Parties.Holders.EraseAsync(joint.Licence.Holders[1], CancellationToken.None);
        IssuedLicence moved = await ledger.NextAsync(business, Change(("ZS", NewAddress)));
        Assert.Empty(ledger.Now(joint).Flags);
        Assert.Equal((0u, 1u), (ledger.Now(moved).Rippled!.Flagged, ledger.Now(moved).Rippled!.Skipped));
    }

    [Fact]
    public async Task One_change_flags_200_licences_and_tells_of_those_beyond()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssueItem[] items =
        [
            .. Enumerable.Range(0, Ripple.MostFlagged + 1).Select(i => new IssueItem(
                SampleLicences.Food(digits: $"2310105{i:D6}"), IssuingLedger.Key($"food {i}"))),
        ];
        IReadOnlyList<IssueOutcome> outcomes = await ledger.Register.IssueManyAsync(IssuingLedger.Issuer, items, alone: null, CancellationToken.None);
        IssuedLicence moved = await ledger.NextAsync(business, Change(("ZS", NewAddress)));
        LicenceRippled rippled = ledger.Now(moved).Rippled!;
        Assert.Equal((200u, 0u, 1u), (rippled.Flagged, rippled.Skipped, rippled.Beyond));
        Assert.Empty(ledger.Now(outcomes[^1].Issued!).Flags);

        // The list goes on where a page ended.
        IReadOnlyList<(Licence Licence, LicenceFlag Flag)> first = ledger.Register.OpenFlags(IssuingLedger.Issuer, after: null, limit: 100);
        IReadOnlyList<(Licence Licence, LicenceFlag Flag)> second =
            ledger.Register.OpenFlags(IssuingLedger.Issuer, first[^1].Flag.Index, limit: 100);
        Assert.Equal(200, first.Concat(second).Select(open => open.Licence.Handle).Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Register.OpenFlags(IssuingLedger.Issuer, null, LicenceRegister.MostFlagsListed + 1));
    }

    [Fact]
    public async Task What_was_compared_has_to_be_as_it_was_in_the_turn()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence food = await ledger.IssueAsync(SampleLicences.Food(), "food");
        PreparedRipple ripple = new(business.Licence.Handle, business.Licence.LastIndex, [new(food.Licence.Handle, food.Licence.LastIndex, [])])
        {
            Rules = [FlagRule.AddressChanged],
            NewestSeen = food.Licence.IssuedIndex,
        };
        Assert.True(Fits(ledger, ripple));
        Assert.False(Fits(ledger, ripple with { LastIndex = business.Licence.LastIndex + 1 }));
        Assert.False(Fits(ledger, ripple with { NewestSeen = business.Licence.IssuedIndex }));
        await ledger.Register.CheckAsync(
            IssuingLedger.On(food.Licence.Identifier.ToString(), "check"), passed: true, nextDue: null, CancellationToken.None);
        Assert.False(Fits(ledger, ripple));
    }

    [Fact]
    public async Task A_flag_keeps_room_for_taking_it_off()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence food = await ledger.IssueAsync(SampleLicences.Food(), "food");
        string identifier = food.Licence.Identifier.ToString();
        for (int i = 0; ledger.Now(food).HasRoomForFlags(1); i++)
        {
            await ledger.Register.CheckAsync(IssuingLedger.On(identifier, $"check {i}"), passed: true, nextDue: null, CancellationToken.None);
        }

        // A flag, its clearing and the end would make one more than fit.
        Assert.Equal(Licence.MostEvents - 2, ledger.Now(food).EventCount);
        IssuedLicence moved = await ledger.NextAsync(business, Change(("ZS", NewAddress)));
        Assert.Empty(ledger.Now(food).Flags);
        Assert.Equal((0u, 1u), (ledger.Now(moved).Rippled!.Flagged, ledger.Now(moved).Rippled!.Skipped));
    }

    [Fact]
    public async Task A_flag_that_is_not_there_or_another_authority_s_cannot_be_taken_off()
    {
        await using IssuingLedger ledger = new();
        IssuedLicence food = await ledger.IssueAsync(SampleLicences.Food(), "food");
        foreach (string authority in (string[])[IssuingLedger.Issuer, IssuingLedger.Stranger])
        {
            LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => ledger.Register.ClearFlagAsync(
                IssuingLedger.On(food.Licence.Identifier.ToString(), "clear", authority), FlagRule.AddressChanged, CancellationToken.None));
            Assert.Equal(LedgerError.NotFound, refused.Error);
        }
    }

    private static bool Fits(IssuingLedger ledger, PreparedRipple ripple)
    {
        using LedgerRead rows = ledger.Parties.Writer.Read();
        return ripple.Fits(rows);
    }

    private static NextVersion Change(params (string Key, string Value)[] fields) => new(LicenceAct.Change, IssuingLedger.Ground)
    {
        Fields = fields.ToDictionary(field => field.Key, field => field.Value),
    };

    private static IssueLicence With(IssueLicence request, params (string Key, string Value)[] fields)
    {
        Dictionary<string, string> changed = new(request.Fields);
        foreach ((string key, string value) in fields)
        {
            changed[key] = value;
        }

        return request with { Fields = changed };
    }
}
