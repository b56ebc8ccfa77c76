using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Exchange;

/// <summary>An authority's directory of its licences.</summary>
public sealed class DirectoryEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Directory = "/api/v1/directory";

    [Fact]
    public async Task It_has_every_licence_of_the_authority_once_page_by_page_and_nobody_elses()
    {
        List<string> issued = [];
        for (int place = 1; place <= 5; place++)
        {
            issued.Add((await node.Department.IssueAsync(Sharing.FoodLicence(300 + place)))["identifier"]);
        }

        List<string> listed = [];
        string query = "?limit=2";
        while (query.Length > 0)
        {
            Answer page = await node.Department.ReadAsync(Directory + query);
            Assert.True(page.Status == HttpStatusCode.OK, page.Text);
            JsonArray licences = page.Json["licences"]!.AsArray();
            Assert.True(licences.Count <= 2);
            listed.AddRange(licences.Select(licence => licence!["certificate_identifier"]!.GetValue<string>()));
            query = page.Json["cursor"]?.GetValue<string>() is string cursor ? $"?limit=2&cursor={Uri.EscapeDataString(cursor)}" : "";
        }

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Empty(issued.Except(listed));
        Assert.Empty((await node.OtherDepartment.ReadAsync(Directory)).Json["licences"]!.AsArray());
    }

    [Fact]
    public async Task Its_entries_are_named_in_the_national_style()
    {
        using TestNode alone = new();
        await alone.InitializeAsync();
        Assert.Equal(HttpStatusCode.Created, (await alone.Department.IssueAsync(Sharing.TradeLicence("TRADE1"))).Status);
        await Sharing.AssertGoldenAsync("directory.json", await alone.Department.ReadAsync(Directory));
        await alone.DisposeAsync();
    }

    [Fact]
    public async Task After_erasure_an_entry_says_what_the_log_says_and_nothing_about_anybody()
    {
        using TestNode alone = new();
        await alone.InitializeAsync();
        Answer issued = await alone.Department.IssueAsync(Sharing.TradeLicence("TRADE2"));
        Answer holder = await alone.Department.PostJsonAsync("/api/v1/holders", Sharing.TradeLicence("TRADE2")["holder"]!.AsObject());
        await alone.Node.Holders.EraseAsync(Google.Protobuf.ByteString.CopyFrom(Convert.FromHexString(holder["handle"])), CancellationToken.None);
        Answer answer = await alone.Department.ReadAsync(Directory);
        JsonNode entry = Assert.Single(answer.Json["licences"]!.AsArray())!;
        Assert.Equal(issued["identifier"], entry["certificate_identifier"]!.GetValue<string>());
        Assert.Empty(entry["certificate_holders"]!.AsArray());
        Assert.Empty(entry["extend_info"]!.AsObject());
        Assert.Null(entry["certificate_number"]);
        Sharing.AssertRefused(10, await alone.Department.PostJsonAsync(Sharing.DataById, Sharing.ById(issued["identifier"])));
        await alone.DisposeAsync();
    }

    [Theory]
    [InlineData("?limit=0", "/limit")]
    [InlineData("?limit=201", "/limit")]
    [InlineData("?limit=a", "/limit")]
    [InlineData("?cursor=a", "/cursor")]
    public async Task A_wrong_parameter_is_named(string query, string field)
    {
        Answer answer = await node.Department.ReadAsync(Directory + query);
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal(field, answer["field"]);
    }

    [Fact]
    public async Task The_longest_page_has_200() =>
        Assert.Equal(HttpStatusCode.OK, (await node.Department.ReadAsync(Directory + "?limit=200")).Status);

    [Fact]
    public async Task An_unknown_parameter_is_refused() =>
        Calls.AssertProblem(await node.Department.ReadAsync(Directory + "?after=1"), HttpStatusCode.UnprocessableEntity, "unknown-field");
}
