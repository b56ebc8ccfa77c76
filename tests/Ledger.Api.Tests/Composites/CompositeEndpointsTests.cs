using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Composites;

/// <summary>行业综合许可证 over HTTP: read by its department, asked about by anybody, shown on the page.</summary>
public sealed class CompositeEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task A_suspended_component_makes_the_composite_licence_partly_valid_for_everybody()
    {
        string kitchen = await IssueAsync(CateringBodies.Food("2310105000111"));
        string bakery = await IssueAsync(CateringBodies.Food("2310105000222"));
        Answer issued = await node.Department.IssueAsync(CateringBodies.Composite("CN2026000001", kitchen, bakery));
        string path = $"{Calls.Licences}/{issued["identifier"]}/components";
        Answer read = await node.Department.ReadAsync(path);
        Assert.True(read.Status == HttpStatusCode.OK, read.Text);
        Assert.Equal("valid", read["whole"]);

        await SuspendAsync(bakery);
        read = await node.Department.ReadAsync(path);
        Assert.Equal(("valid", "partly-valid"), (read["status"], read["whole"]));
        Assert.Equal("热食类食品制售", Assert.Single(read.Json["affectedItems"]!.AsArray())!.GetValue<string>());
        Assert.Equal(
            [(kitchen, "valid", "2030-12-31"), (bakery, "suspended", "2030-12-31")],
            read.Json["components"]!.AsArray().Select(component => (Text(component, "named"), Text(component, "status"), Text(component, "validTo"))));

        Answer asked = await node.Anyone.PostJsonAsync(
            "/api/v1/verifications/check-code",
            new JsonObject { ["identifier"] = issued["identifier"], ["checkCode"] = issued["checkCode"] });
        Assert.Equal("valid", asked["status"]);
        JsonObject whole = asked.Json["composite"]!.AsObject();
        Assert.Equal("partly-valid", Text(whole, "whole"));
        Assert.Equal(["valid", "suspended"], whole["components"]!.AsArray().Select(component => Text(component, "status")));
        Assert.Equal(["上海澜川餐饮管理有限公司"], asked.Json["holders"]!.AsArray().Select(holder => (string)holder!)); // a company's name is public
        Assert.DoesNotContain("澜川", whole.ToJsonString(Readable), StringComparison.Ordinal);
        Assert.DoesNotContain("热食", asked.Text, StringComparison.Ordinal);

        string address = $"/?id={issued["identifier"]}&code={issued["checkCode"]}";
        string page = WebUtility.HtmlDecode((await node.Anyone.ReadAsync(address, "zh")).Text);
        Assert.Contains("</span> 部分有效</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>食品经营许可证</dt><dd>暂扣</dd>", page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode((await node.Anyone.ReadAsync(address, "en")).Text);
        Assert.Contains("</span> Partly valid</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<dd>Suspended</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_licence_that_is_not_composite_has_no_components_to_read()
    {
        string food = await IssueAsync(CateringBodies.Food("2310105000333"));
        Calls.AssertProblem(await node.Department.ReadAsync($"{Calls.Licences}/{food}/components"), HttpStatusCode.NotFound, "not-found");
        Answer composite = await node.Department.IssueAsync(CateringBodies.Composite("CN2026000002", food));
        Calls.AssertProblem(
            await node.OtherDepartment.ReadAsync($"{Calls.Licences}/{composite["identifier"]}/components"), HttpStatusCode.NotFound, "not-found");
    }

    private static string Text(JsonNode? node, string member) => node![member]!.GetValue<string>();

    private async Task<string> IssueAsync(JsonObject body)
    {
        Answer issued = await node.Department.IssueAsync(body);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        return issued["identifier"];
    }

    private async Task SuspendAsync(string identifier)
    {
        JsonObject decision = new() { ["legalBasis"] = "《中华人民共和国食品安全法》第一百二十四条", ["operator"] = "clerk-1" };
        Answer suspended = await node.Department.PostJsonAsync($"{Calls.Licences}/{identifier}/suspension", decision, Calls.NewKey());
        Assert.True(suspended.Status == HttpStatusCode.OK, suspended.Text);
    }
}
