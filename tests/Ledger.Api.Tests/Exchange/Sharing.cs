using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Exchange;

/// <summary>What a programmer sends to the sharing services, and golden answers.</summary>
internal static partial class Sharing
{
    public const string DataById = "/elssp/v1/GetCertificateDataByCertificateID";
    public const string DataByHolder = "/elssp/v1/GetCertificateDataByHolder";
    public const string FileById = "/elssp/v1/GetCertificateFileByCertificateID";
    public const string FileByHolder = "/elssp/v1/GetCertificateFileByHolder";

    public const string Operator = "顾安然";
    public const string Purpose = "为沈知夏办理食品经营许可变更";

    private const string Refresh = "LEDGER_REFRESH_GOLDEN";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static DemoHolder Company => DemoWorld.Holders[1];

    private static DateOnly Today => LicenceDate.InChina(TimeProvider.System.GetUtcNow());

    private static DateOnly LastDay => Today.AddYears(5).AddDays(-1);

    /// <summary>A food business licence that is right in every field, whose number has this place in its sequence.</summary>
    public static JsonObject FoodLicence(int place)
    {
        string number = NumberOf(place);
        DemoLicence food = DemoWorld.Licences(20, Today).First(licence => licence.Type == TestNode.SharedType);
        JsonObject body = Calls.GoodLicence();
        (body["type"], body["serial"], body["number"], body["validTo"]) = (food.Type, number, number, DemoWorld.Text(LastDay));
        body["holder"] = new JsonObject { ["name"] = Company.Name, ["codeType"] = Company.CodeType, ["code"] = Company.Code };
        body["fields"] = new JsonObject(food.Fields.Select(field => KeyValuePair.Create(
            field.Key,
            (JsonNode?)(field.Key switch { "XKZBH" => number, "JYZMC" => Company.Name, "SHXYDM" => Company.Code, "YXQZ" => DemoWorld.Text(LastDay), _ => field.Value }))));
        return body;
    }

    /// <summary>A person's licence of a type whose ministry has codes for the states (建筑施工特种作业操作资格证).</summary>
    public static JsonObject TradeLicence(string serial = "TRADE")
    {
        DemoHolder person = DemoWorld.Holders.First(holder => holder.CodeType == "111");
        string last = DemoWorld.Text(Today.AddYears(2).AddDays(-1));
        JsonObject body = Calls.GoodLicence();
        (body["type"], body["serial"], body["number"], body["validTo"]) = ("11100000000013338W032", serial, "沪A012026000001", last);
        body["holder"] = new JsonObject { ["name"] = person.Name, ["codeType"] = person.CodeType, ["code"] = person.Code };
        body["fields"] = new JsonObject
        {
            ["ZH"] = "沪A012026000001",
            ["XM"] = person.Name,
            ["XB"] = "女",
            ["SFZJH"] = person.Code,
            ["GZ"] = "建筑电工",
            ["CCLZRQ"] = DemoWorld.Text(Today),
            ["SYQQ"] = DemoWorld.Text(Today),
            ["SYQZ"] = last,
        };
        return body;
    }

    public static string NumberOf(int place) => DemoWorld.FoodLicenceNumber(2_310_107_000_000 + place);

    public static JsonObject ById(string identifier) => With(new JsonObject { ["CertificateID"] = identifier });

    public static JsonObject ByHolder(int? place = null)
    {
        JsonObject body = ByHolder(TestNode.SharedType, Company.Code);
        if (place is int given)
        {
            body["CertificateNumber"] = NumberOf(given);
        }

        return body;
    }

    public static JsonObject ByHolder(string type, string code) =>
        With(new JsonObject { ["CertificateType"] = type, ["CertificateHolderCode"] = code });

    public static byte[] Bytes(this JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    public static int StatusOf(Answer answer)
    {
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, $"{(int)answer.Status} {answer.Text}");
        Assert.StartsWith("application/json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
        return answer.Json["head"]!["status"]!.GetValue<int>();
    }

    public static string MessageOf(Answer answer) => answer.Json["head"]!["message"]!.GetValue<string>();

    public static void AssertRefused(int status, Answer answer)
    {
        Assert.True(status == StatusOf(answer), answer.Text);
        Assert.NotEmpty(MessageOf(answer));
        Assert.Empty(answer.Json["data"]!.AsObject());
    }

    /// <summary>Compares an answer with its golden file; days and times of the test itself stand there as words.</summary>
    public static async Task AssertGoldenAsync(string name, Answer answer)
    {
        string text = answer.Headers["Content-Type"].StartsWith("application/json", StringComparison.Ordinal)
            ? answer.Json.ToJsonString(Readable).ReplaceLineEndings("\n")
            : answer.Text;
        text = Time().Replace(text, "(time)").Replace(DemoWorld.Text(Today), "(today)", StringComparison.Ordinal)
            .Replace(DemoWorld.Text(LastDay), "(last day)", StringComparison.Ordinal)
            .Replace(DemoWorld.Text(Today.AddYears(2).AddDays(-1)), "(last day)", StringComparison.Ordinal);
        text = Content().Replace(text, "\"content\": \"(PDF)\"") + "\n";
        string file = Path.Combine(Repository.Root, "tests", "Ledger.Api.Tests", "Golden", "exchange", name);
        if (Environment.GetEnvironmentVariable(Refresh) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
        }

        Assert.True(text == await File.ReadAllTextAsync(file), $"{file} differs from:\n{text}\nIf that is meant, run this test with {Refresh}=1 and commit the file.");
    }

    private static JsonObject With(JsonObject body)
    {
        body["UseFor"] = Purpose;
        body["orgName"] = DemoWorld.Authorities[1].Name;
        body["username"] = Operator;
        body["itemName"] = "食品经营许可变更";
        body["itemCode"] = "310107000120";
        body["businessCode"] = "2026112600001";
        return body;
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Time();

    [GeneratedRegex("\"content\": \"[^\"]{1000,}\"")]
    private static partial Regex Content();
}
