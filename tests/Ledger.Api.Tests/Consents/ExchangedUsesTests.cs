using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Commands;
using Ledger.Api.Tests.Commands;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Verification;
using Ledger.Node.Exchange;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Tests.Consents;

/// <summary>A department of Jiangsu uses what Shanghai holds, through both provinces' nodes.</summary>
public sealed class ExchangedUsesTests(ExchangeScene scene) : IClassFixture<ExchangeScene>
{
    private static readonly string Shanghai = Ledger.Api.Demo.DemoWorld.Provinces[0].Division;

    [Fact]
    public async Task A_licence_comes_verified_its_holder_sees_who_used_it_and_after_the_withdrawal_nothing_comes()
    {
        (string identifier, JsonObject of) = await scene.IssueAsync();
        using TestVisitor holder = scene.Visitor();
        string consent = await scene.GrantAsync(of, identifier, holder);
        JsonObject body = ConsentBodies.Elsewhere(identifier, consent, Shanghai);
        string key = Calls.NewKey();
        Answer used = await scene.AskAsync(body, key);
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        Assert.Equal((identifier, Shanghai), (used["licence"], used["province"]));
        LicenceDocument shown = LicenceDocument.Parse(Convert.FromBase64String(used["document"]));
        Assert.True(shown.HasFieldsOfStatement);
        Assert.Equal(((string)Calls.GoodLicence()["fields"]!["MC"]!, (string?)null), (shown["KZ_MC"], shown["KZ_FDDBR"]));
        Assert.Equal(used["use"], (await scene.AskAsync(body, key))["use"]);

        JsonObject seen = (await holder.GetAsync("/api/v1/me/uses")).Json["uses"]![0]!.AsObject();
        Assert.Equal((used["use"], ExchangeScene.Suzhou), ((string)seen["use"]!, (string)seen["authority"]!));
        Assert.Equal(HttpStatusCode.OK, (await holder.PostAsync((string)seen["withdrawal"]!)).Status);
        Calls.AssertProblem(await scene.AskAsync(body), HttpStatusCode.Forbidden, "consent-not-in-force");
        Calls.AssertProblem(await scene.AskAsync(body, key), HttpStatusCode.Forbidden, "consent-not-in-force");
        Calls.AssertProblem(await scene.AskAsync(ConsentBodies.Elsewhere(identifier, consent, "330000")), HttpStatusCode.UnprocessableEntity, "invalid-field");
    }

    [Fact]
    public async Task An_inspector_of_another_province_reads_what_the_authority_that_registered_the_plan_issued_and_nothing_without_it()
    {
        (string identifier, JsonObject of) = await scene.IssueAsync();
        JsonObject plan = ConsentBodies.Plan(of, scene.Clock.Now);
        plan["authorities"] = new JsonArray(ExchangeScene.Suzhou);
        JsonObject use = ConsentBodies.Inspection(identifier, (string)plan["number"]!);
        use["province"] = Shanghai;
        Answer before = await scene.AskAsync(use);
        Calls.AssertProblem(before, HttpStatusCode.Forbidden, "inspection-not-in-force");
        Assert.Contains("未在本省报备", before.Text, StringComparison.Ordinal);
        Answer registered = await scene.Source.Department.PostJsonAsync("/api/v1/inspections", plan, Calls.NewKey());
        Assert.True(registered.Status == HttpStatusCode.Created, registered.Text);
        Answer read = await scene.AskAsync(use);
        Assert.True(read.Status == HttpStatusCode.Created, read.Text);
        Assert.Equal(identifier, read["licence"]);
        use["operator"] = "clerk-8";
        Calls.AssertProblem(await scene.AskAsync(use), HttpStatusCode.Forbidden, "inspection-not-covering");
    }

    [Fact]
    public async Task A_file_comes_in_parts_and_is_what_the_other_log_committed_to()
    {
        byte[] filling = new byte[OutgoingLimits.ProvincePartBytes + 100_000];
        Random.Shared.NextBytes(filling);
        byte[] file = [.. MaterialCalls.Pdf("跨省取用的平面图"), .. filling];
        (string material, JsonObject of) = await scene.HandInAsync(file);
        using TestVisitor holder = scene.Visitor();
        string consent = await scene.GrantAsync(of, ConsentBodies.BusinessType, holder);
        JsonObject body = ConsentBodies.OfMaterial(ConsentBodies.Elsewhere(material, consent, Shanghai));
        Answer used = await scene.AskAsync(body);
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        string address = (string)used.Json["material"]!["file"]!;
        Assert.Equal(file, await scene.Department.GetByteArrayAsync(address));
        Calls.AssertProblem(await scene.Department.ReadAsync(address.Replace("/file", "0/file", StringComparison.Ordinal)), HttpStatusCode.NotFound, "not-found");
        body["fields"] = new JsonArray("X");
        Calls.AssertProblem(await scene.AskAsync(body), HttpStatusCode.UnprocessableEntity, "invalid-field");
    }

    [Fact]
    public async Task Who_has_a_certificate_opens_and_verifies_alone_and_no_node_in_between_reads()
    {
        byte[] file = MaterialCalls.Pdf("信封中的平面图");
        (string material, JsonObject of) = await scene.HandInAsync(file);
        (string identifier, JsonObject _) = await scene.IssueAsync(of);
        using TestVisitor holder = scene.Visitor();
        string consent = await scene.GrantAsync(of, identifier, holder);
        byte[] answer = await SealedAsync(ConsentBodies.Elsewhere(identifier, consent, Shanghai));
        Assert.Null(scene.Envelopes.TryOpen(Envelope.Parse(answer)));
        CommandRun opened = await OpenAsync(answer, "--licence", identifier);
        Assert.True(opened.ExitCode == ExitCode.Done, opened.Errors);
        Assert.Equal((string)Calls.GoodLicence()["fields"]!["MC"]!, (string)JsonNode.Parse(opened.Output)!["fields"]!["KZ_MC"]!);
        Assert.Equal(ExitCode.DoesNotHold, (await OpenAsync(answer, "--licence", ConsentBodies.BusinessType.Replace("001", "002", StringComparison.Ordinal))).ExitCode);
        answer[^20] ^= 1;
        Assert.Equal(ExitCode.DoesNotHold, (await OpenAsync(answer, "--licence", identifier)).ExitCode);

        answer = await SealedAsync(ConsentBodies.OfMaterial(ConsentBodies.Elsewhere(material, consent, Shanghai)));
        JsonNode taken = JsonNode.Parse((await OpenAsync(answer, "--material", material)).Output)!;
        string address = $"/api/v1/exchanges/{Shanghai}/{taken["index"]}/file";
        byte[] first = await scene.Sealed.GetByteArrayAsync(address + "?length=10");
        byte[] rest = await scene.Sealed.GetByteArrayAsync(address + "?from=10");
        await File.WriteAllBytesAsync(scene.Beside("part"), first);
        Assert.Equal(ExitCode.Done, (await OpenAsync(rest, "--out", scene.Beside("whole"), scene.Beside("part"), "--sm3", (string)taken["sm3"]!)).ExitCode);
        Assert.Equal(file, await File.ReadAllBytesAsync(scene.Beside("whole")));
        Assert.Equal(ExitCode.DoesNotHold, (await OpenAsync(rest, "--out", scene.Beside("half"), "--sm3", (string)taken["sm3"]!)).ExitCode);
        Assert.False(File.Exists(scene.Beside("half")));
    }

    [Fact]
    public async Task A_node_asks_for_its_own_province_only_and_nobody_else_asks_as_one()
    {
        (string identifier, JsonObject of) = await scene.IssueAsync();
        using TestVisitor holder = scene.Visitor();
        JsonObject body = ConsentBodies.Use(identifier, ("kind", "consent"), ("consent", await scene.GrantAsync(of, identifier, holder)));
        (body["authority"], body["system"]) = (ExchangeScene.Suzhou, "suzhou");
        Assert.Equal(422, (await RawAsync(body)).Status); // to nobody in the clear
        body["envelope"] = Convert.ToBase64String(scene.Source.Node.Keys.Authorities.First().SealCertificate.Raw.Span);
        Assert.Equal(422, (await RawAsync(body)).Status); // nor to a key that signs
        body["envelope"] = Convert.ToBase64String(scene.Envelopes.Certificate.Raw.Span);
        NeighbourAnswer given = await RawAsync(body);
        Assert.Equal((201, identifier), (given.Status, (string)JsonNode.Parse(scene.Opened(given.Content))!["document"]! is { } document
            ? LicenceDocument.Parse(Convert.FromBase64String(document)).Statement.Identifier : null));
        body["authority"] = Ledger.Api.Demo.DemoWorld.IssuingAuthority;
        Assert.Equal(403, (await RawAsync(body)).Status);
        Calls.AssertProblem(
            await scene.Source.Department.PostJsonAsync(ExchangeDesk.Path, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), Calls.NewKey()), HttpStatusCode.Forbidden, "not-allowed");
        using HttpClient http = new();
        SigningClient client = new(http, scene.Asking.Key, scene.Asking.Id, scene.Clock);
        (Ledger.Crypto.HttpSignatures.HttpAnswerParts answer, _) = await client.SendAsync(
            HttpMethod.Get, new Uri(scene.Source.Address, Calls.Licences), [], contentType: null, idempotencyKey: null, CancellationToken.None);
        Assert.Equal(403, answer.Status);
    }

    /// <summary>What the system with a certificate is answered.</summary>
    private async Task<byte[]> SealedAsync(JsonObject body)
    {
        Answer answer = await scene.Sealed.PostJsonAsync("/api/v1/exchanges", System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), Calls.NewKey());
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return answer.Bytes;
    }

    /// <summary>Opens an envelope by the command, behind those that are named among the options.</summary>
    private async Task<CommandRun> OpenAsync(byte[] envelope, params string[] options)
    {
        SigningKeyFile.Save(scene.Beside("suzhou.key"), scene.SealedTo);
        await File.WriteAllBytesAsync(scene.Beside("envelope"), envelope);
        string[] others = [.. options.Where(option => option == scene.Beside("part"))];
        string[] log = options[0].StartsWith("--out", StringComparison.Ordinal) ? [] : ["--log", scene.Shanghai.Origin];
        CommandRun run = await CommandRun.OfAsync(
            OpenCommand.Create(),
            [.. others, scene.Beside("envelope"), "--key", scene.Beside("suzhou.key"), "--trust", scene.Source.TrustFolderPath, .. log, .. options.Except(others)]);
        File.Delete(scene.Beside("suzhou.key"));
        return run;
    }

    private async Task<NeighbourAnswer> RawAsync(JsonObject body)
    {
        using HttpClient http = new();
        SigningClient client = new(http, scene.Asking.Key, scene.Asking.Id, scene.Clock);
        (Ledger.Crypto.HttpSignatures.HttpAnswerParts answer, byte[] content) = await client.SendAsync(
            HttpMethod.Post, new Uri(scene.Source.Address, ExchangeDesk.Path), System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), "application/json", Calls.NewKey(), CancellationToken.None);
        return new NeighbourAnswer(answer.Status, content);
    }
}
