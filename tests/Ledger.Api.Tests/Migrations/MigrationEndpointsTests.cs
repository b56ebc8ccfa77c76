using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Migrations;

public sealed class MigrationEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string DryRun = "/api/v1/migrations/dry-run";
    private const string Run = "/api/v1/migrations/run";

    [Fact]
    public async Task An_old_form_is_tried_then_issued_again_in_the_form_of_the_standard()
    {
        (string old, string standard) = await MigrationForms.EnterAsync(node, "801", "802");
        string identifier = await MigrationForms.IssueAsync(node, old, "方若溪（总经理）");
        JsonObject request = new() { ["mapping"] = MigrationForms.Mapping(old, standard) };

        Answer tried = await node.Department.PostJsonAsync(DryRun, request);
        Assert.True(tried.Status == HttpStatusCode.OK, tried.Text);
        Assert.Equal((1, 1), (tried.Json["examined"]!.GetValue<int>(), tried.Json["fit"]!.GetValue<int>()));
        Assert.Empty(tried.Json["lost"]!.AsObject());
        Assert.Empty(tried.Json["invented"]!.AsObject());
        Assert.Null(tried.Json["licences"]![0]!["next"]);

        request["operator"] = "clerk-9";
        Answer done = await node.Department.PostJsonAsync(Run, request);
        Assert.True(done.Status == HttpStatusCode.OK, done.Text);
        string next = done.Json["licences"]![0]!["next"]!.GetValue<string>();
        Answer migrated = await node.Department.ReadAsync($"{Calls.Licences}/{next}");
        Assert.Equal((standard, "migration", identifier), (migrated["type"], migrated["act"], migrated["previous"]));
        Assert.Equal(
            ["方若溪", "总经理"], migrated.Json["fields"]!.AsArray().Select(field => field!["value"]!.GetValue<string>()));
        Assert.Equal("superseded", (await node.Department.ReadAsync($"{Calls.Licences}/{identifier}"))["status"]);

        // Sent again: nothing is left of the old form. Named: the same answer.
        long size = node.LogSize;
        Assert.Equal(0, (await node.Department.PostJsonAsync(Run, request)).Json["examined"]!.GetValue<int>());
        request["identifiers"] = new JsonArray(identifier);
        Answer again = await node.Department.PostJsonAsync(Run, request);
        Assert.Equal(done.Json["licences"]![0]!.ToJsonString(), again.Json["licences"]![0]!.ToJsonString());
        Assert.Equal(size, node.LogSize);
    }

    [Fact]
    public async Task What_does_not_fit_is_told_by_field_and_never_by_value()
    {
        (string old, string standard) = await MigrationForms.EnterAsync(node, "803", "804");
        await MigrationForms.IssueAsync(node, old, "诸葛孔明");
        Answer tried = await node.Department.PostJsonAsync(DryRun, new JsonObject { ["mapping"] = MigrationForms.Mapping(old, standard) });
        Assert.Equal(0, tried.Json["fit"]!.GetValue<int>());
        Assert.Equal(1, tried.Json["refused"]!["/fields/XM invalid-field"]!.GetValue<int>());
        Assert.DoesNotContain("诸葛孔明", tried.Json.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("诸葛孔明", tried.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_that_loses_is_tried_but_not_run()
    {
        (string old, string standard) = await MigrationForms.EnterAsync(node, "805", "806");
        await MigrationForms.IssueAsync(node, old, "方若溪（总经理）");
        JsonObject mapping = MigrationForms.Mapping(old, standard);
        mapping["fields"]!.AsArray().RemoveAt(1);
        Answer tried = await node.Department.PostJsonAsync(DryRun, new JsonObject { ["mapping"] = mapping.DeepClone() });
        Assert.Equal(1, tried.Json["lost"]!["XMZW"]!.GetValue<int>());
        long size = node.LogSize;
        Answer refused = await node.Department.PostJsonAsync(Run, new JsonObject { ["mapping"] = mapping, ["operator"] = "clerk-9" });
        Calls.AssertProblem(refused, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal("/mapping", refused["field"]);
        Assert.Equal(size, node.LogSize);
    }

    [Theory]
    [InlineData("limit", 501)]
    [InlineData("limit", 0)]
    [InlineData("cursor", "AAAA")]
    [InlineData("mapping", null)]
    public async Task A_malformed_request_is_refused(string member, object? value)
    {
        (string old, string standard) = await MigrationForms.EnterAsync(node, "807", "808");
        JsonObject request = new() { ["mapping"] = MigrationForms.Mapping(old, standard) };
        request[member] = value is null ? new JsonObject { ["from"] = "nothing" } : JsonValue.Create(value);
        Answer answer = await node.Department.PostJsonAsync(DryRun, request);
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal("/" + member, answer["field"]);
    }
}
