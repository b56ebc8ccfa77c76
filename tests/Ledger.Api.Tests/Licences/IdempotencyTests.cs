using System.Net;
using System.Text.Json.Nodes;

namespace Ledger.Api.Tests.Licences;

/// <summary>Sending a writing request again is safe: one record, one answer.</summary>
public sealed class IdempotencyTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task The_same_key_and_body_give_the_same_answer_and_one_record()
    {
        (JsonObject body, string key) = (Calls.GoodLicence(), Calls.NewKey());
        Answer first = await node.Department.IssueAsync(body, key);
        await node.Department.IssueAsync();
        long before = node.LogSize;

        Answer second = await node.Department.IssueAsync(body, key);

        Assert.Equal(HttpStatusCode.Created, second.Status);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task Fifty_at_once_give_one_record()
    {
        await node.Department.IssueAsync();
        (JsonObject body, string key, long before) = (Calls.GoodLicence(), Calls.NewKey(), node.LogSize);

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => node.Department.IssueAsync(body, key)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(before + 3, node.LogSize); // the holder's new name, the licence, and the map commit that ends their group
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        string key = Calls.NewKey();
        Assert.Equal(HttpStatusCode.Created, (await node.Department.IssueAsync(Calls.GoodLicence(), key)).Status);
        long before = node.LogSize;

        Answer other = await node.Department.IssueAsync(Calls.GoodLicence(), key);

        Calls.AssertProblem(other, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task The_same_key_at_another_address_is_another_request()
    {
        string key = Calls.NewKey();
        JsonObject revocation = new() { ["reason"] = "cancelled", ["legalBasis"] = "第九条", ["operator"] = "clerk-1" };
        string[] paths = [.. (await Task.WhenAll(node.Department.IssueAsync(), node.Department.IssueAsync()))
            .Select(issued => $"{Calls.Licences}/{issued["identifier"]}/revocation")];
        Assert.Equal(HttpStatusCode.OK, (await node.Department.PostJsonAsync(paths[0], revocation, key)).Status);
        Answer other = await node.Department.PostJsonAsync(paths[1], revocation, key);
        Calls.AssertProblem(other, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_revocation_sent_again_gives_the_same_answer()
    {
        string path = $"{Calls.Licences}/{(await node.Department.IssueAsync())["identifier"]}/revocation";
        (JsonObject body, string key) = (new() { ["reason"] = "cancelled", ["legalBasis"] = "第九条", ["operator"] = "clerk-1" }, Calls.NewKey());
        Answer first = await node.Department.PostJsonAsync(path, body, key);
        await node.Department.IssueAsync();
        Assert.Equal(first.Text, (await node.Department.PostJsonAsync(path, body, key)).Text);
    }

    [Fact]
    public async Task Two_departments_may_use_the_same_key()
    {
        string key = Calls.NewKey();
        Assert.Equal(HttpStatusCode.Created, (await node.Department.IssueAsync(Calls.GoodLicence(), key)).Status);
        JsonObject body = Calls.GoodLicence();
        body["issuer"] = Ledger.Api.Demo.DemoWorld.Authorities[1].Code;
        Assert.Equal(HttpStatusCode.Created, (await node.OtherDepartment.IssueAsync(body, key)).Status);
    }

    [Fact]
    public async Task A_key_of_128_characters_is_taken()
    {
        string key = new('k', 128);
        Assert.Equal(HttpStatusCode.Created, (await node.Department.IssueAsync(Calls.GoodLicence(), key)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk")]
    public async Task A_missing_or_unfit_key_is_refused(string key)
    {
        long before = node.LogSize;
        Answer answer = await node.Department.IssueAsync(Calls.GoodLicence(), key);
        Calls.AssertProblem(answer, HttpStatusCode.BadRequest, "idempotency-key-missing");
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task A_request_without_the_header_is_refused()
    {
        long before = node.LogSize;
        Answer answer = await node.Department.PostJsonAsync(Calls.Licences, Calls.GoodLicence(), key: null);
        Calls.AssertProblem(answer, HttpStatusCode.BadRequest, "idempotency-key-missing");
        Assert.Equal(before, node.LogSize);
    }
}
