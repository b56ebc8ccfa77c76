using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

/// <summary>Who may issue a licence of a type, and who may hold it.</summary>
public sealed class LicenceTypeRulesTests
{
    private const string Card = "11100000MBDEM9044G001";
    private const string Bureau = "11310000MBDEM0058E";

    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly LicenceTypes Types = LicenceTypes.Embedded();
    private static readonly HolderIdentity Person = new("沈知夏", "111", "310100198806120023");
    private static readonly HolderIdentity Company = new("上海澜川餐饮管理有限公司", "001", "91310105MADEM0011P");

    [Fact]
    public void The_authority_that_the_type_names_issues_to_whom_it_names() =>
        Assert.Equal(Card, LicenceRequestRules.Check(CardOf(Bureau, Person), Types, Today).Type.Code);

    [Fact]
    public void Another_authority_may_not_issue_it() => AssertRefused(CardOf(IssuingLedger.Issuer, Person), "/issuer");

    [Fact]
    public void A_company_does_not_hold_a_persons_licence() => AssertRefused(CardOf(Bureau, Company), "/holder/codeType");

    [Fact]
    public void A_person_does_not_hold_a_companys_licence() =>
        AssertRefused(IssuingLedger.Request() with { Holder = Person }, "/holder/codeType");

    [Fact]
    public void A_joint_holder_of_the_wrong_kind_is_named() =>
        AssertRefused(CardOf(Bureau, Person) with { CoHolders = [Company] }, "/coHolders/0/codeType");

    [Fact]
    public void A_property_is_held_by_persons_and_companies_alike()
    {
        LicenceType property = Types.Find("11100000MB03271699001")!;
        Assert.True(property.Holders.Includes(naturalPerson: true));
        Assert.True(property.Holders.Includes(naturalPerson: false));
    }

    private static void AssertRefused(IssueLicence request, string field)
    {
        LedgerException refused = Assert.Throws<LedgerException>(() => LicenceRequestRules.Check(request, Types, Today));
        FieldRefusal refusal = Assert.Single(refused.Fields);
        Assert.Equal((field, LedgerError.InvalidField), (refusal.Field, refusal.Error));
    }

    private static IssueLicence CardOf(string issuer, HolderIdentity holder) => IssuingLedger.Request("A12345678", issuer) with
    {
        Type = Card,
        Holder = holder,
        Validity = new Validity(Today, new DateOnly(2036, 2, 29)),
        Fields = new Dictionary<string, string>
        {
            ["XM"] = "沈知夏",
            ["SHBZHM"] = "310100198806120023",
            ["KH"] = "A12345678",
            ["FKRQ"] = "2026-03-01",
            ["YXQZ"] = "2036-02-29",
            ["FKJG"] = "上海市人力资源和社会保障局（演示）",
        },
    };
}
