using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Composites;

namespace Ledger.Api.Tests.Licences;

/// <summary>上海澜川餐饮 moves, over HTTP: flags listed, shown, taken off; and what no longer agrees.</summary>
public sealed class FlagEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task A_move_is_seen_by_who_issued_what_depends_on_it()
    {
        string business = await IssueAsync(CateringBodies.Business());
        string food = await IssueAsync(CateringBodies.Food("2310105000444"));
        string composite = await IssueAsync(CateringBodies.Composite("CN2026000004", food));
        string consistency = $"{Calls.Licences}/{food}/consistency";
        Assert.True((await node.Department.ReadAsync(consistency)).Json["isConsistent"]!.GetValue<bool>());

        JsonObject move = new() { ["act"] = "change", ["operator"] = "clerk-1", ["fields"] = new JsonObject { ["ZS"] = CateringBodies.New } };
        Answer moved = await node.Department.PostJsonAsync($"{Calls.Licences}/{business}/versions", move, Calls.NewKey());
        Assert.True(moved.Status == HttpStatusCode.Created, moved.Text);
        JsonObject ripple = (await node.Department.ReadAsync(moved.Headers["Location"])).Json["ripple"]!.AsObject();
        Assert.Equal(2, ripple["flagged"]!.GetValue<int>());
        Assert.Equal("address-changed", Assert.Single(ripple["rules"]!.AsArray())!.GetValue<string>());
        Assert.Contains("CL030101", ripple["materialTypes"]!.AsArray().Select(type => type!.GetValue<string>()));

        // The list, the licence itself, in both languages; the cause by its identifier alone.
        Answer listed = await node.Department.ReadAsync("/api/v1/flags");
        Assert.Equal(
            [(food, "address-changed"), (composite, "address-changed"), (composite, "component-flagged")],
            listed.Json["flags"]!.AsArray().Select(one => (Text(one, "identifier"), Text(one!["flag"], "rule"))));
        Assert.All(listed.Json["flags"]!.AsArray(), one => Assert.Equal(moved["identifier"], Text(one!["flag"], "cause")));
        Assert.DoesNotContain("天山路", listed.Text, StringComparison.Ordinal);
        Assert.Empty((await node.OtherDepartment.ReadAsync("/api/v1/flags")).Json["flags"]!.AsArray());
        string index = listed.Json["flags"]![0]!["flag"]!["index"]!.ToJsonString();
        Assert.Equal(2, (await node.Department.ReadAsync($"/api/v1/flags?cursor={index}")).Json["flags"]!.AsArray().Count);
        Calls.AssertProblem(await node.Department.ReadAsync("/api/v1/flags?cursor=x"), HttpStatusCode.UnprocessableEntity, "invalid-field");
        Calls.AssertProblem(await node.Department.ReadAsync("/api/v1/flags?page=2"), HttpStatusCode.UnprocessableEntity, "unknown-field");
        Assert.Equal("住所已变更，本证照仍为原地址。", Text(await FlagAsync(food, "zh"), "reason"));
        Assert.Equal("The holder's address has changed; this licence still has the old one.", Text(await FlagAsync(food, "en"), "reason"));

        Answer compared = await node.Department.ReadAsync(consistency, "zh");
        JsonNode difference = Assert.Single(compared.Json["differences"]!.AsArray())!;
        Assert.Equal("食品经营许可证的地址与营业执照不一致。", Text(difference, "sentence"));
        Assert.Equal(CateringBodies.New, Assert.Single(difference["otherValues"]!.AsArray())!.GetValue<string>());
        compared = await node.Department.ReadAsync(consistency, "en");
        Assert.Equal(
            "The address on the food business licence differs from the one on the business licence.", Text(compared.Json["differences"]![0], "sentence"));

        // The department looks, and takes the composite licence's second flag off; once is enough.
        string clearing = $"{Calls.Licences}/{composite}/flags/component-flagged/clearing";
        Answer cleared = await node.Department.PostJsonAsync(clearing, Ground(), Calls.NewKey());
        Assert.True(cleared.Status == HttpStatusCode.OK, cleared.Text);
        Calls.AssertProblem(await node.Department.PostJsonAsync(clearing, Ground(), Calls.NewKey()), HttpStatusCode.NotFound, "not-found");
        Calls.AssertProblem(
            await node.Department.PostJsonAsync($"{Calls.Licences}/{food}/flags/no-such-rule/clearing", Ground(), Calls.NewKey()),
            HttpStatusCode.NotFound, "not-found");

        // The food licence follows; only the composite licence's address is left to look at.
        JsonObject follow = new()
        {
            ["act"] = "change",
            ["operator"] = "clerk-1",
            ["fields"] = new JsonObject { ["ZS"] = CateringBodies.New, ["JYCS"] = CateringBodies.New },
        };
        Answer followed = await node.Department.PostJsonAsync($"{Calls.Licences}/{food}/versions", follow, Calls.NewKey());
        Assert.Empty((await node.Department.ReadAsync(followed.Headers["Location"])).Json["flags"]!.AsArray());
        listed = await node.Department.ReadAsync("/api/v1/flags");
        Assert.Equal(composite, Text(Assert.Single(listed.Json["flags"]!.AsArray()), "identifier"));
    }

    private static JsonObject Ground() => new() { ["legalBasis"] = "《优化营商环境条例》第十九条", ["operator"] = "clerk-1" };

    private static string Text(JsonNode? node, string member) => node![member]!.GetValue<string>();

    private async Task<JsonNode> FlagAsync(string identifier, string language) =>
        Assert.Single((await node.Department.ReadAsync($"{Calls.Licences}/{identifier}", language)).Json["flags"]!.AsArray())!;

    private async Task<string> IssueAsync(JsonObject body)
    {
        Answer issued = await node.Department.IssueAsync(body);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        return issued["identifier"];
    }
}
