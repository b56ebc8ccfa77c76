using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Node.Licences;

namespace Ledger.Api.Tests.Licences;

/// <summary>The life of a licence over HTTP: issued, read, listed, printed, asked about, revoked.</summary>
public sealed class LicenceEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private static readonly JsonObject Revocation = new() { ["reason"] = "penalty", ["legalBasis"] = "《中华人民共和国行政处罚法》第九条", ["operator"] = "clerk-1" };

    [Fact]
    public async Task A_licence_is_issued_read_listed_printed_verified_and_revoked()
    {
        JsonObject body = Calls.GoodLicence();
        Answer issued = await node.Department.IssueAsync(body);
        Assert.Equal(HttpStatusCode.Created, issued.Status);
        string path = issued.Headers["Location"];
        Assert.Equal($"{Calls.Licences}/{issued["identifier"]}", path);
        Assert.Equal("pending", issued["anchor"]);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{16}$", issued["checkCode"]);

        Answer read = await node.Department.ReadAsync(path);
        Assert.Equal("valid", read["status"]);
        Assert.Equal("营业执照", read["typeName"]);
        Assert.Equal(issued.Json["index"]!.GetValue<long>(), read.Json["index"]!.GetValue<long>());
        Assert.Contains(read.Json["fields"]!.AsArray(), field => field!["value"]!.GetValue<string>() == body["fields"]!["MC"]!.GetValue<string>());

        JsonObject holder = new() { ["codeType"] = "001", ["code"] = body["holder"]!["code"]!.GetValue<string>() };
        Answer listed = await node.Department.PostJsonAsync(Calls.Licences + "/by-holder", holder);
        Assert.Contains(issued["identifier"], listed.Json["licences"]!.AsArray().Select(licence => licence!["identifier"]!.GetValue<string>()));

        Answer pdf = await node.Department.ReadAsync(path + "/pdf");
        Assert.Equal("application/pdf", pdf.Headers["Content-Type"]);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(pdf.Bytes, 0, 5), StringComparison.Ordinal);
        await AssertVerdictAsync(pdf.Bytes, "valid");
        Answer ofd = await node.Department.ReadAsync(path + "/ofd");
        Assert.Equal("application/ofd", ofd.Headers["Content-Type"]);
        await AssertVerdictAsync(ofd.Bytes, "valid", "application/ofd");
        await AssertStandingAsync(issued, "valid");

        Answer revoked = await node.Department.PostJsonAsync(path + "/revocation", Revocation, Calls.NewKey());
        Assert.Equal(HttpStatusCode.OK, revoked.Status);
        Assert.Equal("revoked", (await node.Department.ReadAsync(path))["status"]);
        await AssertStandingAsync(issued, "revoked");

        // The old file still says valid of itself; the verifier asks the log for a newer status.
        await AssertVerdictAsync(pdf.Bytes, "not-valid");
        await AssertVerdictAsync(ofd.Bytes, "not-valid", "application/ofd");
        await AssertVerdictAsync((await node.Department.ReadAsync(path + "/pdf")).Bytes, "not-valid");
    }

    [Fact]
    public async Task A_file_with_one_byte_changed_is_not_valid()
    {
        string identifier = (await node.Department.IssueAsync())["identifier"];
        byte[] file = (await node.Department.ReadAsync($"{Calls.Licences}/{identifier}/pdf")).Bytes;
        file[file.Length / 3] ^= 1;
        await AssertVerdictAsync(file, "not-valid");
    }

    [Fact]
    public async Task A_licence_is_revoked_only_once()
    {
        string path = $"{Calls.Licences}/{(await node.Department.IssueAsync())["identifier"]}";
        Assert.Equal(HttpStatusCode.OK, (await node.Department.PostJsonAsync(path + "/revocation", Revocation, Calls.NewKey())).Status);
        long before = node.LogSize;

        Answer again = await node.Department.PostJsonAsync(path + "/revocation", Revocation, Calls.NewKey());

        Calls.AssertProblem(again, HttpStatusCode.Conflict, "wrong-state");
        Assert.Equal(before, node.LogSize);
    }

    [Theory]
    [InlineData("reason", "whim", "/reason")]
    [InlineData("legalBasis", "持证人 310100198806120023 违法", "/legalBasis")]
    [InlineData("decidedOn", "2026-02-30", "/decidedOn")]
    [InlineData("decidedOn", "9999-12-31", "/decidedOn")]
    public async Task A_wrong_field_of_a_revocation_is_named_and_nothing_is_revoked(string name, string value, string place)
    {
        string path = $"{Calls.Licences}/{(await node.Department.IssueAsync())["identifier"]}";
        JsonObject body = Revocation.DeepClone().AsObject();
        body[name] = value;
        Answer answer = await node.Department.PostJsonAsync(path + "/revocation", body, Calls.NewKey());
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal(place, answer["field"]);
        Assert.Equal("valid", (await node.Department.ReadAsync(path))["status"]);
    }

    [Fact]
    public async Task The_same_serial_is_not_issued_twice()
    {
        JsonObject body = Calls.GoodLicence();
        Assert.Equal(HttpStatusCode.Created, (await node.Department.IssueAsync(body)).Status);
        long before = node.LogSize;
        body["holder"]!["name"] = "另一个名称";
        Calls.AssertProblem(await node.Department.IssueAsync(body), HttpStatusCode.Conflict, "already-exists");
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task An_authority_issues_in_its_own_name_only()
    {
        long before = node.LogSize;
        Answer answer = await node.OtherDepartment.IssueAsync(Calls.GoodLicence());
        Calls.AssertProblem(answer, HttpStatusCode.Forbidden, "not-allowed");
        Assert.Equal("/issuer", answer["field"]);
        Assert.Equal(before, node.LogSize);
    }

    [Fact]
    public async Task Another_authoritys_licence_answers_like_one_that_does_not_exist()
    {
        Answer issued = await node.Department.IssueAsync();
        LicenceIdentifier identifier = LicenceIdentifier.Parse(issued["identifier"]);
        LicenceIdentifier absent = LicenceIdentifier.Create(identifier.Type, identifier.Issuer, "ABSENT", 1);
        foreach (string tail in new[] { "", "/pdf", "/ofd" })
        {
            AssertSame(
                await node.OtherDepartment.ReadAsync($"{Calls.Licences}/{identifier}{tail}"),
                await node.OtherDepartment.ReadAsync($"{Calls.Licences}/{absent}{tail}"));
        }

        AssertSame(
            await node.OtherDepartment.PostJsonAsync($"{Calls.Licences}/{identifier}/revocation", Revocation, Calls.NewKey()),
            await node.OtherDepartment.PostJsonAsync($"{Calls.Licences}/{absent}/revocation", Revocation, Calls.NewKey()));
        JsonObject holder = new() { ["codeType"] = "001", ["code"] = DemoWorld.Holders[0].Code };
        Answer listed = await node.OtherDepartment.PostJsonAsync(Calls.Licences + "/by-holder", holder);
        Assert.Empty(listed.Json["licences"]!.AsArray());
    }

    [Fact]
    public async Task A_wrong_check_code_answers_like_an_unknown_identifier()
    {
        Answer issued = await node.Department.IssueAsync();
        LicenceIdentifier identifier = LicenceIdentifier.Parse(issued["identifier"]);
        LicenceIdentifier absent = LicenceIdentifier.Create(identifier.Type, identifier.Issuer, "ABSENT", 1);
        string wrong = issued["checkCode"][..^1] + (issued["checkCode"][^1] == 'A' ? 'B' : 'A');
        AssertSame(await AskAsync(identifier.ToString(), wrong), await AskAsync(absent.ToString(), issued["checkCode"]));
    }

    [Fact]
    public async Task A_licence_past_its_last_day_is_expired()
    {
        JsonObject body = Calls.GoodLicence();
        (body["validFrom"], body["validTo"]) = ("2020-01-01", "2020-12-31");
        Answer issued = await node.Department.IssueAsync(body);
        Assert.Equal("expired", (await AskAsync(issued["identifier"], issued["checkCode"]))["status"]);
    }

    private static void AssertSame(Answer one, Answer other)
    {
        Calls.AssertProblem(one, HttpStatusCode.NotFound, "not-found");
        Assert.Equal(other.Status, one.Status);
        Assert.Equal(other.Text, one.Text);
    }

    private Task<Answer> AskAsync(string identifier, string checkCode) => node.Anyone.PostJsonAsync(
        "/api/v1/verifications/check-code", new JsonObject { ["identifier"] = identifier, ["checkCode"] = checkCode });

    private async Task AssertStandingAsync(Answer issued, string status)
    {
        Answer standing = await AskAsync(issued["identifier"], issued["checkCode"]);
        Assert.Equal(HttpStatusCode.OK, standing.Status);
        Assert.Equal(status, standing["status"]);
        Assert.Equal(HttpStatusCode.OK, (await node.Anyone.ReadAsync(standing["statusBundle"])).Status);
    }

    private async Task AssertVerdictAsync(byte[] file, string conclusion, string type = "application/pdf")
    {
        Answer verdict = await node.Anyone.PostJsonAsync("/api/v1/verifications/file", file, type: type);
        Assert.Equal(HttpStatusCode.OK, verdict.Status);
        Assert.True(conclusion == verdict["conclusion"], verdict.Text);
    }
}
