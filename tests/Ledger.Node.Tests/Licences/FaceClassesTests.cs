using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

public sealed class FaceClassesTests
{
    private const string Business = "11100000MBDEM901XT001";
    private const string Permit = "11100000MBDEM9036M001";

    private static readonly LicenceTypes Types = LicenceTypes.Embedded();

    [Theory]
    [InlineData(Business, "KZ_MC", "Public")]
    [InlineData(Business, "KZ_FDDBR", "Internal")]
    [InlineData(Permit, "KZ_XM", "Sensitive")]
    [InlineData(Permit, "KZ_QFJG", "Internal")]
    [InlineData(Business, "CZZT", "Public")]
    [InlineData(Business, "CZZT_16", "Public")]
    [InlineData(Business, "CZZTDM", "Public")]
    [InlineData(Permit, "CZZT", "Sensitive")]
    [InlineData(Permit, "CZZTDM", "Sensitive")]
    [InlineData(Permit, "CZZTDM_2", "Sensitive")]
    [InlineData(Permit, "CZZTDMLXDM_2", "Public")]
    [InlineData(Permit, "ZZBH", "Internal")]
    [InlineData(Permit, "ZZBS", "Public")]
    [InlineData(Business, "KZ_NOTHING", "Sensitive")]
    [InlineData(Business, "ELSE", "Sensitive")]
    [InlineData(Business, "CZZT_X", "Sensitive")]
    public void Every_name_on_a_licence_has_a_class_and_what_is_not_known_is_sensitive(string type, string name, string expected) =>
        Assert.Equal(expected, FaceClasses.Of(Types.Find(type), name).ToString());

    [Fact]
    public void Of_a_type_that_is_not_known_only_what_the_statement_says_anyway_is_public()
    {
        Assert.Equal(Sensitivity.Public, FaceClasses.Of(null, FaceNames.ValidTo));
        Assert.Equal(Sensitivity.Sensitive, FaceClasses.Of(null, FaceNames.Holder));
        Assert.Equal(Sensitivity.Sensitive, FaceClasses.Of(null, "KZ_MC"));
    }
}
