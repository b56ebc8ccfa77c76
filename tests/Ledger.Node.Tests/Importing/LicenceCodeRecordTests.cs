using System.Text;
using System.Text.Json.Nodes;
using Ledger.Node.Catalogue;
using Ledger.Node.Importing;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Importing;

public sealed class LicenceCodeRecordTests
{
    private const string Authority = "11310105MBDEM0015E";
    private const string FoodLicence = "11100000MBDEM901XT002";

    private const string Record =
        """
        {"license_code":"JY23101050001238","name":"食品经营许可证","license_type":"CERTIFICATE","id_code":"JY23101050001238",
         "holder_name":"沈知夏","holder_identity_type":"10","holder_identity_num":"310100198806120023",
         "issue_org_name":"长宁区市场监督管理局（演示）","issue_org_code":"11310105MBDEM0015E","division":"长宁区","division_code":"310105",
         "issue_date":"2024-03-01 00:00:00","begin_date":1709222400000,"expiry_date":"20290228","license_item_code":"100000123",
         "license_status":"ISSUED","trust_level":"A","biz_num":null,"attachment_fields":null,
         "data_fields":"{'ZZMC':'食品经营许可证','KZ_JYZMC':'沈知夏','KZ_ZS':'愚园路1088弄\\'A\\'栋','YXQZ':'1866643200000'}"}
        """;

    private static readonly RowDefaults Defaults = new(Authority, "clerk", new DateOnly(2026, 1, 2));

    private static readonly ImportMap Map = ImportMap.Empty with { Types = new Dictionary<string, string> { ["100000123"] = FoodLicence } };

    [Fact]
    public void A_record_becomes_a_request_member_by_member()
    {
        IssueLicence request = RowRequest.Read(Read(Record), Map, LicenceTypes.Embedded(), Defaults)!;
        Assert.Equal(FoodLicence, request.Type);
        Assert.Equal(Authority, request.Issuer);
        Assert.Equal("JY23101050001238", request.Serial);
        Assert.Equal("JY23101050001238", request.Number);
        Assert.Equal(new HolderIdentity("沈知夏", "111", "310100198806120023"), request.Holder);
        Assert.Equal(new Validity(new DateOnly(2024, 3, 1), new DateOnly(2029, 2, 28)), request.Validity);
        Assert.Equal("愚园路1088弄'A'栋", request.Fields["ZS"]);
        Assert.Equal("2029-02-25", request.Fields["YXQZ"]);
        Assert.Equal(["JYZMC", "YXQZ", "ZS"], request.Fields.Keys.Order());
    }

    [Theory]
    [InlineData("{'data':0,'liscenseInfo':", "}")]
    [InlineData("{'name':'x','pdf':'AAAA','licenseInfo':", "}")]
    public void A_record_is_found_in_what_it_is_wrapped_in(string before, string after) =>
        Assert.Equal("沈知夏", Read(before + Record + after)[RowTarget.HolderName]);

    [Fact]
    public void Face_data_that_are_an_object_are_read_too() =>
        Assert.Equal("x", Read("{'license_status':'ISSUED','data_fields':{'KZ_ZS':'x'}}")["fields.ZS"]);

    [Fact]
    public void A_whole_identifier_gives_type_and_serial()
    {
        RowValues row = Read(Record.Replace(
            "\"license_code\":\"JY23101050001238\"",
            "\"license_code\":\"1.2.156.3005.2.11100000MBDEM901XT002.11310105MBDEM0015E.JY23101050001234.001.Y\"",
            StringComparison.Ordinal));
        IssueLicence request = RowRequest.Read(row, ImportMap.Empty, LicenceTypes.Embedded(), Defaults)!;
        Assert.Equal((FoodLicence, "JY23101050001234"), (request.Type, request.Serial));
    }

    [Fact]
    public void A_citizen_number_of_15_digits_becomes_the_18_of_the_same_person()
    {
        RowValues row = Read(Record.Replace("310100198806120023", "310100880612002", StringComparison.Ordinal));
        Assert.Equal("310100198806120023", RowRequest.Read(row, Map, LicenceTypes.Embedded(), Defaults)!.Holder.Code);
    }

    [Theory]
    [InlineData("\"ISSUED\"", "\"ABOLISHED\"", "/license_status", "wrong-state")]
    [InlineData("\"ISSUED\"", "null", "/license_status", "missing-field")]
    [InlineData("\"10\"", "\"77\"", "/holder_identity_type", "invalid-field")]
    [InlineData("\"310100198806120023\"", "\"\"", "/holder/code", "missing-field")]
    [InlineData("1709222400000", "\"2024-02-30\"", "/validFrom", "invalid-field")]
    [InlineData("20290228", "2029", "/validTo", "invalid-field")]
    [InlineData("20290228", "20240101", "/validTo", "invalid-field")]
    [InlineData("{'ZZMC'", "{'ZZMC", "/data_fields", "invalid-field")]
    [InlineData("KZ_ZS", "住所", "/data_fields", "unknown-field")]
    [InlineData("100000123", "1", "/type", "missing-field")]
    public void What_is_missing_or_cannot_be_told_is_refused_with_its_reason(string old, string changed, string field, string code)
    {
        RowValues row = Read(Record.Replace(old, changed, StringComparison.Ordinal));
        Assert.Null(RowRequest.Read(row, Map, LicenceTypes.Embedded(), Defaults));
        FieldRefusal refusal = Assert.Single(row.Refusals, refusal => refusal.Field == field);
        Assert.Equal(code, refusal.Error.Code());
        Assert.DoesNotContain("沈知夏", refusal.Chinese + refusal.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_records_become_a_request_or_a_refusal()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        byte[] original = Encoding.UTF8.GetBytes(Record);
        LicenceTypes types = LicenceTypes.Embedded();
        RowInterpreter interpreter = new(new ImportForm(ImportFormat.LicenceCode, Encoding.UTF8, Map), [], types, Defaults);
        for (int i = 0; i < 5_000; i++)
        {
            ImportedRow row = interpreter.Read(new SourceRow(1, null, TextMutation.Of(original, random)));
            Assert.True(row.Request is null == row.Values.Refusals.Count > 0, $"Seed {seed}, round {i}");
        }
    }

    private static RowValues Read(string text)
    {
        JsonObject json = RowSource.TryParseLine(Encoding.UTF8.GetBytes(text), ImportFormat.LicenceCode)!;
        return LicenceCodeRecord.Read(json, Map.Types);
    }
}
