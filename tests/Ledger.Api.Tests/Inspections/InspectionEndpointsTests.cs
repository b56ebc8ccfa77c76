using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Consents;

namespace Ledger.Api.Tests.Inspections;

/// <summary>检查码: a plan is registered, read under, shown and ended.</summary>
public sealed class InspectionEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task An_inspection_reads_under_a_plan_that_was_registered_and_not_once_it_has_ended()
    {
        JsonObject licence = Calls.GoodLicence();
        string identifier = (await node.Department.IssueAsync(licence))["identifier"];
        JsonObject plan = ConsentBodies.Plan(licence["holder"]!, TimeProvider.System.GetUtcNow());
        JsonObject use = ConsentBodies.Inspection(identifier, (string)plan["number"]!);
        Calls.AssertProblem(await node.Department.PostJsonAsync("/api/v1/uses", use, Calls.NewKey()), HttpStatusCode.Forbidden, "inspection-not-in-force");
        Answer registered = await node.Department.PostJsonAsync("/api/v1/inspections", plan, Calls.NewKey());
        Assert.True(registered.Status == HttpStatusCode.Created, registered.Text);
        Calls.AssertProblem(await node.Department.PostJsonAsync("/api/v1/inspections", plan, Calls.NewKey()), HttpStatusCode.Conflict, "already-exists");
        Answer used = await node.Department.PostJsonAsync("/api/v1/uses", use, Calls.NewKey());
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        Calls.AssertProblem(await node.OtherDepartment.PostJsonAsync("/api/v1/uses", use, Calls.NewKey()), HttpStatusCode.Forbidden, "inspection-not-covering");

        string path = $"/api/v1/inspections/{registered["plan"]}";
        JsonObject shown = (await node.Department.ReadAsync(path)).Json;
        Assert.Equal(((string)licence["holder"]!["code"]!, "live", DemoWorld.IssuingAuthority), ((string)shown["subjects"]![0]!["code"]!, (string)shown["state"]!, (string)shown["authority"]!));
        Assert.Contains((await node.Department.ReadAsync("/api/v1/inspections")).Json["plans"]!.AsArray(), one => (string)one!["plan"]! == registered["plan"]);
        Calls.AssertProblem(await node.OtherDepartment.ReadAsync(path), HttpStatusCode.NotFound, "not-found");
        Answer ended = await node.Department.PostJsonAsync($"{path}/end", new JsonObject { ["reason"] = "检查完毕", ["operator"] = "clerk-1" }, Calls.NewKey());
        Assert.True(ended.Status == HttpStatusCode.OK, ended.Text);
        Calls.AssertProblem(await node.Department.PostJsonAsync("/api/v1/uses", use, Calls.NewKey()), HttpStatusCode.Forbidden, "inspection-not-in-force");
        Assert.Equal("ended", (string)(await node.Department.ReadAsync(path)).Json["state"]!);
    }
}
