using System.Net;
using System.Text.Json.Nodes;
using Ledger.Node.Exchange;

namespace Ledger.Api.Tests.Exchange;

/// <summary>A licence's metadata under the national short names.</summary>
public sealed class MetadataEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private static int _place = 100;

    [Fact]
    public async Task It_comes_as_JSON() => await Sharing.AssertGoldenAsync("metadata.json", await ReadAsync(1, null));

    [Theory]
    [InlineData(null, false)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData("application/json, application/xml;q=0.9", false)]
    [InlineData("application/xml", true)]
    [InlineData("text/xml", true)]
    [InlineData("application/json;q=0.5, application/xml", true)]
    public async Task It_comes_as_XML_to_who_prefers_that(string? accept, bool isXml)
    {
        Answer answer = await ReadAsync(Interlocked.Increment(ref _place), accept);
        Assert.Equal(isXml ? "application/xml" : "application/json; charset=utf-8", answer.Headers["Content-Type"]);
        Assert.Equal("Accept", answer.Headers["Vary"]);
    }

    [Fact]
    public async Task Both_forms_say_the_same_and_the_XML_can_be_read_back()
    {
        string identifier = (await node.Department.IssueAsync(Sharing.FoodLicence(3)))["identifier"];
        Answer xml = await ReadOfAsync(identifier, "application/xml");
        await Sharing.AssertGoldenAsync("metadata.xml", xml);
        JsonObject json = (await ReadOfAsync(identifier, null)).Json;
        Assert.Equal(
            json.Select(item => new MetadataItem(item.Key, item.Value!.GetValue<string>())),
            MetadataXml.Read(xml.Bytes));
    }

    [Fact]
    public async Task Another_authoritys_is_as_good_as_absent()
    {
        string identifier = (await node.Department.IssueAsync(Sharing.FoodLicence(4)))["identifier"];
        Calls.AssertProblem(
            await node.OtherDepartment.ReadAsync($"{Calls.Licences}/{identifier}/metadata"), HttpStatusCode.NotFound, "not-found");
    }

    private async Task<Answer> ReadAsync(int place, string? accept) =>
        await ReadOfAsync((await node.Department.IssueAsync(Sharing.FoodLicence(place)))["identifier"], accept);

    private async Task<Answer> ReadOfAsync(string identifier, string? accept)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Calls.Licences}/{identifier}/metadata");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        Answer answer = await node.Department.CallAsync(request);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer;
    }
}
