using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Api.Tests.Demo;

public sealed class DemoSamplesTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    private static readonly LicenceTypes Types = LicenceTypes.Embedded();

    [Theory]
    [InlineData(0, "1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.91310105MADEM0011P.001.L")]
    [InlineData(1, "1.2.156.3005.2.11100000MBDEM901XT002.11310105MBDEM0015E.JY23101050001234.001.Y")]
    [InlineData(2, "1.2.156.3005.2.11100000MB0341032Y002.11310105MBDEM0015E.310DA0001.001.W")]
    [InlineData(3, "1.2.156.3005.2.11100000MBDEM9028T001.11310107MBDEM00236.PDY00001631010719D1202.001.B")]
    [InlineData(4, "1.2.156.3005.2.11100000MBDEM9028T002.11310107MBDEM00236.Y310000123.001.N")]
    [InlineData(5, "1.2.156.3005.2.11100000000019713D008.11320000MBDEM1034B.320100000777.001.T")]
    [InlineData(6, "1.2.156.3005.2.11100000000019713D013.11320000MBDEM1034B.320100123456.001.H")]
    [InlineData(7, "1.2.156.3005.2.11100000000019713D072.11320000MBDEM1034B.320100654321.001.C")]
    [InlineData(8, "1.2.156.3005.2.11100000MB03271699001.11320000MBDEM1018M.20250310000128.001.B")]
    [InlineData(9, "1.2.156.3005.2.11100000MB03271699022.11330100MBDEM2029A.20250402000056.001.O")]
    [InlineData(10, "1.2.156.3005.2.11100000000013338W032.11320000MBDEM10426.2430599.001.X")]
    [InlineData(11, "1.2.156.3005.2.111000000000131433001.11330000MBDEM20108.330100202500888.001.H")]
    [InlineData(12, "1.2.156.3005.2.11100000MBDEM9036M001.11310000MBDEM004XE.310105202500001.001.7")]
    [InlineData(13, "1.2.156.3005.2.11100000MBDEM9044G001.11310000MBDEM0058E.A12345678.001.B")]
    [InlineData(14, "1.2.156.3005.2.11310000MBDEM9052W001.11310105MBDEM0015E.CN2025000042.001.O")]
    public void Each_has_the_identifier_that_the_reference_data_gives_it(int place, string identifier)
    {
        DemoLicence licence = DemoSamples.All(Today)[place];
        Assert.Equal(identifier, LicenceIdentifier.Create(licence.Type, licence.Issuer, licence.Serial, version: 1).ToString());
    }

    [Fact]
    public void There_is_one_of_every_type() =>
        Assert.Equal(Types.All.Select(type => type.Code).Order(), DemoSamples.All(Today).Select(licence => licence.Type).Order());

    [Fact]
    public void Each_fits_its_type() => Assert.All(DemoSamples.All(Today), licence =>
    {
        LicenceType type = Types.Find(licence.Type)!;
        Assert.Empty(type.CheckFields(licence.Fields));
        Assert.Null(type.Validity.FindError(new Validity(licence.From, licence.To), licence.Fields));
        Assert.True(type.MayBeIssuedBy(licence.Issuer));
        Assert.Equal(type.Holders is HolderKind.NaturalPerson, licence.Holder.CodeType == HolderCodeType.Citizen && type.Holders is not HolderKind.Any);
        LicenceField? number = type.FieldsOf(FieldMeaning.Number).SingleOrDefault();
        Assert.True(number is null || licence.Fields[number.Key] == licence.Number);
        LicenceField? code = type.FieldsOf(FieldMeaning.HolderCode).SingleOrDefault();
        Assert.True(code is null || licence.Fields[code.Key] == licence.Holder.Code);
    });

    [Fact]
    public void Every_code_passes_its_check()
    {
        Assert.All(DemoWorld.Holders, holder => Assert.Empty(HolderRules.Refusals(holder.CodeType, holder.Name, holder.Code)));
        Assert.All(DemoWorld.Authorities, authority => Assert.True(UnifiedSocialCreditCode.IsValid(authority.Code)));
        Assert.All(DemoSamples.All(Today), licence => Assert.Contains(DemoWorld.Authorities, authority => authority.Code == licence.Issuer));
    }

    [Fact]
    public void Nobody_who_represents_or_acts_for_a_company_is_a_child()
    {
        string[] children = [.. DemoWorld.Holders.Where(holder => holder.CodeType == HolderCodeType.Citizen && !holder.IsAdult).Select(holder => holder.Name)];
        Assert.Equal(["顾安然"], children);
        Assert.All(DemoPerson.All, person => Assert.DoesNotContain(person.Name, children));
        DemoLicence[] ofCompanies = [.. DemoSamples.All(Today).Concat(DemoWorld.Licences(100, Today)).Where(licence => licence.Holder.CodeType != HolderCodeType.Citizen)];
        Assert.NotEmpty(ofCompanies);
        Assert.All(ofCompanies, licence => Assert.All(licence.Fields.Values, value => Assert.DoesNotContain(children, child => value.Contains(child, StringComparison.Ordinal))));
    }

    // The last of the five stories: the parts of the area give the right one, and show that the whole was typed wrong.
    [Fact]
    public void The_home_of_the_fifth_story_has_a_wrong_area_and_the_right_parts()
    {
        DemoLicence property = DemoSamples.Of("property-certificate", Today);
        Assert.EndsWith("房屋建筑面积 98.36 ㎡", property.Fields["MJ"], StringComparison.Ordinal);
        decimal[] parts = [.. Regex.Matches(property.Fields["QLQTZK"], "([0-9.]+) ㎡").Select(part => decimal.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(89.36m, parts.Sum());
    }

    [Fact]
    public void Who_uses_a_licence_in_another_province_is_the_authority_of_the_matter()
    {
        Assert.Equal("杭州市规划和自然资源局（演示）", DemoMatter.Transfer.Authority.Name);
        Assert.Equal("江苏省交通运输厅（演示）", DemoMatter.Freight.Authority.Name);

        // Its clerk answers the objection of the fifth story.
        Assert.Equal(DemoMatter.Transfer.Authority, DemoWorld.Authorities.First(authority => authority.Province == "330000"));
    }

    [Fact]
    public void The_composite_licence_names_the_one_that_it_unites()
    {
        IReadOnlyList<DemoLicence> samples = DemoSamples.All(Today);
        DemoLicence food = samples[1];
        string identifier = LicenceIdentifier.Create(food.Type, food.Issuer, food.Serial, version: 1).ToString();
        Assert.Equal(identifier, Assert.Single(samples[14].Components));
        Assert.Equal($"食品经营许可证，{identifier}，{DemoWorld.Text(food.To!.Value)}", samples[14].Fields["BHXKXM"]);
    }
}
