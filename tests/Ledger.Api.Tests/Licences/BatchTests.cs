using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Licences;

/// <summary>Many licences with one call: each by itself issued or refused, all in one turn.</summary>
public sealed class BatchTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Address = "/api/v1/licences/batch";

    [Fact]
    public async Task A_thousand_licences_are_issued_with_one_call_and_one_checkpoint()
    {
        await node.Department.IssueAsync();
        long before = node.LogSize;
        JsonObject body = Batch(Enumerable.Range(0, 1_000).Select(_ => SameHolder()));
        Answer answer = await node.Department.PostJsonAsync(Address, body, Calls.NewKey());
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal((1_000, 0), Counts(answer));
        JsonObject[] results = [.. answer.Json["results"]!.AsArray().Select(result => result!.AsObject())];
        Assert.All(results, result => Assert.Equal(201, (int)result["status"]!));
        Assert.Single(results.Select(result => (long)result["licence"]!["logSize"]!).Distinct());
        Assert.Equal(1_000, results.Select(result => (string)result["licence"]!["identifier"]!).Distinct().Count());
        Assert.InRange(node.LogSize - before, 1_001, 1_002); // the holder's name may be new, and one map commit ends the group
    }

    [Fact]
    public async Task A_thousand_and_one_are_refused_and_nothing_is_written()
    {
        await node.Department.IssueAsync();
        long before = node.LogSize;
        Answer answer = await node.Department.PostJsonAsync(
            Address, Batch(Enumerable.Range(0, 1_001).Select(_ => SameHolder())), Calls.NewKey());
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal("/items", answer["field"]);
        Assert.Equal(before, node.LogSize);
    }

    [Theory]
    [InlineData("{\"items\":[]}", "missing-field")]
    [InlineData("{}", "missing-field")]
    [InlineData("{\"items\":[1]}", "invalid-field")]
    [InlineData("{\"items\":{}}", "invalid-field")]
    public async Task What_is_no_batch_is_refused_as_a_whole(string body, string code) =>
        Calls.AssertProblem(
            await node.Department.PostJsonAsync(Address, Encoding.UTF8.GetBytes(body), Calls.NewKey()), HttpStatusCode.UnprocessableEntity, code);

    [Fact]
    public async Task One_item_that_is_no_strict_JSON_refuses_them_all()
    {
        await node.Department.IssueAsync();
        long before = node.LogSize;
        string body = Batch(Enumerable.Range(0, 40).Select(_ => SameHolder())).ToJsonString();
        int last = body.LastIndexOf("\"serial\"", StringComparison.Ordinal);
        Answer answer = await node.Department.PostJsonAsync(
            Address, Encoding.UTF8.GetBytes(body.Insert(last, "\"note\":null,")), Calls.NewKey());
        Calls.AssertProblem(answer, HttpStatusCode.BadRequest, "malformed-body");
        Assert.Equal("/items/39/note", answer["field"]);
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task Without_a_key_it_is_refused() => Calls.AssertProblem(
        await node.Department.PostJsonAsync(Address, Batch([SameHolder()])), HttpStatusCode.BadRequest, "idempotency-key-missing");

    [Fact]
    public async Task Good_and_bad_ones_are_told_apart_and_the_good_ones_stand()
    {
        JsonObject unreadable = SameHolder();
        unreadable["colour"] = "red";
        JsonObject wrong = SameHolder();
        wrong["fields"]!["TYSHXYDM"] = "1";
        JsonObject foreign = SameHolder();
        foreign["issuer"] = "11310107MBDEM00236";
        JsonObject twice = SameHolder();
        JsonObject again = twice.DeepClone().AsObject();
        JsonObject body = Batch([SameHolder(), unreadable, wrong, foreign, twice, again]);
        string key = Calls.NewKey();

        Answer answer = await node.Department.PostJsonAsync(Address, Encoding.UTF8.GetBytes(body.ToJsonString()), key, "en");

        Assert.Equal((2, 4), Counts(answer));
        JsonArray results = answer.Json["results"]!.AsArray();
        Assert.Equal([201, 422, 422, 403, 201, 409], results.Select(result => (int)result!["status"]!));
        Assert.Equal("unknown-field", (string)results[1]!["problem"]!["code"]!);
        Assert.Equal("/items/1/colour", (string)results[1]!["problem"]!["field"]!);
        Assert.Equal("/items/2/fields/TYSHXYDM", (string)results[2]!["problem"]!["field"]!);
        Assert.Equal("already-exists", (string)results[5]!["problem"]!["code"]!);
        Assert.Null(results[0]!["problem"]);
        Answer issued = await node.Department.ReadAsync($"{Calls.Licences}/{results[0]!["licence"]!["identifier"]}");
        Assert.Equal(HttpStatusCode.OK, issued.Status);
    }

    [Fact]
    public async Task The_same_call_again_gives_the_same_answer_and_writes_nothing()
    {
        JsonObject wrong = SameHolder();
        wrong["fields"]!["TYSHXYDM"] = "1";
        JsonObject body = Batch([SameHolder(), wrong, SameHolder()]);
        string key = Calls.NewKey();
        Answer first = await node.Department.PostJsonAsync(Address, body, key);
        long before = node.LogSize;
        Answer second = await node.Department.PostJsonAsync(Address, body, key);
        Assert.Equal((2, 1), Counts(first));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task The_same_key_for_other_licences_issues_none_of_them()
    {
        string key = Calls.NewKey();
        await node.Department.PostJsonAsync(Address, Batch([SameHolder(), SameHolder()]), key);
        long before = node.LogSize;
        Answer other = await node.Department.PostJsonAsync(Address, Batch([SameHolder(), SameHolder()]), key);
        Assert.Equal((0, 2), Counts(other));
        Assert.All(other.Json["results"]!.AsArray(), result => Assert.Equal("idempotency-key-reused", (string)result!["problem"]!["code"]!));
        Assert.Equal(before, node.LogSize);
    }

    private static JsonObject Batch(IEnumerable<JsonObject> items) => new() { ["items"] = new JsonArray([.. items]) };

    private static JsonObject SameHolder()
    {
        JsonObject licence = Calls.GoodLicence();
        licence["holder"]!["name"] = "上海澜川餐饮管理有限公司";
        return licence;
    }

    private static (int Issued, int Refused) Counts(Answer answer) => ((int)answer.Json["issued"]!, (int)answer.Json["refused"]!);
}
