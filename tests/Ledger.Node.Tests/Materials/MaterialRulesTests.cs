using Ledger.Node.Catalogue;
using Ledger.Node.Materials;

namespace Ledger.Node.Tests.Materials;

/// <summary>What is taken, for how long, and as what.</summary>
public sealed class MaterialRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly MaterialTypes Types = MaterialTypes.Embedded();
    private static readonly TrustLevel[] All = [TrustLevel.A, TrustLevel.B, TrustLevel.C, TrustLevel.D];

    private static readonly Dictionary<string, string> Purchase = new()
    {
        ["BH"] = "HT-1",
        ["CMF"] = "某公司",
        ["MSRXM"] = "沈知夏",
        ["FWZL"] = "合肥市",
        ["FWMJ"] = "89.5",
        ["HTJE"] = "1500000",
        ["BASJ"] = "2026-01-05",
        ["HTZT"] = "已备案",
    };

    [Fact]
    public void Every_wrong_field_is_refused_with_its_name()
    {
        MaterialRequest good = MaterialLedger.Plan();
        (string Field, MaterialRequest Wrong)[] wrong =
        [
            ("/type", good with { Type = "CL999999" }),
            ("/level", good with { Level = TrustLevel.A }), // no such plan
            ("/holder", good with { Holder = MaterialLedger.Person }),
            ("/holder/code", good with { Holder = MaterialLedger.Company with { Code = "91310105MADEM0011Q" } }),
            ("/name", good with { Name = "" }),
            ("/name", good with { Name = new string('图', MaterialLimits.NameLength + 1) }),
            ("/mediaType", good with { MediaType = "text/html" }),
            ("/dated", good with { Dated = Today.AddDays(1) }),
            ("/validTo", good with { ValidTo = Today.AddDays(-1) }),
            ("/caseNumber", good with { CaseNumber = "办件 1" }),
            ("/caseNumber", good with { CaseNumber = new string('1', MaterialLimits.CaseLength + 1) }),
            ("/stuffType", good with { StuffType = "6" }),
            ("/stuffType", good with { StuffType = "1" }), // of a licence that is not named
            ("/stuffSource", good with { StuffSource = "paper" }),
            ("/sourceLicenseId", good with { SourceLicenceId = "x" }),
            ("/sourceStuffId", good with { SourceStuffId = "CL.CL030101" }),
            ("/fields/BH", good with { Fields = Purchase }), // the type has none
            ("/operator", good with { Operator = "经办" }),
        ];
        Check(good with { Name = new string('图', MaterialLimits.NameLength), CaseNumber = new string('1', MaterialLimits.CaseLength), ValidTo = Today });
        foreach ((string field, MaterialRequest request) in wrong)
        {
            LedgerException refusal = Assert.Throws<LedgerException>(() => Check(request));
            Assert.Contains(field, refusal.Fields.Select(one => one.Field));
            Assert.DoesNotContain(request.Holder.Code, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_system_claims_the_levels_of_its_settings_only_and_level_a_a_file_that_can_be_signed()
    {
        MaterialRequest plan = MaterialLedger.Plan();
        LedgerException refusal = Assert.Throws<LedgerException>(() => MaterialRequestRules.Check(plan, Types, [TrustLevel.D], Today));
        Assert.Equal((LedgerError.NotAllowed, "/level"), (refusal.Error, refusal.Field));
        MaterialRequest credit = plan with { Type = "CL050101", Level = TrustLevel.A };
        Check(credit);
        Assert.Equal("/level", Assert.Throws<LedgerException>(() => Check(credit with { MediaType = MediaTypes.Png })).Field);
    }

    [Fact]
    public void Structured_fields_are_those_of_the_type_each_as_it_should_be()
    {
        MaterialRequest purchase = MaterialLedger.Plan() with { Type = "CL040102", Holder = MaterialLedger.Person, Level = TrustLevel.A, Fields = Purchase };
        Check(purchase);
        (string Field, Dictionary<string, string> Fields)[] wrong =
        [
            ("/fields/FWMJ", new(Purchase) { ["FWMJ"] = "eighty" }),
            ("/fields/BASJ", new(Purchase) { ["BASJ"] = "2026-02-30" }),
            ("/fields/X", new(Purchase) { ["X"] = "1" }),
            ("/fields/HTZT", new(Purchase.Where(field => field.Key != "HTZT"))),
        ];
        Assert.All(wrong, one => Assert.Equal(one.Field, Assert.Throws<LedgerException>(() => Check(purchase with { Fields = one.Fields })).Field));
    }

    [Theory]
    [InlineData("CL040101", "2026-11-01", null, "2026-12-01")] // one month
    [InlineData("CL040101", "2026-11-01", "2026-11-28", "2026-11-28")]
    [InlineData("CL040101", "2026-11-01", "2027-05-01", "2026-12-01")] // stated longer than the rule allows
    [InlineData("CL010202", "2026-10-31", null, "2027-04-30")] // six months, and there is no 31 April
    [InlineData("CL020102", "2026-11-01", "2029-10-31", "2029-10-31")] // the contract's end
    [InlineData("CL010203", "2026-11-01", null, null)] // until the next filing
    public void Its_last_day_follows_from_the_rule_of_the_type(string type, string dated, string? stated, string? last) => Assert.Equal(
        Day(last), MaterialTerm.LastDay(Types.Find(type)!.Validity, Day(dated)!.Value, Day(stated)));

    [Theory]
    [InlineData("CL020102", "/validTo")] // ends with the contract
    [InlineData("CL010204", "/caseNumber")] // of one case
    public void What_its_end_follows_from_has_to_be_said(string type, string field)
    {
        MaterialRequest request = MaterialLedger.Plan() with
        {
            Type = type,
            CaseNumber = null,
            Holder = type == "CL020102" ? MaterialLedger.Person : MaterialLedger.Company,
        };
        LedgerException refusal = Assert.Throws<LedgerException>(() => Check(request));
        Assert.Equal((LedgerError.MissingField, field), (refusal.Error, refusal.Field));
    }

    [Fact]
    public void An_identifier_is_read_back_and_any_one_changed_character_makes_it_none()
    {
        MaterialIdentifier first = MaterialIdentifier.New("CL030101", MaterialLedger.Authority);
        string text = first.ToString();
        Assert.Equal((text, MaterialIdentifier.Length), (MaterialIdentifier.Find(text)!.ToString(), text.Length));
        Assert.Equal(first.Next(), MaterialIdentifier.Find(first.Next().ToString()));
        Assert.All(
            Enumerable.Range(0, text.Length).SelectMany(i => "0A.".Where(c => c != text[i]).Select(c => text.Remove(i, 1).Insert(i, c.ToString()))),
            changed => Assert.Null(MaterialIdentifier.Find(changed)));
    }

    private static DateOnly? Day(string? text) => text is null ? null : LicenceDate.Parse(text);

    private static void Check(MaterialRequest request) => MaterialRequestRules.Check(request, Types, All, Today);
}
