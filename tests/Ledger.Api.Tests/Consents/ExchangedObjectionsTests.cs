using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.HttpSignatures;
using Ledger.Node.Exchange;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Tests.Consents;

/// <summary>A holder in Shanghai objects to what Suzhou used; Suzhou reads and answers it at its own node, and nobody else does.</summary>
public sealed class ExchangedObjectionsTests(ExchangeScene scene) : IClassFixture<ExchangeScene>
{
    private static readonly string Shanghai = Ledger.Api.Demo.DemoWorld.Provinces[0].Division;
    private static readonly string Address = $"/api/v1/exchanges/{Shanghai}/objections";

    [Fact]
    public async Task A_department_reads_an_objection_to_its_use_in_another_province_answers_it_once_and_the_holder_sees_that()
    {
        (string identifier, JsonObject of) = await scene.IssueAsync();
        using TestVisitor holder = scene.Visitor();
        string consent = await scene.GrantAsync(of, identifier, holder);
        Answer used = await scene.AskAsync(ConsentBodies.Elsewhere(identifier, consent, Shanghai));
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        Answer objected = await holder.PostAsync($"/api/v1/me/uses/{used.Json["index"]}/objection", new JsonObject { ["text"] = "我没有在苏州办事。" });
        Assert.True(objected.Status == HttpStatusCode.Created, objected.Text);

        JsonObject seen = Assert.Single((await scene.Department.ReadAsync(Address)).Json["objections"]!.AsArray(), one => (string)one!["use"]! == used["use"])!.AsObject();
        Assert.Equal(("我没有在苏州办事。", null), ((string)seen["text"]!, seen["answer"]));
        byte[] toAnother = await scene.Sealed.GetByteArrayAsync(Address);
        Assert.Null(scene.Envelopes.TryOpen(Envelope.Parse(toAnother))); // the node in between does not read it

        string path = $"{Address}/{seen["index"]}/answer";
        JsonObject answer = new() { ["outcome"] = "upheld", ["text"] = "经办人误录。", ["correction"] = "已删除。", ["operator"] = "clerk-3" };
        Calls.AssertProblem(await scene.Sealed.PostJsonAsync(path, answer, Calls.NewKey()), HttpStatusCode.NotFound, "not-found");
        JsonObject half = answer.DeepClone().AsObject();
        half.Remove("correction");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await scene.Department.PostJsonAsync(path, half, Calls.NewKey())).Status);
        string key = Calls.NewKey();
        Answer first = await scene.Department.PostJsonAsync(path, answer, key);
        Assert.True(first.Status == HttpStatusCode.Created, first.Text);
        Assert.Equal(first.Json["index"]!.ToString(), (await scene.Department.PostJsonAsync(path, answer, key)).Json["index"]!.ToString());
        Calls.AssertProblem(await scene.Department.PostJsonAsync(path, answer, Calls.NewKey()), HttpStatusCode.Conflict, "wrong-state");
        JsonObject use = (await holder.GetAsync("/api/v1/me/uses")).Json["uses"]!.AsArray().Single(one => (string)one!["use"]! == used["use"])!.AsObject();
        Assert.Contains("经办人误录。", use.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);

        // A province's node speaks for authorities of its own province only.
        JsonObject foreign = new() { ["authority"] = Ledger.Api.Demo.DemoWorld.IssuingAuthority, ["system"] = "test" };
        foreign["envelope"] = Convert.ToBase64String(scene.Envelopes.Certificate.Raw.Span);
        using HttpClient http = new();
        (HttpAnswerParts refused, byte[] content) = await new SigningClient(http, scene.Asking.Key, scene.Asking.Id, scene.Clock).SendAsync(
            HttpMethod.Post, new Uri(scene.Source.Address, ExchangeDesk.ObjectionPath), CanonicalJson.Write(foreign), "application/json", null, CancellationToken.None);
        Assert.Equal((403, "not-allowed"), (refused.Status, (string)JsonNode.Parse(Encoding.UTF8.GetString(content))!["code"]!));
    }
}
