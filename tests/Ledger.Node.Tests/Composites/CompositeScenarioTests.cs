using Ledger.Node.Catalogue;
using Ledger.Node.Composites;
using Ledger.Node.Licences;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Composites;

/// <summary>行业综合许可证, from beginning to end: a pharmacy that sells food, too.</summary>
public sealed class CompositeScenarioTests
{
    [Fact]
    public async Task A_composite_licence_follows_what_it_brings_together()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        CompositeStanding standing = pharmacy.Standing();
        Assert.Equal(CompositeState.Valid, standing.State);
        Assert.Equal(
            [("食品经营许可证", "热食类食品制售；冷食类食品制售"), ("药品经营许可证", "中成药；化学药制剂")],
            standing.Components.Select(component => (component.TypeName, component.Items)));

        // The other authority suspends the medicine licence: food may still be sold, medicine may not.
        await pharmacy.Ledger.Register.SuspendAsync(
            IssuingLedger.On(pharmacy.Medicine, "suspend", IssuingLedger.Stranger), until: null, CancellationToken.None);
        standing = pharmacy.Standing();
        Assert.Equal(CompositeState.PartlyValid, standing.State);
        ComponentStanding affected = Assert.Single(standing.Affected);
        Assert.Equal((LicenceState.Suspended, "中成药；化学药制剂"), (affected.State, affected.Items));

        // Given back: whole again, and nobody touched the composite licence.
        await pharmacy.Ledger.Register.ResumeAsync(
            IssuingLedger.On(pharmacy.Medicine, "resume", IssuingLedger.Stranger), CancellationToken.None);
        Assert.Equal(CompositeState.Valid, pharmacy.Standing().State);

        // 延续 of the food licence, twice: the composite licence goes on naming the first version and follows to the newest.
        string renewed = await RenewAsync(pharmacy, pharmacy.Food, month: 4);
        renewed = await RenewAsync(pharmacy, renewed, month: 5);
        standing = pharmacy.Standing();
        ComponentStanding food = standing.Components[0];
        Assert.Equal((CompositeState.Valid, pharmacy.Food), (standing.State, food.Named));
        Assert.Equal((renewed, 3), (food.Current!.Identifier.ToString(), food.Current.Identifier.Version));
        Assert.Equal(new DateOnly(2031, 4, 30), food.Current.Validity.To);
        Assert.Equal(standing.Licence.IssuedIndex, standing.Licence.LastIndex);

        // An objection leaves a licence in force and is told; the last day of the medicine licence passes by itself.
        await pharmacy.Ledger.Register.DisputeAsync(IssuingLedger.On(renewed, "dispute"), "YY-2026-1", CancellationToken.None);
        pharmacy.Ledger.Clock.Now = new DateTimeOffset(2031, 3, 1, 8, 0, 0, TimeSpan.Zero);
        standing = pharmacy.Standing();
        Assert.Equal(CompositeState.PartlyValid, standing.State);
        Assert.Equal([LicenceState.Valid, LicenceState.Expired], standing.Components.Select(component => component.State!.Value));
        Assert.True(standing.Components[0].IsDisputed);

        // The food licence ends, too: nothing is left.
        await pharmacy.Ledger.Register.RevokeAsync(IssuingLedger.On(renewed, "revoke"), RevocationReason.Penalty, null, CancellationToken.None);
        Assert.Equal(CompositeState.NotValid, pharmacy.Standing().State);
    }

    [Fact]
    public async Task A_composite_licence_that_has_ended_is_not_valid_whatever_its_components_are()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        await pharmacy.Ledger.Register.RevokeAsync(
            IssuingLedger.On(pharmacy.Composite, "end"), RevocationReason.Cancelled, null, CancellationToken.None);
        CompositeStanding standing = pharmacy.Standing();
        Assert.Equal(CompositeState.NotValid, standing.State);
        Assert.Empty(standing.Affected);
    }

    [Fact]
    public async Task The_public_is_told_states_and_nothing_of_any_face()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        CompositeStanding? shown = pharmacy.Composites.Find(pharmacy.Issued.Licence);
        Assert.Equal(CompositeState.Valid, shown!.State);
        Assert.All(shown.Components, component => Assert.Null(component.Items));
        Licence single = pharmacy.Ledger.Register.Open(IssuingLedger.Issuer, pharmacy.Food).Licence;
        Assert.Null(pharmacy.Composites.Find(single));
    }

    [Fact]
    public async Task Another_authority_and_a_single_licence_have_no_components_to_show()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        foreach ((string authority, string identifier) in ((string, string)[])
            [(IssuingLedger.Stranger, pharmacy.Composite), (IssuingLedger.Issuer, pharmacy.Food)])
        {
            Assert.Equal(
                LedgerError.NotFound, Assert.Throws<LedgerException>(() => pharmacy.Composites.Get(authority, identifier)).Error);
        }
    }

    [Fact]
    public async Task Of_a_component_whose_holder_was_erased_the_state_is_told_and_no_more()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        await pharmacy.Ledger.Parties.Holders.EraseAsync(pharmacy.Issued.Licence.Holders[0], CancellationToken.None);
        CompositeStanding standing = pharmacy.Standing();
        Assert.Equal(CompositeState.Valid, standing.State);
        Assert.All(standing.Components, component => Assert.Null(component.Items));
    }

    private static async Task<string> RenewAsync(PharmacyLedger pharmacy, string identifier, int month)
    {
        pharmacy.Ledger.Clock.Now = new DateTimeOffset(2026, month, 1, 8, 0, 0, TimeSpan.Zero);
        DateOnly first = new(2026, month, 1);
        NextVersion next = new(LicenceAct.Renewal, IssuingLedger.Ground) { Validity = new Validity(first, first.AddYears(5).AddDays(-1)) };
        IssuedLicence issued = await pharmacy.Ledger.Register.IssueNextAsync(
            IssuingLedger.Issuer, identifier, next, IssuingLedger.Key($"renew {month}"), CancellationToken.None);
        return issued.Licence.Identifier.ToString();
    }
}
