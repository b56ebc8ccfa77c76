using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Tests.Verification;

public sealed class MaskedTests
{
    [Theory]
    [InlineData("陈一", "陈*")]
    [InlineData("沈知夏", "沈**")]
    [InlineData("欧阳静怡", "欧***")]
    [InlineData("欧", "欧*")]
    [InlineData("", "")]
    [InlineData("王*", "王*")]
    [InlineData("买买提·吐尔逊", "买******")]
    [InlineData("𬭎䶮", "𬭎*")]
    [InlineData("䶮𬭎", "䶮*")]
    [InlineData("John Smith", "J*********")]
    public void Of_a_name_the_first_character_is_shown(string name, string masked) => Assert.Equal(masked, Masked.Name(name));

    [Theory]
    [InlineData("310100198806120023", "**************0023")]
    [InlineData("32010019920310003X", "**************003X")]
    [InlineData("E12345678", "*******78")]
    [InlineData("12345678", "******78")]
    [InlineData("1234567", "******7")]
    [InlineData("123", "***")]
    [InlineData("", "")]
    [InlineData("6222021001234567890", "***************7890")]
    [InlineData("91310105MADEM0011P", "**************011P")]
    [InlineData("𬭎䶮𬭎䶮", "***䶮")]
    public void Of_a_number_the_last_four_are_shown_and_never_more_than_a_quarter(string number, string masked) =>
        Assert.Equal(masked, Masked.Number(number));

    [Theory]
    [InlineData("13800138000", "138****8000")]
    [InlineData("021-12345678", "*********678")]
    [InlineData("1380013800", "********00")]
    [InlineData("23800138000", "*********00")]
    [InlineData("1380013800a", "*********0a")]
    public void Of_a_telephone_the_middle_is_covered(string phone, string masked) => Assert.Equal(masked, Masked.Phone(phone));

    [Theory]
    [InlineData("上海市长宁区愚园路1088弄2号101室", "上海市长宁区****")]
    [InlineData("上海市浦东新区世纪大道100号", "上海市浦东新区****")]
    [InlineData("江苏省苏州市昆山市玉山镇1号", "江苏省苏州市昆山市****")]
    [InlineData("浙江省杭州市西湖区文三路9号", "浙江省杭州市西湖区****")]
    [InlineData("内蒙古自治区锡林郭勒盟正蓝旗某某路", "内蒙古自治区锡林郭勒盟正蓝旗****")]
    [InlineData("北京市石景山区鲁谷路", "北京市石景山区****")]
    [InlineData("安徽省合肥市肥东县店埠镇", "安徽省合肥市肥东县****")]
    [InlineData("苏州市阳光小区3号楼", "苏州市****")]
    [InlineData("阳光小区市场路3号", "****")]
    [InlineData("愚园路1088弄", "****")]
    [InlineData("", "****")]
    public void Of_an_address_the_county_or_district_is_shown_and_nothing_nearer(string address, string masked) =>
        Assert.Equal(masked, Masked.Address(address));

    [Theory]
    [InlineData("1988-06-12", "1988-**-**")]
    [InlineData("1988-06-31", "****")]
    [InlineData("1988年6月", "****")]
    [InlineData("", "****")]
    public void Of_a_date_the_year_is_shown(string date, string masked) => Assert.Equal(masked, Masked.Date(date));

    [Fact]
    public void A_long_text_that_is_nearly_an_address_takes_no_time() =>
        Assert.Equal("****", Masked.Address(new string('长', 1_000_000)));
}
