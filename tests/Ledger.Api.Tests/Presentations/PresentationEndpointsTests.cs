using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Ledger.Api.Tests.Documents;
using Ledger.Api.Verification;
using Ledger.Crypto.Presentations;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Presentations;

/// <summary>亮证 over HTTP: made, scanned by somebody else's scanner, verified once and not twice.</summary>
public sealed class PresentationEndpointsTests(TestNode node) : IClassFixture<TestNode>
{
    private const string Verifications = "/api/v1/verifications/presentation";

    [Fact]
    public async Task A_code_on_a_screen_is_scanned_and_valid_once()
    {
        Answer made = await PresentAsync(Good());
        using TemporaryFolder folder = new();
        string png = folder["code.png"];
        await File.WriteAllBytesAsync(png, Convert.FromBase64String(made["png"]));
        string scanned = Tool.Run("zbarimg", "zbar-tools", "--raw", "-q", png).TrimEnd('\n');
        Assert.Equal(made["text"], scanned);

        JsonObject first = await VerifyAsync(scanned);
        Assert.True(first["conclusion"]!.GetValue<string>() == "valid", first.ToJsonString());
        Assert.Equal(["ZZMC", "KZ_MC"], first["fields"]!.AsArray().Select(field => field!["name"]!.GetValue<string>()));
        Assert.Equal("passed", ResultOf(first, "status-source"));
        Assert.Equal("passed", ResultOf(first, "presentation-once"));
        Assert.True(first["claims"]![0]!["answer"]!.GetValue<bool>());

        JsonObject second = await VerifyAsync(scanned);
        Assert.Equal(("not-valid", "failed"), (second["conclusion"]!.GetValue<string>(), ResultOf(second, "presentation-once")));
        Assert.Contains("已在此出示过", second["sentence"]!["chinese"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fullest_code_is_still_read_by_a_scanner()
    {
        JsonObject body = Good();
        int room = 0;
        foreach (string field in (string[])["CZZT", "ZZBH", "KZ_LX", "KZ_ZS", "KZ_FDDBR", "KZ_ZCZB", "KZ_CLRQ"])
        {
            body["fields"]!.AsArray().Add(field);
            Answer tried = await PostAsync(body);
            if (tried.Status != HttpStatusCode.OK)
            {
                Calls.AssertProblem(tried, HttpStatusCode.RequestEntityTooLarge, "too-large");
                Assert.Contains("1200", tried["detail"], StringComparison.Ordinal);
                body["fields"]!.AsArray().RemoveAt(body["fields"]!.AsArray().Count - 1);
                continue;
            }

            room = Presentation.MaximumBytes - tried.Json["bytes"]!.GetValue<int>() - 1;
        }

        body["audience"] = new string('a', Math.Clamp(room, 1, Presentation.MaximumAudienceBytes));
        Answer full = await PresentAsync(body);
        Assert.InRange(full.Json["bytes"]!.GetValue<int>(), 1_000, Presentation.MaximumBytes);
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder["code.png"], Convert.FromBase64String(full["png"]));
        Assert.Equal(full["text"], Tool.Run("zbarimg", "zbar-tools", "--raw", "-q", folder["code.png"]).TrimEnd('\n'));
        Assert.Equal("svg", XDocument.Parse(full["svg"]).Root!.Name.LocalName);
    }

    [Fact]
    public async Task An_offline_verifier_judges_by_the_trust_folder_and_cannot_know_of_a_second_showing()
    {
        Answer made = await PresentAsync(Good());
        TrustPolicy trust = node.Policy with { Issuers = [.. node.Node.Keys.Authorities.Select(authority => authority.SigningCertificate)] };
        using PresentationJudge judge = new(trust, own: null, memory: null, TimeProvider.System);
        for (int i = 0; i < 2; i++)
        {
            PresentationVerdict verdict = await judge.VerifyAsync(made["text"], null, offline: true, CancellationToken.None);
            Assert.Equal(Conclusion.Valid, verdict.Conclusion);
            Assert.Equal(CheckResult.Noted, verdict.Checks[^1].Result);
        }

        using PresentationJudge without = new(node.Policy, own: null, memory: null, TimeProvider.System);
        PresentationVerdict unknown = await without.VerifyAsync(made["text"], null, offline: true, CancellationToken.None);
        Assert.Equal(made.Json["hasCertificate"]!.GetValue<bool>(), unknown.Conclusion == Conclusion.Valid);
    }

    [Fact]
    public async Task A_licence_revoked_since_is_not_valid_though_the_code_says_otherwise()
    {
        (string path, JsonObject body) = (await PathAsync(), Good());
        Answer made = await node.Department.PostJsonAsync(path + "/presentations", body);
        JsonObject end = new() { ["reason"] = "cancelled", ["legalBasis"] = "《中华人民共和国行政许可法》第七十条", ["operator"] = "clerk-1" };
        Answer ended = await node.Department.PostJsonAsync(path + "/revocation", end, Calls.NewKey());
        Assert.True(ended.Status == HttpStatusCode.OK, ended.Text);
        JsonObject verdict = await VerifyAsync(made["text"]);
        Assert.Equal(("not-valid", "failed"), (verdict["conclusion"]!.GetValue<string>(), ResultOf(verdict, "status-source")));
        JsonObject fresh = await VerifyAsync((await node.Department.PostJsonAsync(path + "/presentations", body))["text"]);
        Assert.Equal("failed", ResultOf(fresh, "status"));
    }

    [Fact]
    public async Task Answers_alone_name_no_licence()
    {
        JsonObject body = Good();
        body.Remove("fields");
        body["answersOnly"] = true;
        Answer made = await PresentAsync(body);
        Assert.True(made.Json["hasCertificate"]!.GetValue<bool>());
        JsonObject verdict = await VerifyAsync(made["text"]);
        Assert.Equal("valid", verdict["conclusion"]!.GetValue<string>());
        Assert.Null(verdict["identifier"]);
        Assert.Empty(verdict["fields"]!.AsArray());
    }

    [Fact]
    public async Task A_code_for_one_audience_is_for_no_other()
    {
        JsonObject body = Good();
        body["audience"] = "三号窗口";
        string text = (await PresentAsync(body))["text"];
        Assert.Equal("failed", ResultOf(await VerifyAsync(text, "四号窗口"), "presentation-audience"));
        Assert.Equal("valid", (await VerifyAsync(text, "三号窗口"))["conclusion"]!.GetValue<string>());
    }

    [Fact]
    public async Task Whatever_is_sent_gets_a_verdict_or_a_problem()
    {
        foreach (string text in (string[])["LP1:", "LP1:ABC", "HC1:6BF", new string('0', 4_000)])
        {
            Assert.Equal("failed", ResultOf(await VerifyAsync(text), "presentation-form"));
        }

        Calls.AssertProblem(
            await node.Anyone.PostJsonAsync(Verifications, new JsonObject { ["text"] = new string('0', 4_001) }), HttpStatusCode.UnprocessableEntity, "invalid-field");
        JsonObject wrong = Good();
        wrong["claims"] = new JsonArray(new JsonObject { ["question"] = "rich" });
        Answer refused = await PostAsync(wrong);
        Calls.AssertProblem(refused, HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Equal("/claims/0/question", refused["field"]);
        wrong = Good();
        wrong["surprise"] = 1;
        Calls.AssertProblem(await PostAsync(wrong), HttpStatusCode.UnprocessableEntity, "unknown-field");
        Calls.AssertProblem(
            await node.OtherDepartment.PostJsonAsync(await PathAsync() + "/presentations", Good()), HttpStatusCode.NotFound, "not-found");
    }

    private static JsonObject Good() => new()
    {
        ["fields"] = new JsonArray("ZZMC", "KZ_MC"),
        ["claims"] = new JsonArray(new JsonObject { ["question"] = "in-force", ["since"] = "2999-01-01" }),
    };

    private async Task<string> PathAsync() => $"{Calls.Licences}/{(await node.Department.IssueAsync())["identifier"]}";

    private async Task<Answer> PostAsync(JsonObject body) => await node.Department.PostJsonAsync(await PathAsync() + "/presentations", body);

    private async Task<Answer> PresentAsync(JsonObject body)
    {
        Answer made = await PostAsync(body);
        Assert.True(made.Status == HttpStatusCode.OK, made.Text);
        Assert.Contains("no-store", made.Headers["Cache-Control"], StringComparison.Ordinal);
        return made;
    }

    private async Task<JsonObject> VerifyAsync(string text, string? audience = null)
    {
        JsonObject body = new() { ["text"] = text };
        if (audience is not null)
        {
            body["audience"] = audience;
        }

        Answer answer = await node.Anyone.PostJsonAsync(Verifications, body);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    private static string ResultOf(JsonObject verdict, string check) =>
        verdict["checks"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == check)!["result"]!.GetValue<string>();
}
