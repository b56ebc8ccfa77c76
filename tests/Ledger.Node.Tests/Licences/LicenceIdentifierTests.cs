using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Tests.Licences;

/// <summary>GB/T 36904-2018. The first five identifiers are in public use; the others are the sample data's.</summary>
public sealed class LicenceIdentifierTests
{
    private const string Shandong =
        "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M";

    [Theory]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.002.S")]
    [InlineData("1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0")]
    [InlineData("1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9")]
    [InlineData("1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.91310105MADEM0011P.001.L")]
    [InlineData("1.2.156.3005.2.11100000MBDEM901XT001.11310105MBDEM0015E.91310105MADEM0011P.002.J")]
    [InlineData("1.2.156.3005.2.11100000MBDEM901XT002.11310105MBDEM0015E.JY23101050001234.001.Y")]
    [InlineData("1.2.156.3005.2.11100000MB0341032Y002.11310105MBDEM0015E.310DA0001.001.W")]
    [InlineData("1.2.156.3005.2.11100000MBDEM9028T001.11310107MBDEM00236.PDY00001631010719D1202.001.B")]
    [InlineData("1.2.156.3005.2.11100000MBDEM9028T002.11310107MBDEM00236.Y310000123.001.N")]
    [InlineData("1.2.156.3005.2.11100000000019713D008.11320000MBDEM1034B.320100000777.001.T")]
    [InlineData("1.2.156.3005.2.11100000000019713D013.11320000MBDEM1034B.320100123456.001.H")]
    [InlineData("1.2.156.3005.2.11100000000019713D072.11320000MBDEM1034B.320100654321.001.C")]
    [InlineData("1.2.156.3005.2.11100000MB03271699001.11320000MBDEM1018M.20250310000128.001.B")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.11330100MBDEM2029A.20250402000056.001.O")]
    [InlineData("1.2.156.3005.2.11100000000013338W032.11320000MBDEM10426.2430599.001.X")]
    [InlineData("1.2.156.3005.2.111000000000131433001.11330000MBDEM20108.330100202500888.001.H")]
    [InlineData("1.2.156.3005.2.11100000MBDEM9036M001.11310000MBDEM004XE.310105202500001.001.7")]
    [InlineData("1.2.156.3005.2.11100000MBDEM9044G001.11310000MBDEM0058E.A12345678.001.B")]
    [InlineData("1.2.156.3005.2.11310000MBDEM9052W001.11310105MBDEM0015E.CN2025000042.001.O")]
    public void An_identifier_is_read_checked_and_made_again(string text)
    {
        LicenceIdentifier identifier = LicenceIdentifier.Parse(text);
        Assert.Equal(IdentifierCheck.Correct, identifier.Check);
        Assert.Equal(text, identifier.ToString());
        if (identifier.Issuer.Length == UnifiedSocialCreditCode.Length)
        {
            Assert.Equal(
                identifier,
                LicenceIdentifier.Create(identifier.Type, identifier.Issuer, identifier.Serial, identifier.Version));
        }
    }

    [Fact]
    public void The_identifier_of_the_Shandong_sample_is_recognised_as_the_known_variant()
    {
        LicenceIdentifier identifier = LicenceIdentifier.Parse(Shandong);
        Assert.Equal(IdentifierCheck.LegacyVariant, identifier.Check);
        Assert.Equal('D', LicenceIdentifier.Create(identifier.Type, identifier.Issuer, identifier.Serial, 1).CheckCharacter);
        Assert.Equal(
            "校验位不符合 GB/T 17710；与已知的山东省偏移实现一致 (legacy-variant)", LicenceIdentifier.LegacyVariantChinese);
    }

    [Fact]
    public void Any_other_check_character_is_wrong()
    {
        foreach (char check in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".Except("DM"))
        {
            Assert.Equal(IdentifierCheck.Wrong, LicenceIdentifier.Parse(Shandong[..^1] + check).Check);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.156.3005.2")]
    [InlineData("1.2.156.3005.3.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U.")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001")]
    [InlineData("1.2.156.3005.2.11100000000013338W01.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W01A.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.34010.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L0.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L..001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.0624_001.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.000.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.01.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.0A1.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.UU")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.u")]
    [InlineData(" 1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.２0230000403.001.U")]
    public void A_text_that_is_not_made_of_the_ten_parts_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => LicenceIdentifier.Parse(text));
        Assert.False(LicenceIdentifier.TryParse(text, out _));
    }

    [Theory]
    [InlineData("11100000000013338W011", "340100", "1", 1)]
    [InlineData("11100000000013338W011", "11310105MBDEM0015F", "1", 1)]
    [InlineData("11100000000013338X011", "11310105MBDEM0015E", "1", 1)]
    [InlineData("11100000000013338W011", "11310105MBDEM0015E", "", 1)]
    [InlineData("11100000000013338W011", "11310105MBDEM0015E", "a", 1)]
    [InlineData("11100000000013338W011", "11310105MBDEM0015E", "1", 0)]
    [InlineData("11100000000013338W011", "11310105MBDEM0015E", "1", 1000)]
    public void What_may_be_read_of_others_may_not_be_written(string type, string issuer, string serial, int version)
    {
        Assert.NotNull(LicenceIdentifier.FindFault(type, issuer, serial, version));
        Assert.Throws<ArgumentException>(() => LicenceIdentifier.Create(type, issuer, serial, version));
    }

    [Fact]
    public void A_citizen_number_is_refused_as_a_serial()
    {
        CodeFault? fault = LicenceIdentifier.FindFault("11100000000013338W011", "11310105MBDEM0015E", "310100198806120023", 1);
        Assert.Contains("公民身份号码", fault!.Chinese, StringComparison.Ordinal);
        Assert.Null(LicenceIdentifier.FindFault("11100000000013338W011", "11310105MBDEM0015E", "310100198806120024", 1));
    }

    [Fact]
    public void A_serial_has_at_most_64_characters()
    {
        string longest = new('7', LicenceIdentifier.LongestSerial);
        LicenceIdentifier identifier = LicenceIdentifier.Create("11100000000013338W011", "11310105MBDEM0015E", longest, 1);
        Assert.Equal(identifier, LicenceIdentifier.Parse(identifier.ToString()));
        Assert.NotNull(LicenceIdentifier.FindFault("11100000000013338W011", "11310105MBDEM0015E", longest + "7", 1));
    }

    [Fact]
    public void The_next_version_counts_up_to_999()
    {
        LicenceIdentifier identifier = LicenceIdentifier.Create("11100000MBDEM901XT001", "11310105MBDEM0015E", "91310105MADEM0011P", 1);
        Assert.EndsWith(".002.J", identifier.Next().ToString(), StringComparison.Ordinal);
        LicenceIdentifier last = LicenceIdentifier.Create("11100000MBDEM901XT001", "11310105MBDEM0015E", "91310105MADEM0011P", 999);
        Assert.Throws<ArgumentException>(last.Next);
    }
}
