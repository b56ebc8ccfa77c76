using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Renewals;

public sealed class RenewalEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Address = "/api/v1/renewals";

    [Fact]
    public async Task A_clinic_is_renewed_by_one_confirmation_of_its_draft()
    {
        string old = await ClinicLicence.IssueAsync(node.OtherDepartment, days: 25);

        // The draft is in the list of its authority, and in nobody else's.
        Assert.Contains(old, await IdentifiersAsync(node.OtherDepartment, "?within=25"));
        Assert.DoesNotContain(old, await IdentifiersAsync(node.OtherDepartment, "?within=24"));
        Assert.DoesNotContain(old, await IdentifiersAsync(node.Department, "?within=366"));

        // What the holder is shown.
        JsonObject draft = (await node.OtherDepartment.ReadAsync($"{Address}/{old}")).Json;
        Assert.True(draft["canBeConfirmed"]!.GetValue<bool>());
        string termTo = draft["termTo"]!.GetValue<string>();
        Assert.Equal(termTo, Field(draft, "YXQZ"));
        Assert.Equal("内科；口腔科；中医科", Field(draft, "ZLKM"));

        // One confirmation.
        Answer renewed = await node.OtherDepartment.PostJsonAsync($"{Address}/{old}/confirmation", Confirmation(draft), Calls.NewKey());
        Assert.True(renewed.Status == HttpStatusCode.Created, renewed.Text);
        Assert.Equal((old, termTo), (renewed["previous"], renewed["validTo"]));
        Assert.Equal($"{Calls.Licences}/{renewed["identifier"]}", renewed.Headers["Location"]);
        Assert.Contains(".002.", renewed["identifier"], StringComparison.Ordinal);

        // Version 002 is in force at once, the old one is superseded, and there is nothing left to renew.
        Answer version2 = await node.OtherDepartment.ReadAsync($"{Calls.Licences}/{renewed["identifier"]}");
        Assert.Equal(("valid", "renewal", old), (version2["status"], version2["act"], version2["previous"]));
        Answer version1 = await node.OtherDepartment.ReadAsync($"{Calls.Licences}/{old}");
        Assert.Equal(("superseded", renewed["identifier"]), (version1["status"], version1["successor"]));
        Assert.DoesNotContain(old, await IdentifiersAsync(node.OtherDepartment, ""));
        Calls.AssertProblem(await node.OtherDepartment.ReadAsync($"{Address}/{old}"), HttpStatusCode.Conflict, "wrong-state");
    }

    [Fact]
    public async Task A_confirmation_sent_again_gives_the_same_answer_under_any_key()
    {
        string path = $"{Address}/{await ClinicLicence.IssueAsync(node.OtherDepartment, days: 30)}";
        JsonObject confirmation = Confirmation((await node.OtherDepartment.ReadAsync(path)).Json);
        string key = Calls.NewKey();
        Answer first = await node.OtherDepartment.PostJsonAsync($"{path}/confirmation", confirmation, key);
        long size = node.LogSize;
        Assert.Equal(first.Text, (await node.OtherDepartment.PostJsonAsync($"{path}/confirmation", confirmation, key)).Text);
        Assert.Equal(first.Text, (await node.OtherDepartment.PostJsonAsync($"{path}/confirmation", confirmation, Calls.NewKey())).Text);
        Assert.Equal(size, node.LogSize);
    }

    [Fact]
    public async Task It_is_too_early_on_the_ninety_first_day_before_the_last()
    {
        string early = await ClinicLicence.IssueAsync(node.OtherDepartment, days: 91);
        Calls.AssertProblem(await node.OtherDepartment.ReadAsync($"{Address}/{early}"), HttpStatusCode.Conflict, "wrong-state");
        Assert.DoesNotContain(early, await IdentifiersAsync(node.OtherDepartment, "?within=366"));
        string inTime = await ClinicLicence.IssueAsync(node.OtherDepartment, days: 90);
        Assert.Equal(HttpStatusCode.OK, (await node.OtherDepartment.ReadAsync($"{Address}/{inTime}")).Status);
        Assert.Contains(inTime, await IdentifiersAsync(node.OtherDepartment, ""));
    }

    [Fact]
    public async Task The_list_is_paged_without_gaps_or_repeats()
    {
        string[] issued = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(i => ClinicLicence.IssueAsync(node.OtherDepartment, 40 + i)))];
        List<string> found = [];
        string? cursor = null;
        do
        {
            JsonObject page = (await node.OtherDepartment.ReadAsync($"{Address}?limit=2" + (cursor is null ? "" : $"&cursor={cursor}"))).Json;
            JsonArray drafts = page["renewals"]!.AsArray();
            Assert.True(drafts.Count <= 2);
            found.AddRange(drafts.Select(draft => draft!["identifier"]!.GetValue<string>()));
            cursor = page["cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Empty(issued.Except(found));
    }

    [Theory]
    [InlineData("?within=0")]
    [InlineData("?within=367")]
    [InlineData("?within=soon")]
    [InlineData("?limit=201")]
    [InlineData("?cursor=AAAA")]
    public async Task A_list_is_asked_for_within_limits(string query) => Calls.AssertProblem(
        await node.OtherDepartment.ReadAsync(Address + query), HttpStatusCode.UnprocessableEntity, "invalid-field");

    [Fact]
    public async Task A_cursor_of_another_authority_or_another_list_is_refused()
    {
        await ClinicLicence.IssueAsync(node.OtherDepartment, days: 50);
        await ClinicLicence.IssueAsync(node.OtherDepartment, days: 50);
        string cursor = (await node.OtherDepartment.ReadAsync($"{Address}?limit=1"))["cursor"];
        foreach ((HttpClient client, string query) in new[] { (node.Department, ""), (node.OtherDepartment, "&within=89") })
        {
            Answer answer = await client.ReadAsync($"{Address}?cursor={cursor}{query}");
            Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        }
    }

    [Theory]
    [InlineData("draft", "ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789")]
    [InlineData("draft", "abc")]
    [InlineData("confirmedBy", "陆景明")]
    public async Task A_malformed_confirmation_is_refused(string member, string value)
    {
        string path = $"{Address}/{await ClinicLicence.IssueAsync(node.OtherDepartment, days: 60)}";
        JsonObject confirmation = Confirmation((await node.OtherDepartment.ReadAsync(path)).Json);
        confirmation[member] = value;
        long size = node.LogSize;
        Answer answer = await node.OtherDepartment.PostJsonAsync($"{path}/confirmation", confirmation, Calls.NewKey());
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal("/" + member, answer["field"]);
        Assert.Equal(size, node.LogSize);
    }

    private static JsonObject Confirmation(JsonObject draft) => new()
    {
        ["draft"] = draft["draft"]!.GetValue<string>(),
        ["confirmedBy"] = "suishenban-4711",
        ["operator"] = "clerk-7",
        ["checked"] = new JsonArray([.. draft["checks"]!.AsArray()
            .Where(check => check!["result"]!.GetValue<string>() == "to-be-checked")
            .Select(check => (JsonNode?)check!["code"]!.GetValue<string>())]),
    };

    private static string Field(JsonObject draft, string name) =>
        draft["fields"]!.AsArray().Single(field => field!["name"]!.GetValue<string>() == name)!["value"]!.GetValue<string>();

    private static async Task<string[]> IdentifiersAsync(HttpClient client, string query)
    {
        Answer answer = await client.ReadAsync(Address + query);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return [.. answer.Json["renewals"]!.AsArray().Select(draft => draft!["identifier"]!.GetValue<string>())];
    }
}
