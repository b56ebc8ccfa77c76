using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Licences;

/// <summary>What departments decide about their licences, over HTTP.</summary>
public sealed class LicenceDecisionEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    public static TheoryData<string> Decisions => ["suspension", "resumption", "revocation", "checks", "dispute", "dispute/settlement"];

    [Fact]
    public async Task A_licence_is_suspended_given_back_checked_disputed_changed_and_its_old_file_ends()
    {
        string path = await IssueAsync();
        byte[] file = (await node.Department.ReadAsync(path + "/pdf")).Bytes;

        await DecideAsync(path, "suspension", new() { ["until"] = "2999-01-01" });
        Assert.Equal("suspended", (await node.Department.ReadAsync(path))["status"]);
        Assert.Equal("not-valid", await VerdictAsync(file));
        await DecideAsync(path, "resumption", []);
        Assert.Equal("valid", await VerdictAsync(file));

        await DecideAsync(path, "checks", new() { ["passed"] = true, ["nextDue"] = "2999-06-30" });
        Assert.Equal("2999-06-30", (await node.Department.ReadAsync(path))["nextCheckDue"]);

        await DecideAsync(path, "dispute", new() { ["reference"] = "YY-2026-0001" });
        Assert.True((await node.Department.ReadAsync(path)).Json["disputed"]!.GetValue<bool>());
        Calls.AssertProblem(await NextAsync(path, "change"), HttpStatusCode.Conflict, "wrong-state");
        await DecideAsync(path, "dispute/settlement", new() { ["outcome"] = "rejected" });

        Answer next = await NextAsync(path, "change");
        Assert.True(next.Status == HttpStatusCode.Created, next.Text);
        Answer read = await node.Department.ReadAsync(next.Headers["Location"]);
        Assert.Equal(("valid", "change", 2), (read["status"], read["act"], read.Json["version"]!.GetValue<int>()));
        Answer before = await node.Department.ReadAsync(path);
        Assert.Equal(("superseded", next["identifier"]), (before["status"], before["successor"]));
        Assert.Equal(before["identifier"], read["previous"]);
        Assert.Equal("not-valid", await VerdictAsync(file));
        Assert.Equal("valid", await VerdictAsync((await node.Department.ReadAsync(next.Headers["Location"] + "/pdf")).Bytes));
    }

    [Theory]
    [MemberData(nameof(Decisions))]
    public async Task Every_decision_needs_its_ground_and_its_key_and_takes_nothing_else(string act)
    {
        string path = await IssueAsync();
        long before = node.LogSize;
        JsonObject good = Ground(Besides(act));
        Calls.AssertProblem(await PostAsync(path, act, good, key: null), HttpStatusCode.BadRequest, "idempotency-key-missing");
        foreach (string needed in good.Select(member => member.Key))
        {
            JsonObject without = good.DeepClone().AsObject();
            without.Remove(needed);
            Answer missing = await PostAsync(path, act, without);
            Calls.AssertProblem(missing, HttpStatusCode.UnprocessableEntity, "missing-field");
            Assert.Equal("/" + needed, missing["field"]);
        }

        JsonObject more = good.DeepClone().AsObject();
        more["surprise"] = "1";
        Calls.AssertProblem(await PostAsync(path, act, more), HttpStatusCode.UnprocessableEntity, "unknown-field");
        JsonObject named = good.DeepClone().AsObject();
        named["operator"] = "张伟";
        Calls.AssertProblem(await PostAsync(path, act, named), HttpStatusCode.UnprocessableEntity, "invalid-field");
        Calls.AssertProblem(
            await node.OtherDepartment.PostJsonAsync($"{path}/{act}", good, Calls.NewKey()), HttpStatusCode.NotFound, "not-found");
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task A_repeated_decision_is_done_once()
    {
        string path = await IssueAsync();
        JsonObject ground = Ground([]);
        string key = Calls.NewKey();
        Answer first = await PostAsync(path, "suspension", ground, key);
        long size = node.LogSize;
        Answer again = await PostAsync(path, "suspension", ground, key);
        Assert.Equal((HttpStatusCode.OK, first.Text), (again.Status, again.Text));
        Assert.Equal(size, node.LogSize);
    }

    [Theory]
    [InlineData("issue")]
    [InlineData("transfer-in")]
    [InlineData("whim")]
    public async Task A_next_version_comes_about_by_an_act_that_makes_one(string act)
    {
        Answer refused = await NextAsync(await IssueAsync(), act);
        Calls.AssertProblem(refused, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal("/act", refused["field"]);
    }

    private static JsonObject Besides(string act) => act switch
    {
        "revocation" => new() { ["reason"] = "cancelled" },
        "checks" => new() { ["passed"] = false },
        "dispute" => new() { ["reference"] = "YY-1" },
        "dispute/settlement" => new() { ["outcome"] = "upheld" },
        _ => [],
    };

    private static JsonObject Ground(JsonObject besides)
    {
        besides["legalBasis"] = "《中华人民共和国行政许可法》第六十一条";
        besides["operator"] = "clerk-1";
        return besides;
    }

    private async Task<string> IssueAsync() => $"{Calls.Licences}/{(await node.Department.IssueAsync())["identifier"]}";

    private Task<Answer> NextAsync(string path, string act) => node.Department.PostJsonAsync(
        path + "/versions", new JsonObject { ["act"] = act, ["operator"] = "clerk-1", ["legalBasis"] = "第二十四条", ["fields"] = new JsonObject { ["FDDBR"] = "陆景明" } },
        Calls.NewKey());

    private Task<Answer> PostAsync(string path, string act, JsonObject body, string? key = "") =>
        node.Department.PostJsonAsync($"{path}/{act}", body, key is "" ? Calls.NewKey() : key);

    private async Task DecideAsync(string path, string act, JsonObject besides)
    {
        Answer answer = await PostAsync(path, act, Ground(besides));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
    }

    private async Task<string> VerdictAsync(byte[] file) =>
        (await node.Anyone.PostJsonAsync("/api/v1/verifications/file", file, type: "application/pdf"))["conclusion"];
}
