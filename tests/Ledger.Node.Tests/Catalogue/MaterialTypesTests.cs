using System.Text;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Tests.Catalogue;

public sealed class MaterialTypesTests
{
    private static readonly MaterialTypes Types = MaterialTypes.Embedded();

    [Theory]
    [InlineData("CL010101", HolderKind.Any, MaterialEnd.ContractEnd, null, ReuseRule.SameAddress)]
    [InlineData("CL010102", HolderKind.LegalPerson, MaterialEnd.OpenEnded, 12, ReuseRule.SameAddress)]
    [InlineData("CL010201", HolderKind.LegalPerson, MaterialEnd.Change, null, ReuseRule.HolderWide)]
    [InlineData("CL010202", HolderKind.Any, MaterialEnd.StatedTerm, 6, ReuseRule.SameMatter)]
    [InlineData("CL010203", HolderKind.LegalPerson, MaterialEnd.NextFiling, null, ReuseRule.HolderWide)]
    [InlineData("CL010204", HolderKind.LegalPerson, MaterialEnd.CaseEnd, null, ReuseRule.Never)]
    [InlineData("CL020101", HolderKind.NaturalPerson, MaterialEnd.StatedTerm, 6, ReuseRule.HolderWide)]
    [InlineData("CL020102", HolderKind.NaturalPerson, MaterialEnd.ContractEnd, null, ReuseRule.NamedItems)]
    [InlineData("CL020201", HolderKind.NaturalPerson, MaterialEnd.OpenEnded, 3, ReuseRule.SamePurpose)]
    [InlineData("CL020202", HolderKind.NaturalPerson, MaterialEnd.OpenEnded, 12, ReuseRule.NamedItems)]
    [InlineData("CL030101", HolderKind.LegalPerson, MaterialEnd.Change, null, ReuseRule.SameAddress)]
    [InlineData("CL030102", HolderKind.LegalPerson, MaterialEnd.OpenEnded, null, ReuseRule.SameAddress)]
    [InlineData("CL040101", HolderKind.NaturalPerson, MaterialEnd.OpenEnded, 1, ReuseRule.NamedItems)]
    [InlineData("CL040102", HolderKind.NaturalPerson, MaterialEnd.OpenEnded, null, ReuseRule.HolderWide)]
    [InlineData("CL050101", HolderKind.LegalPerson, MaterialEnd.OpenEnded, 3, ReuseRule.HolderWide)]
    [InlineData("CL050102", HolderKind.LegalPerson, MaterialEnd.OpenEnded, null, ReuseRule.NamedItems)]
    internal void A_type_says_how_long_it_counts_and_for_what_it_is_used_again(
        string code, HolderKind holders, MaterialEnd until, int? months, ReuseRule reuse)
    {
        MaterialType type = Types.Find(code)!;
        Assert.Equal((holders, until, months, reuse), (type.Holders, type.Validity.Until, type.Validity.Months, type.Reuse));
    }

    [Fact]
    public void There_are_sixteen() => Assert.Equal(16, Types.All.Count);

    [Fact]
    public void A_filed_home_purchase_contract_has_its_fields() => Assert.Equal(
        ["BH", "CMF", "MSRXM", "FWZL", "FWMJ", "HTJE", "BASJ", "HTZT"], Types.Find("CL040102")!.Fields!.Select(field => field.Key));

    [Theory]
    [InlineData("CL010101", "CL01010")]
    [InlineData("CL010101", "CL01010A")]
    [InlineData("\"edition\":1", "\"edition\":0")]
    [InlineData("\"levels\":[\"a\"]", "\"levels\":[]")]
    [InlineData("\"levels\":[\"a\"]", "\"levels\":[\"a\",\"a\"]")]
    [InlineData("\"levels\":[\"a\"]", "\"levels\":[\"e\"]")]
    [InlineData("\"months\":120", "\"months\":121")]
    [InlineData("\"months\":120", "\"months\":0")]
    [InlineData("[\"address\"]", "[]")]
    [InlineData("[\"address\"]", "[\"address\",\"address\"]")]
    [InlineData("\"invalidatedBy\":[\"address\"],", "")]
    [InlineData("\"reuse\":\"never\"", "\"reuse\":\"once\"")]
    [InlineData("\"fields\":[{\"key\":\"A\"", "\"fields\":[{\"key\":\"a\"")]
    public void A_wrong_type_is_refused(string right, string wrong)
    {
        const string Json = """
            {"code":"CL010101","edition":1,"name":"甲","english":"A","holders":"any","levels":["a"],"validity":{"until":"change","months":120},
             "invalidatedBy":["address"],"reuse":"never",
             "fields":[{"key":"A","label":"甲","english":"A","kind":"text","required":true,"maximumLength":9,"sensitivity":"public"}]}
            """;
        Assert.Equal(120, MaterialTypes.Read(Encoding.UTF8.GetBytes(Json)).Validity.Months);
        Assert.Contains(right, Json, StringComparison.Ordinal);
        byte[] changed = Encoding.UTF8.GetBytes(Json.Replace(right, wrong, StringComparison.Ordinal));
        Assert.NotEmpty(Assert.Throws<CatalogueException>(() => MaterialTypes.Read(changed)).Fault.Chinese);
    }
}
