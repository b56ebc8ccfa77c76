using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Licences;

/// <summary>Licences are found over HTTP by what they are, by whom they belong to and by their number, and followed.</summary>
public sealed class LicenceQueryEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Changes = "/api/v1/changes";

    private static readonly JsonObject Revocation = new()
    {
        ["reason"] = "penalty",
        ["legalBasis"] = "《中华人民共和国行政处罚法》第九条",
        ["operator"] = "operator-1",
    };

    [Fact]
    public async Task A_licence_is_listed_by_type_state_and_last_day_and_by_nobody_else()
    {
        string identifier = (await node.Department.IssueAsync())["identifier"];
        string type = identifier.Split('.')[5];
        Assert.Contains(identifier, await ListAsync(node.Department, ""));
        Assert.Contains(identifier, await ListAsync(node.Department, $"type={type}&state=valid"));
        Assert.DoesNotContain(identifier, await ListAsync(node.Department, "state=suspended"));
        Assert.DoesNotContain(identifier, await ListAsync(node.Department, "expiresFrom=2020-01-01&expiresTo=2999-12-31")); // 长期
        Assert.Empty(await ListAsync(node.OtherDepartment, ""));

        Assert.Equal(HttpStatusCode.OK, (await node.Department.PostJsonAsync($"{Calls.Licences}/{identifier}/revocation", Revocation, Calls.NewKey())).Status);
        Assert.DoesNotContain(identifier, await ListAsync(node.Department, $"type={type}&state=valid"));
        Assert.Contains(identifier, await ListAsync(node.Department, $"type={type}&state=revoked"));
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_cursors()
    {
        string[] issued = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await node.Department.IssueAsync())["identifier"]))];
        List<string> given = [];
        string cursor = "";
        do
        {
            Answer page = await node.Department.ReadAsync($"{Calls.Licences}?limit=2{cursor}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            string[] identifiers = IdentifiersOf(page);
            Assert.InRange(identifiers.Length, 1, 2);
            given.AddRange(identifiers);
            cursor = page.Json["cursor"] is JsonNode next ? $"&cursor={next.GetValue<string>()}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.Subset(given.ToHashSet(), issued.ToHashSet());
    }

    [Fact]
    public async Task A_holder_and_a_number_are_asked_for_in_bodies()
    {
        JsonObject body = Calls.GoodLicence();
        string identifier = (await node.Department.IssueAsync(body))["identifier"];
        JsonObject holder = new() { ["codeType"] = "001", ["code"] = body["holder"]!["code"]!.GetValue<string>(), ["limit"] = 200 };
        JsonObject number = new() { ["number"] = body["number"]!.GetValue<string>() };
        Assert.Contains(identifier, IdentifiersOf(await node.Department.PostJsonAsync(Calls.Licences + "/by-holder", holder)));
        Assert.Equal([identifier], IdentifiersOf(await node.Department.PostJsonAsync(Calls.Licences + "/by-number", number)));
        Assert.Empty(IdentifiersOf(await node.OtherDepartment.PostJsonAsync(Calls.Licences + "/by-holder", holder)));
        Assert.Empty(IdentifiersOf(await node.OtherDepartment.PostJsonAsync(Calls.Licences + "/by-number", number)));

        await node.Department.IssueAsync();
        holder["limit"] = 1;
        Answer first = await node.Department.PostJsonAsync(Calls.Licences + "/by-holder", holder);
        holder["cursor"] = first["cursor"];
        Answer second = await node.Department.PostJsonAsync(Calls.Licences + "/by-holder", holder);
        Assert.NotEqual(Assert.Single(IdentifiersOf(first)), Assert.Single(IdentifiersOf(second)));
    }

    [Theory]
    [InlineData("state=gone", "invalid-field", "/state")]
    [InlineData("state=", "invalid-field", "/state")]
    [InlineData("type=1&type=2", "invalid-field", "/type")]
    [InlineData("type=1234567890123456789012", "invalid-field", "/type")]
    [InlineData("expiresFrom=2026-02-30", "invalid-field", "/expiresFrom")]
    [InlineData("expiresTo=20260230", "invalid-field", "/expiresTo")]
    [InlineData("limit=0", "invalid-field", "/limit")]
    [InlineData("limit=201", "invalid-field", "/limit")]
    [InlineData("limit=9223372036854775807", "invalid-field", "/limit")]
    [InlineData("limit=%2B5", "invalid-field", "/limit")]
    [InlineData("limit=five", "invalid-field", "/limit")]
    [InlineData("cursor=AAAA", "invalid-field", "/cursor")]
    [InlineData("expireTo=2026-01-01", "unknown-field", "/expireTo")]
    public async Task A_wrong_parameter_is_named(string query, string code, string field)
    {
        Answer answer = await node.Department.ReadAsync($"{Calls.Licences}?{query}");
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(field, answer["field"]);
    }

    [Theory]
    [InlineData("limit", "5")]
    [InlineData("cursor", 5)]
    [InlineData("cursor", "AAAA")]
    [InlineData("limit", 201)]
    [InlineData("limit", 0)]
    public async Task A_wrong_member_of_a_body_is_named(string name, object value)
    {
        JsonObject body = new() { ["number"] = "1", [name] = JsonValue.Create(value) };
        Answer answer = await node.Department.PostJsonAsync(Calls.Licences + "/by-number", body);
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal("/" + name, answer["field"]);
    }

    [Fact]
    public async Task What_happens_is_told_to_its_authority_once_and_in_order()
    {
        string identifier = (await node.Department.IssueAsync())["identifier"];
        await node.Department.PostJsonAsync($"{Calls.Licences}/{identifier}/revocation", Revocation, Calls.NewKey());
        List<JsonNode> changes = [];
        string after = "";
        bool isMore;
        do
        {
            Answer piece = await node.Department.ReadAsync($"{Changes}?limit=3{after}");
            Assert.Equal(HttpStatusCode.OK, piece.Status);
            changes.AddRange(piece.Json["changes"]!.AsArray()!);
            after = $"&after={piece.Json["next"]!.GetValue<long>()}";
            isMore = piece.Json["more"]!.GetValue<bool>();
        }
        while (isMore);

        long[] indexes = [.. changes.Select(change => change["index"]!.GetValue<long>())];
        Assert.Equal(indexes.Distinct().Order(), indexes);
        Assert.Equal(
            [("licence.issued.v1", "valid"), ("licence.revoked.v1", "revoked")],
            changes.Where(change => change["identifier"]!.GetValue<string>() == identifier)
                .Select(change => (change["event"]!.GetValue<string>(), change["state"]!.GetValue<string>())));
        Assert.Empty((await node.OtherDepartment.ReadAsync(Changes)).Json["changes"]!.AsArray());
    }

    [Fact]
    public async Task Who_waits_for_a_change_gets_it_when_it_comes()
    {
        await node.Department.IssueAsync();
        long next = node.LogSize - 1;
        Task<Answer> waiting = node.Department.ReadAsync($"{Changes}?after={next}&wait=30");
        string identifier = (await node.Department.IssueAsync())["identifier"];
        Answer answer = await waiting;
        Assert.Contains(identifier, answer.Json["changes"]!.AsArray().Select(change => change!["identifier"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("wait=31", "/wait")]
    [InlineData("wait=-1", "/wait")]
    [InlineData("limit=201", "/limit")]
    [InlineData("after=4611686018427387904", "/after")]
    [InlineData("after=99999999999999999999", "/after")]
    public async Task A_wrong_parameter_of_the_feed_is_named(string query, string field)
    {
        Answer answer = await node.Department.ReadAsync($"{Changes}?{query}");
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal(field, answer["field"]);
    }

    private static async Task<List<string>> ListAsync(HttpClient client, string query)
    {
        List<string> identifiers = [];
        string cursor = "";
        do
        {
            Answer page = await client.ReadAsync($"{Calls.Licences}?{query}&limit=200{cursor}".Replace("?&", "?", StringComparison.Ordinal));
            Assert.True(page.Status == HttpStatusCode.OK, page.Text);
            identifiers.AddRange(IdentifiersOf(page));
            cursor = page.Json["cursor"] is JsonNode next ? $"&cursor={next.GetValue<string>()}" : "";
        }
        while (cursor.Length > 0);
        return identifiers;
    }

    private static string[] IdentifiersOf(Answer answer) =>
        [.. answer.Json["licences"]!.AsArray().Select(licence => licence!["identifier"]!.GetValue<string>())];
}
