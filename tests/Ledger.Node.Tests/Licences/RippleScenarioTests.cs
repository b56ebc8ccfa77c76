using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Ledger.Node.Tests.Storage;

namespace Ledger.Node.Tests.Licences;

/// <summary>关联变更: 上海澜川餐饮 moves, and whatever still has the old address is flagged.</summary>
public sealed class RippleScenarioTests
{
    private const string NewAddress = "上海市长宁区天山路900号3层";

    [Fact]
    public async Task A_move_flags_food_licence_composite_licence_and_materials_until_somebody_has_looked()
    {
        await using IssuingLedger ledger = new();
        await ledger.EnterAuthoritiesAsync();
        IssuedLicence business = await ledger.IssueAsync(SampleLicences.Business(), "business");
        IssuedLicence food = await ledger.IssueAsync(SampleLicences.Food(), "food");
        IssuedLicence medicine = await ledger.IssueAsync(SampleLicences.Medicine(), "medicine");
        string[] components = [food.Licence.Identifier.ToString(), medicine.Licence.Identifier.ToString()];
        IssuedLicence composite = await ledger.IssueAsync(SampleLicences.Composite(null, components), "composite");
        IssuedLicence neighbour = await ledger.IssueAsync(
            SampleLicences.Food(new HolderIdentity("上海宝石连锁药房有限公司", "001", "91310113MADEM00382"), "2310105000888"), "neighbour");

        // 变更: the business licence gets a new domicile. The medicine licence, another authority's, is flagged as well.
        IssuedLicence moved = await ledger.NextAsync(business, Move());
        string cause = moved.Licence.Identifier.ToString();
        AssertFlags(ledger, food, (FlagRule.AddressChanged, cause));
        AssertFlags(ledger, medicine, (FlagRule.AddressChanged, cause));
        AssertFlags(ledger, composite, (FlagRule.AddressChanged, cause), (FlagRule.ComponentFlagged, cause));
        AssertFlags(ledger, neighbour);
        AssertFlags(ledger, moved);
        Assert.Equal(LicenceState.Valid, ledger.Register.StateOf(ledger.Now(food)));

        LicenceRippled rippled = ledger.Now(moved).Rippled!;
        Assert.Equal(["address-changed"], rippled.RuleCodes);
        Assert.Equal((3u, 0u, 0u), (rippled.Flagged, rippled.Skipped, rippled.Beyond));
        Assert.Equal(["CL010101", "CL010102", "CL010203", "CL030101", "CL030102", "CL050102"], rippled.MaterialTypes);
        using (LedgerRead rows = ledger.Parties.Writer.Read())
        {
            MaterialFlag plan = Assert.Single(MaterialFlagTable.Of(rows, food.Licence.Holders[0], "CL030101", limit: 10));
            Assert.Equal((FlagRule.AddressChanged, cause), (plan.Flag.Rule, plan.Flag.CauseIdentifier));
            Assert.Empty(MaterialFlagTable.Of(rows, food.Licence.Holders[0], "CL010201", limit: 10));
            Assert.Empty(MaterialFlagTable.Of(rows, neighbour.Licence.Holders[0], materialType: null, limit: 10));
        }

        // Each authority sees its own, oldest first.
        Assert.Equal([food, composite, composite], Listed(ledger, IssuingLedger.Issuer, food, medicine, composite));
        Assert.Equal([medicine], Listed(ledger, IssuingLedger.Stranger, food, medicine, composite));

        // The food licence follows: its next version has no flag, the old one has ended, with it the flag.
        IssuedLicence followed = await ledger.NextAsync(food, new NextVersion(LicenceAct.Change, IssuingLedger.Ground)
        {
            Fields = new Dictionary<string, string> { ["ZS"] = NewAddress, ["JYCS"] = NewAddress },
        });
        AssertFlags(ledger, followed);
        AssertFlags(ledger, food);
        Assert.Equal([composite, composite], Listed(ledger, IssuingLedger.Issuer, food, followed, composite));

        // Somebody has looked at the composite licence and found that it needs no change.
        await ledger.Register.ClearFlagAsync(
            IssuingLedger.On(composite.Licence.Identifier.ToString(), "clear"), FlagRule.ComponentFlagged, CancellationToken.None);
        AssertFlags(ledger, composite, (FlagRule.AddressChanged, cause));
        Assert.Equal([composite], Listed(ledger, IssuingLedger.Issuer, food, followed, composite));
        AssertReplay(ledger);
    }

    private static NextVersion Move() => new(LicenceAct.Change, IssuingLedger.Ground)
    {
        Fields = new Dictionary<string, string> { ["ZS"] = NewAddress },
    };

    private static void AssertFlags(IssuingLedger ledger, IssuedLicence issued, params (FlagRule Rule, string Cause)[] expected) =>
        Assert.Equal(expected, ledger.Now(issued).Flags.Select(flag => (flag.Rule, flag.CauseIdentifier)));

    /// <summary>Whose flags an authority finds, among the licences named.</summary>
    private static IEnumerable<IssuedLicence> Listed(IssuingLedger ledger, string authority, params IssuedLicence[] among) =>
        ledger.Register.OpenFlags(authority, after: null, LicenceRegister.MostFlagsListed)
            .Select(open => among.Single(issued => issued.Licence.Handle == open.Licence.Handle));

    private static void AssertReplay(IssuingLedger ledger)
    {
        using TemporaryFolder folder = new();
        using StateStore scratch = StateStore.Open(new StoreOptions { Folder = EmptyDatabase.PutInto(folder["scratch"]) });
        using LedgerRead rows = ledger.Parties.Writer.Read();
        Assert.Null(ledger.Parties.Replay(scratch, rows).Difference);
    }
}
