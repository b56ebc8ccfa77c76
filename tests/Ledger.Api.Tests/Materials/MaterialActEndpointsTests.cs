using System.Net;
using System.Text.Json.Nodes;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tests.Materials;

public sealed class MaterialActEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Materials = MaterialCalls.Materials;

    [Fact]
    public async Task An_uploaded_material_is_accepted_doubted_voided_and_erased_with_a_proof()
    {
        JsonObject plan = MaterialCalls.Plan();
        plan["level"] = "d";
        string identifier = (string)(await node.Department.HandInAsync(plan, MaterialCalls.Pdf("acts")))["material"]!["identifier"]!;
        (string Act, JsonObject Body, string State)[] acts =
        [
            ("acceptance", new() { ["operator"] = "clerk-2", ["level"] = "c" }, "valid"),
            ("dispute", new() { ["operator"] = "clerk-2", ["note"] = "面积不符" }, "disputed"),
            ("dispute/lifting", new() { ["operator"] = "clerk-2" }, "valid"),
            ("voiding", new() { ["operator"] = "clerk-2" }, "voided"),
        ];
        foreach ((string act, JsonObject body, string state) in acts)
        {
            Answer done = await ActAsync(identifier, act, body);
            Assert.True(done.Status == HttpStatusCode.OK, done.Text);
            Assert.Equal(state, done["state"]);
        }

        Assert.Equal("wrong-state", (await ActAsync(identifier, "voiding", new() { ["operator"] = "clerk-2" }))["code"]);
        Answer erased = await ActAsync(identifier, "erasure", new() { ["operator"] = "clerk-2" });
        Assert.True(erased.Status == HttpStatusCode.OK, erased.Text);
        JsonObject statement = JsonNode.Parse(Convert.FromBase64String(erased["statement"]))!.AsObject();
        StatusBundle bundle = StatusBundle.Parse(Convert.FromBase64String(erased["proof"]));
        Assert.Equal((identifier, erased["mapKey"]), ((string)statement["material"]!, bundle.MapKey.ToHex()));
        Assert.Equal((SubjectStatus.Withdrawn, (long)statement["erasedIndex"]!), (bundle.Status!.Status, bundle.Status.LastIndex));
        Assert.Equal(HttpStatusCode.NotFound, (await node.Department.ReadAsync($"{Materials}/{identifier}")).Status);
    }

    [Fact]
    public async Task A_promise_has_no_file()
    {
        JsonObject promise = new()
        {
            ["type"] = "CL030102",
            ["holder"] = MaterialCalls.Plan()["holder"]!.DeepClone(),
            ["name"] = "消防安全承诺",
            ["dueOn"] = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["caseNumber"] = "SH-promised",
            ["operator"] = "clerk-1",
        };
        Answer promised = await node.Department.PostJsonAsync($"{Materials}/promises", promise, Calls.NewKey());
        Assert.True(promised.Status == HttpStatusCode.Created, promised.Text);
        JsonObject material = promised.Json["material"]!.AsObject();
        Assert.Equal(("promised", "promised"), ((string)material["state"]!, (string)material["notReusable"]!["code"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await node.Department.ReadAsync($"{Materials}/{material["identifier"]}/file")).Status);
    }

    private Task<Answer> ActAsync(string identifier, string act, JsonObject body) =>
        node.Department.PostJsonAsync($"{Materials}/{identifier}/{act}", body, Calls.NewKey());
}
