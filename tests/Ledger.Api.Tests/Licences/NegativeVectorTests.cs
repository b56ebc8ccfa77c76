using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Licences;

/// <summary>The codes that must not get into a licence, each with the sentence that says why, in both languages.</summary>
public sealed class NegativeVectorTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Birth = "birth-certificate";
    private const string Business = "business-licence";

    [Theory]
    [InlineData("310100198806120024", "校验位不符", "check character")]
    [InlineData("310100198802300027", "出生日期不存在", "date of birth that the calendar does not have")]
    [InlineData("３１０１００１９８８０６１２００２３", "全角字符", "full-width")]
    [InlineData("31010019880612002x", "小写字母", "lower-case")]
    [InlineData("310100 198806120023", "空格", "white space")]
    [InlineData("310100880612002", "15 位的旧公民身份号码已停用", "of 15 digits is no longer in use")]
    public async Task A_wrong_citizen_number_is_refused_as_a_holders_code_and_in_a_field(string code, string chinese, string english)
    {
        await AssertRefusedAsync(Birth, node.OtherDepartment, body => body["holder"]!["code"] = code, "/holder/code", code, chinese, english);
        await AssertRefusedAsync(Birth, node.OtherDepartment, body => body["fields"]!["MQSFZJH"] = code, "/fields/MQSFZJH", code, chinese, english);
    }

    [Theory]
    [InlineData("91310105MADEM0011Q", "第 18 位（校验位，GB 32100）不符", "its check character (GB 32100), does not fit")]
    [InlineData("91310105MADEMI011P", "不用 I、O、S、V、Z", "other than I, O, S, V and Z")]
    [InlineData("９１３１０１０５ＭＡＤＥＭ００１１Ｐ", "全角字符", "full-width")]
    [InlineData("91310105MADEM0011p", "小写字母", "lower-case")]
    [InlineData("91310105 MADEM0011P", "空格", "white space")]
    public async Task A_wrong_social_credit_code_is_refused_as_a_holders_code_and_in_a_field(string code, string chinese, string english)
    {
        await AssertRefusedAsync(Business, node.Department, body => body["holder"]!["code"] = code, "/holder/code", code, chinese, english);
        await AssertRefusedAsync(Business, node.Department, body => body["fields"]!["TYSHXYDM"] = code, "/fields/TYSHXYDM", code, chinese, english);
    }

    private static JsonObject Sample(string name) => DemoSamples.Of(name, LicenceDate.InChina(TimeProvider.System.GetUtcNow())).ToRequest();

    private async Task AssertRefusedAsync(
        string sample, HttpClient department, Action<JsonObject> spoil, string field, string code, string chinese, string english)
    {
        JsonObject body = Sample(sample);
        spoil(body);
        byte[] bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        long before = node.LogSize;
        foreach ((string language, string said) in new[] { ("zh-CN", chinese), ("en", english) })
        {
            Answer answer = await department.PostJsonAsync(Calls.Licences, bytes, Calls.NewKey(), language);
            Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
            Assert.Equal(field, answer["field"]);
            Assert.Contains(said, answer["detail"], StringComparison.Ordinal);
            Assert.DoesNotContain(code, answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, node.LogSize);
    }
}
