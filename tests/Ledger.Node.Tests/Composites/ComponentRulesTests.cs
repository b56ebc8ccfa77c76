using Ledger.Node.Composites;
using Ledger.Node.Licences;
using Ledger.Node.Tests.Licences;

namespace Ledger.Node.Tests.Composites;

public sealed class ComponentRulesTests
{
    private const string Elsewhere = "11330421MBDEM20372";

    [Fact]
    public async Task A_composite_licence_names_one_component_at_least_and_a_single_licence_none()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        IssueLicence composite = Composite(pharmacy);
        LedgerException refused = await pharmacy.RefusalAsync(
            composite with { Fields = Without(composite.Fields, "BHXKXM") });
        Assert.Contains(refused.Fields, refusal => refusal.Field == "/components");
        refused = await pharmacy.RefusalAsync(SampleLicences.Food(digits: "2310105000999") with { Components = [pharmacy.Food] });
        Assert.Equal((LedgerError.InvalidField, "/components"), (refused.Error, refused.Field));
    }

    [Fact]
    public async Task What_the_face_prints_and_what_is_named_are_the_same_licences()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        Assert.Equal([pharmacy.Food, pharmacy.Medicine], pharmacy.Issued.Licence.Components);
        LedgerException refused = await pharmacy.RefusalAsync(Composite(pharmacy) with { Components = [pharmacy.Food] });
        Assert.Equal("/fields/BHXKXM", refused.Field);

        // The order is of no account.
        IssuedLicence issued = await pharmacy.Ledger.IssueAsync(
            Composite(pharmacy) with { Components = [pharmacy.Medicine, pharmacy.Food] }, "other order");
        Assert.Equal([pharmacy.Medicine, pharmacy.Food], issued.Licence.Components);
    }

    [Fact]
    public async Task A_component_is_of_a_type_that_the_catalogue_allows()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        string business = await pharmacy.IssueAsync(SampleLicences.Business(PharmacyLedger.Pharmacy), "business");
        LedgerException refused = await pharmacy.RefusalAsync(SampleLicences.Composite(PharmacyLedger.Pharmacy, pharmacy.Food, business) with
        {
            Serial = "CN2026000043",
        });
        Assert.Equal((LedgerError.InvalidField, "/components/1"), (refused.Error, refused.Field));
    }

    [Fact]
    public async Task A_component_of_this_node_exists_and_is_of_the_same_holder_and_nothing_tells_which_it_lacks()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        string absent = LicenceIdentifier.Create(SampleLicences.FoodType, IssuingLedger.Issuer, "NONE", 1).ToString();
        string others = await pharmacy.IssueAsync(SampleLicences.Food(digits: "2310105000777"), "another company's");
        LedgerException[] refused =
        [
            await pharmacy.RefusalAsync(Composite(pharmacy, absent)), await pharmacy.RefusalAsync(Composite(pharmacy, others)),
        ];
        Assert.All(refused, refusal => Assert.Equal((LedgerError.InvalidField, "/components/0"), (refusal.Error, refusal.Field)));
        Assert.Equal(refused[0].Chinese, refused[1].Chinese);
        Assert.Equal(refused[0].English, refused[1].English);
    }

    [Fact]
    public async Task A_component_that_has_ended_is_not_brought_in_but_stays_where_the_version_before_had_it()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        await pharmacy.Ledger.Register.RevokeAsync(
            IssuingLedger.On(pharmacy.Food, "revoke"), RevocationReason.Penalty, null, CancellationToken.None);
        LedgerException refused = await pharmacy.RefusalAsync(Composite(pharmacy));
        Assert.Equal((LedgerError.WrongState, "/components/0"), (refused.Error, refused.Field));

        NextVersion correction = new(LicenceAct.Correction, IssuingLedger.Ground) { Fields = new Dictionary<string, string> { ["HY"] = "药品零售" } };
        IssuedLicence corrected = await pharmacy.Ledger.Register.IssueNextAsync(
            IssuingLedger.Issuer, pharmacy.Composite, correction, IssuingLedger.Key("correct"), CancellationToken.None);
        Assert.Equal([pharmacy.Food, pharmacy.Medicine], corrected.Licence.Components);
        Assert.Equal(CompositeState.PartlyValid, pharmacy.Composites.Find(corrected.Licence)!.State);
    }

    [Fact]
    public async Task Of_another_node_s_component_nothing_is_asked_and_nothing_guessed()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        string foreign = LicenceIdentifier.Create(SampleLicences.FoodType, Elsewhere, "JY33304210000015", 1).ToString();
        IssuedLicence issued = await pharmacy.Ledger.IssueAsync(Composite(pharmacy, foreign, pharmacy.Medicine), "foreign");
        CompositeStanding standing = pharmacy.Composites.Find(issued.Licence)!;
        Assert.Equal(CompositeState.CannotTell, standing.State);
        Assert.Equal(
            (foreign, null, "食品经营许可证", null),
            (standing.Components[0].Named, standing.Components[0].Current, standing.Components[0].TypeName, standing.Components[0].State));
    }

    [Fact]
    public async Task A_composite_licence_has_32_components_at_most_and_none_twice()
    {
        await using PharmacyLedger pharmacy = await PharmacyLedger.OpenAsync();
        string[] many = [.. Enumerable.Range(0, IssueLicence.MaximumComponents + 1).Select(i => Foreign($"F{i}"))];
        IssueLicence request = Composite(pharmacy, many[1..]);
        Assert.Equal(32, (await pharmacy.Ledger.IssueAsync(request, "as many as fit")).Licence.Components.Count);
        Assert.Equal("/components", (await pharmacy.RefusalAsync(Composite(pharmacy, many))).Field);

        // Two versions of one licence are one licence; a check character that does not fit was mistyped.
        string second = LicenceIdentifier.Parse(pharmacy.Food).Next().ToString();
        string mistyped = many[0][..^1] + (many[0][^1] is 'A' ? 'B' : 'A');
        Assert.Equal("/components", (await pharmacy.RefusalAsync(Composite(pharmacy, pharmacy.Food, second))).Field);
        Assert.Equal("/components", (await pharmacy.RefusalAsync(Composite(pharmacy, mistyped))).Field);
    }

    private static string Foreign(string serial) => LicenceIdentifier.Create(SampleLicences.FoodType, Elsewhere, serial, 1).ToString();

    private static IssueLicence Composite(PharmacyLedger pharmacy, params string[] components) =>
        SampleLicences.Composite(PharmacyLedger.Pharmacy, components is [] ? [pharmacy.Food, pharmacy.Medicine] : components) with
        {
            Serial = "CN2026000043",
        };

    private static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> fields, string key) =>
        fields.Where(field => field.Key != key).ToDictionary();
}
