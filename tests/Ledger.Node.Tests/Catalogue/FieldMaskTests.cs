using Ledger.Node.Catalogue;

namespace Ledger.Node.Tests.Catalogue;

public sealed class FieldMaskTests
{
    private static readonly LicenceTypes Types = LicenceTypes.Embedded();

    [Theory]
    [InlineData("11100000MBDEM9036M001", "XM", "沈知夏", "沈**")]
    [InlineData("11100000MBDEM9036M001", "GMSFHM", "310100198806120023", "**************0023")]
    [InlineData("11100000MBDEM9036M001", "CSRQ", "1988-06-12", "1988-**-**")]
    [InlineData("11100000MBDEM9036M001", "JZDZZ", "上海市长宁区愚园路1088弄", "上海市长宁区****")]
    [InlineData("11100000MBDEM9036M001", "MZ", "汉", "****")]
    [InlineData("11100000MBDEM9036M001", "YXQZ", "长期", "****")]
    [InlineData("11100000MBDEM9044G001", "KH", "A12345678", "*******78")]
    [InlineData("11100000MBDEM901XT001", "FDDBR", "欧阳䶮𬭎", "欧***")]
    [InlineData("11100000MBDEM901XT001", "MC", "上海澜川餐饮管理有限公司", "上海澜川餐饮管理有限公司")]
    public void A_field_is_covered_by_its_class_and_kind(string type, string key, string value, string shown) =>
        Assert.Equal(shown, FieldMask.Of(Types.Find(type)!.Fields.Single(field => field.Key == key), value));

    [Theory]
    [InlineData("Text")]
    [InlineData("Code")]
    public void A_telephone_is_known_by_its_form(string kind) =>
        Assert.Equal("138****8000", FieldMask.Of(new LicenceField("DH", "电话", "Telephone", Enum.Parse<FieldKind>(kind), false, 20, Sensitivity.Sensitive, ".*"), "13800138000"));

    [Fact]
    public void No_field_of_the_catalogue_that_is_not_public_is_ever_shown_whole()
    {
        LicenceField[] covered = [.. Types.All.SelectMany(type => type.Fields).Where(field => field.Sensitivity is not Sensitivity.Public)];
        Assert.True(covered.Length > 50);
        Assert.All(covered, field => Assert.All(
            (string[])["沈知夏", "310100198806120023", "1988-06-12", "上海市长宁区愚园路1088弄", "13800138000", "女"],
            value => Assert.NotEqual(value, FieldMask.Of(field, value))));
    }
}
