using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Verification;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Seals;

/// <summary>The life of a seal as a department's programmers see it. The node has one in use, which it took over when it started.</summary>
public sealed class SealEndpointsTests : IAsyncLifetime, IDisposable
{
    private const string Seals = "/api/v1/seals";

    private readonly TestNode _node = new();
    private HttpClient _second = null!;

    public async Task InitializeAsync()
    {
        await _node.InitializeAsync();
        _second = _node.SystemOf(DemoWorld.IssuingAuthority);
    }

    public async Task DisposeAsync()
    {
        _second.Dispose();
        await _node.DisposeAsync();
    }

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task A_licence_stays_valid_after_the_freeze_and_none_is_issued_any_more()
    {
        string seal = await TakenOverAsync();
        string identifier = (await _node.Department.IssueAsync())["identifier"];
        byte[] pdf = (await _node.Department.ReadAsync($"{Calls.Licences}/{identifier}/pdf")).Bytes;

        Assert.Equal("frozen", (await ActAsync(seal, "freezing", "clerk-1", "密钥疑似泄露"))["state"]);
        Calls.AssertProblem(await _node.Department.IssueAsync(Calls.GoodLicence()), HttpStatusCode.Forbidden, "seal-not-in-force");
        Assert.Contains("seal-not-in-force", (await _node.Department.ReadAsync($"{Seals}/refused-uses")).Text, StringComparison.Ordinal);

        byte[] later = (await _node.Department.ReadAsync($"{Calls.Licences}/{identifier}/pdf")).Bytes;
        using TrustedVerifier verifier = TrustedVerifier.Load(_node.TrustFolderPath, TimeProvider.System);
        foreach ((byte[] file, bool offline, bool tells) in new[] { (pdf, true, false), (pdf, false, true), (later, true, true) })
        {
            Verdict verdict = await verifier.VerifyAsync(file, offline, CancellationToken.None);
            Assert.True(verdict.Conclusion == Conclusion.Valid, VerdictPrinter.Print(verdict));
            Check standing = verdict.Checks.Single(check => check.Name == "seal-standing");
            Assert.Equal(CheckResult.Passed, standing.Result);
            Assert.Equal(tells, standing.English.Contains("it was frozen", StringComparison.Ordinal));
        }

        Assert.Equal("in-force", (await ActAsync(seal, "unfreezing", "clerk-1", "已核实"))["state"]);
        await _node.Department.IssueAsync();
    }

    [Fact]
    public async Task A_second_seal_is_applied_for_decided_on_by_others_and_installed()
    {
        await TakenOverAsync();
        Answer applied = await PostAsync(_node.Department, "", new JsonObject { ["operator"] = "clerk-1", ["reason"] = "换章" });
        Assert.True(applied.Status == HttpStatusCode.Created, applied.Text);
        string seal = applied["seal"];
        Assert.Equal($"{Seals}/{seal}", applied.Headers["Location"]);
        Assert.Equal(("applied", DemoWorld.Authorities[0].Name + "电子证照专用章"), (applied["state"], applied["name"]));

        Calls.AssertProblem(await PostAsync(_node.Department, $"/{seal}/approval", BodyOf("head-1")), HttpStatusCode.Forbidden, "not-allowed");
        Calls.AssertProblem(await PostAsync(_second, $"/{seal}/approval", BodyOf("clerk-1")), HttpStatusCode.Forbidden, "not-allowed");
        Answer approved = await PostAsync(_second, $"/{seal}/approval", BodyOf("head-1"));
        Assert.Equal("approved", approved["state"]);

        // The files in the key folder are those of the seal in use.
        Calls.AssertProblem(
            await PostAsync(_node.Department, $"/{seal}/installation", BodyOf("clerk-1")), HttpStatusCode.Conflict, "already-exists");
        Assert.Equal("revoked", (await RevokeAsync(seal, "withdrawn"))["state"]);
        Assert.Contains("image/svg+xml", (await _node.Department.ReadAsync($"{Seals}/{seal}/picture")).Headers["Content-Type"], StringComparison.Ordinal);
        JsonArray steps = (await _node.Department.ReadAsync($"{Seals}/{seal}")).Json["steps"]!.AsArray();
        Assert.Equal(["clerk-1", "head-1", "clerk-1"], steps.Select(step => (string)step!["operator"]!));
        Assert.Equal("换章", (string)steps[0]!["reason"]!);
    }

    [Fact]
    public async Task Grants_narrow_what_may_be_sealed_and_the_use_log_tells_by_which()
    {
        string seal = await TakenOverAsync();
        JsonObject everything = (await _node.Department.ReadAsync($"{Seals}/{seal}/grants")).Json["grants"]!.AsArray().Single()!.AsObject();
        Answer withdrawn = await PostAsync(_node.Department, $"/{seal}/grants/{everything["grant"]}/withdrawal", BodyOf("head-1", "改为逐项授权"));
        Assert.NotNull(withdrawn.Json["withdrawnAt"]);
        Calls.AssertProblem(await _node.Department.IssueAsync(Calls.GoodLicence()), HttpStatusCode.Forbidden, "seal-not-granted");

        JsonObject licence = Calls.GoodLicence();
        Answer granted = await PostAsync(_node.Department, $"/{seal}/grants", new JsonObject
        {
            ["operator"] = "head-1",
            ["licenceType"] = (string)licence["type"]!,
            ["grantedSystem"] = "test",
            ["count"] = 1,
        });
        Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);
        Calls.AssertProblem(await _second.IssueAsync(Calls.GoodLicence()), HttpStatusCode.Forbidden, "seal-not-granted");
        string identifier = (await _node.Department.IssueAsync(licence))["identifier"];
        Calls.AssertProblem(await _node.Department.IssueAsync(Calls.GoodLicence()), HttpStatusCode.Forbidden, "seal-not-granted");

        JsonNode use = (await _node.Department.ReadAsync($"{Seals}/{seal}/uses")).Json["uses"]!.AsArray().Single()!;
        Assert.Equal((identifier, granted["grant"], "test"), ((string)use["identifier"]!, (string)use["grant"]!, (string)use["system"]!));
        JsonNode now = (await _node.Department.ReadAsync($"{Seals}/{seal}/grants")).Json["grants"]!.AsArray()[1]!;
        Assert.Equal((1, 1), ((int)now["used"]!, (int)now["count"]!));
    }

    [Fact]
    public async Task A_grant_for_an_operator_shows_the_account_to_its_authority_alone()
    {
        string seal = await TakenOverAsync();
        Answer granted = await PostAsync(_node.Department, $"/{seal}/grants", new JsonObject { ["operator"] = "head-1", ["grantedOperator"] = "clerk-7" });
        Assert.Equal(("clerk-7", true), (granted["operator"], (bool)granted.Json["forOperator"]!));
        Calls.AssertProblem(await _node.OtherDepartment.ReadAsync($"{Seals}/{seal}/grants"), HttpStatusCode.NotFound, "not-found");
        Calls.AssertProblem(await _node.OtherDepartment.ReadAsync($"{Seals}/{seal}"), HttpStatusCode.NotFound, "not-found");
        Calls.AssertProblem(await PostAsync(_node.OtherDepartment, $"/{seal}/freezing", BodyOf("x", "y")), HttpStatusCode.NotFound, "not-found");
        Calls.AssertProblem(await _node.Department.ReadAsync($"{Seals}/0123"), HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("{\"operator\":\"head-1\",\"licenceType\":\"11100000MBDEM901XT999\"}", "/licenceType")]
    [InlineData("{\"operator\":\"head-1\",\"grantedSystem\":\"other\"}", "/grantedSystem")]
    [InlineData("{\"operator\":\"head 1\"}", "/operator")]
    [InlineData("{\"operator\":\"head-1\",\"count\":0}", "/count")]
    public async Task A_grant_names_what_there_is(string body, string field)
    {
        Answer answer = await PostAsync(_node.Department, $"/{await TakenOverAsync()}/grants", JsonNode.Parse(body)!.AsObject());
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal(field, answer["field"]);
    }

    [Fact]
    public async Task A_picture_with_a_script_is_refused_before_anything_is_entered()
    {
        byte[] svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>1</script></svg>"u8.ToArray();
        JsonObject application = new() { ["operator"] = "clerk-1", ["picture"] = new JsonObject { ["data"] = Convert.ToBase64String(svg) } };
        Answer answer = await PostAsync(_node.Department, "", application);
        Calls.AssertProblem(answer, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal("/picture/data", answer["field"]);
        Assert.Single((await _node.Department.ReadAsync(Seals)).Json["seals"]!.AsArray());
    }

    private static JsonObject BodyOf(string account, string? reason = null)
    {
        JsonObject act = new() { ["operator"] = account };
        if (reason is not null)
        {
            act["reason"] = reason;
        }

        return act;
    }

    private async Task<string> TakenOverAsync()
    {
        JsonNode only = (await _node.Department.ReadAsync(Seals)).Json["seals"]!.AsArray().Single()!;
        Assert.Equal(("in-force", "taken-over"), ((string)only["state"]!, (string)only["origin"]!));
        return (string)only["seal"]!;
    }

    private async Task<Answer> ActAsync(string seal, string act, string account, string reason)
    {
        Answer answer = await PostAsync(_node.Department, $"/{seal}/{act}", BodyOf(account, reason));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer;
    }

    private Task<Answer> RevokeAsync(string seal, string reason) =>
        PostAsync(_node.Department, $"/{seal}/revocation", new JsonObject { ["operator"] = "clerk-1", ["reasonCode"] = reason });

    private static Task<Answer> PostAsync(HttpClient client, string path, JsonObject body) =>
        client.PostJsonAsync(Seals + path, body, Calls.NewKey());
}
