using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Parties;

/// <summary>GB/T 36903-2018, annex A.</summary>
public sealed class HolderCodeTypeTests
{
    [Fact]
    public void The_sixteen_types_of_the_standard_are_there()
    {
        string[] codes = ["001", "099", "111", "114", "115", "118", "119", "120", "122", "411", "412", "413", "414", "511", "516", "999"];
        Assert.Equal(codes, HolderCodeType.All.Select(type => type.Code));
        Assert.All(HolderCodeType.All, type => Assert.Equal(type.Code is not ("001" or "099"), type.IsNaturalPerson));
    }

    [Fact]
    public void A_type_that_does_not_exist_is_not_found() => Assert.Null(HolderCodeType.Find("112"));

    [Theory]
    [InlineData("001", "91310105MADEM0011P", null)]
    [InlineData("001", "310100198806120023", CodeFaultKind.OrganisationCheck)]
    [InlineData("111", "310100198806120023", null)]
    [InlineData("111", "91310105MADEM0011P", CodeFaultKind.Character)]
    [InlineData("414", "E12345678", null)]
    [InlineData("414", "e12345678", CodeFaultKind.LowerCase)]
    [InlineData("414", "", CodeFaultKind.Length)]
    [InlineData("114", "军字第0012345号", null)]
    [InlineData("999", "12345678901234567890123456789012", null)]
    [InlineData("999", "123456789012345678901234567890123", CodeFaultKind.Length)]
    [InlineData("999", "1234\u200B", CodeFaultKind.Character)]
    public void A_code_is_checked_by_the_rules_of_its_type(string type, string code, object? kind) =>
        Assert.Equal((CodeFaultKind?)kind, HolderCodeType.Find(type)!.FindFault(code)?.Kind);
}
