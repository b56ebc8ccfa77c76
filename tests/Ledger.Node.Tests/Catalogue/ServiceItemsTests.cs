using System.Text;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Tests.Catalogue;

public sealed class ServiceItemsTests
{
    private static readonly ServiceItems Items = ServiceItems.Embedded();

    [Theory]
    [InlineData("11310105MBDEM0015E4310131012000", "310000", 4, false)]
    [InlineData("11310107MBDEM002364310123015000", "310000", 4, false)]
    [InlineData("11310105MBDEM0015E4311031900000", "310000", 3, false)]
    [InlineData("12320500MBDEM102673322017012000", "320000", 3, true)]
    [InlineData("12340100MBDEM3021R3342017013000", "340000", 0, true)]
    [InlineData("11330100MBDEM2029A3330715009001", "330000", 3, true)]
    [InlineData("11320000MBDEM1034B2320118033000", "320000", 3, false)]
    [InlineData("11340000MBDEM3013W2340709061000", "340000", 3, true)]
    [InlineData("11330421MBDEM203724330131001003", "330000", 4, false)]
    [InlineData("11310000MBDEM0058E2312014020000", "310000", 2, true)]
    public void An_item_has_its_licences_and_materials(string code, string province, int needs, bool identity)
    {
        ServiceItem item = Items.Find(code)!;
        Assert.Equal((province, needs, identity), (item.Province, item.Needs?.Count ?? 0, item.Identity));
        Assert.Equal(code[..18], item.Authority);
    }

    [Fact]
    public void There_are_ten_and_each_material_they_need_is_in_the_catalogue()
    {
        Assert.Equal(10, Items.All.Count);
        MaterialTypes materials = MaterialTypes.Embedded();
        Assert.All(
            Items.All.SelectMany(item => item.Needs ?? []).SelectMany(need => need.AnyOf).Where(MaterialCode.IsValid),
            code => Assert.NotNull(materials.Find(code)));
    }

    // Codes in use: of the nation and of a province.
    [Theory]
    [InlineData("11100000MB032716991000115035000")]
    [InlineData("11100000MB0341032Y1000172149001")]
    [InlineData("11100000MB0341032Y1002072023000")]
    [InlineData("11370800MB285591843370117002011")]
    public void A_real_code_is_right(string code) => Assert.Null(ItemCode.FindFault(code));

    [Theory]
    [InlineData("11310105MBDEM0015E431013101200", "31")]
    [InlineData("11310105MBDEM0015E43101310120000", "31")]
    [InlineData("11310105MBDEM0015F4310131012000", "18")]
    [InlineData("11310105MBDEM0015E0310131012000", "行使层级")]
    [InlineData("11310105MBDEM0015E6310131012000", "行使层级")]
    [InlineData("11310105MBDEM0015E431013101200A", "数字")]
    [InlineData("11310105MBDEM0015E4390131012000", "省级代码")]
    [InlineData("11310105MBDEM0015E4311131012000", "类型")]
    [InlineData("11310105MBDEM0015E4310031012000", "类型")]
    [InlineData("11310105MBDEM0015E4310131000000", "主项")]
    public void A_wrong_code_is_told_by_its_part(string code, string part) =>
        Assert.Contains(part, ItemCode.FindFault(code)!.Chinese, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"edition\":1", "\"edition\":0")]
    [InlineData("\"name\":\"甲\"", "\"name\":\"\"")]
    [InlineData("\"authorityName\":\"某局\"", "\"authorityName\":\"某\\u200b局\"")]
    [InlineData("\"CL010101\"", "\"CL0101\"")]
    [InlineData("\"CL010101\"", "\"CL010101\",\"CL010101\"")]
    [InlineData("[{\"anyOf\":[\"CL010101\"]}]", "[]")]
    [InlineData("[{\"anyOf\":[\"CL010101\"]}]", "[{\"anyOf\":[]}]")]
    [InlineData("[{\"anyOf\":[\"CL010101\"]}]", "[{\"of\":[\"CL010101\"]}]")]
    public void A_wrong_item_is_refused(string right, string wrong)
    {
        const string Json = """
            {"code":"12340100MBDEM3021R3342017013000","edition":1,"name":"甲","english":"A","authorityName":"某局","needs":[{"anyOf":["CL010101"]}]}
            """;
        Assert.Equal("甲", ServiceItems.Read(Encoding.UTF8.GetBytes(Json)).Name);
        byte[] changed = Encoding.UTF8.GetBytes(Json.Replace(right, wrong, StringComparison.Ordinal));
        Assert.NotEmpty(Assert.Throws<CatalogueException>(() => ServiceItems.Read(changed)).Fault.Chinese);
    }

    [Theory]
    [InlineData(ServiceItemFaults.MostNeeds, true)]
    [InlineData(ServiceItemFaults.MostNeeds + 1, false)]
    public void An_item_needs_so_much_at_most(int count, bool fits) => Assert.Equal(
        fits,
        ServiceItemFaults.Find(Items.All[0] with { Needs = [.. Enumerable.Repeat(new ItemNeed(["CL010101"]), count)] }) is null);
}
