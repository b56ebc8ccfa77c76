using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Tests.SignIn;
using Ledger.Node.Log;

namespace Ledger.Api.Tests.Consents;

/// <summary>Consents over real sockets: who grants and withdraws them, and that nothing of them stands in the clear.</summary>
public sealed class ConsentEndpointsTests(SignInScene scene) : IClassFixture<SignInScene>
{
    private const string Own = "/api/v1/me/consents";

    [Fact]
    public async Task A_holder_grants_sees_and_withdraws_a_consent_and_nobody_else_does()
    {
        (JsonObject licence, TestVisitor holder) = await HolderAsync("granter");
        using (holder)
        {
            Answer granted = await holder.PostAsync(Own, ConsentBodies.Consent(scene.Clock.Now));
            Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);
            Assert.Equal("live", granted["state"]);
            Assert.Equal("食品经营许可新办", granted.Json["items"]![0]!["name"]!.GetValue<string>());
            Assert.Equal(HttpStatusCode.OK, (await scene.Node.Anyone.ReadAsync($"/log/status/{granted["mapKey"]}")).Status);
            Answer list = await holder.GetAsync(Own);
            Assert.Contains(granted["consent"], list.Json["consents"]!.AsArray().Select(item => item!["consent"]!.GetValue<string>()));

            using TestVisitor stranger = scene.Visitor();
            await stranger.SignInAsync(new JsonObject { ["code_111"] = "340100196505190091", ["sub"] = "stranger" });
            Assert.Empty((await stranger.GetAsync(Own)).Json["consents"]!.AsArray());
            Answer foreign = await stranger.PostAsync(granted["withdrawal"]);
            Calls.AssertProblem(foreign, HttpStatusCode.NotFound, "not-found");
            Assert.Equal((await stranger.PostAsync($"{Own}/{new string('0', 32)}/withdrawal")).Text, foreign.Text);

            Assert.Equal(HttpStatusCode.OK, (await holder.PostAsync(granted["withdrawal"])).Status);
            Calls.AssertProblem(await holder.PostAsync(granted["withdrawal"]), HttpStatusCode.Conflict, "wrong-state");
            NothingPersonal(licence);
        }
    }

    [Fact]
    public async Task Granting_needs_a_step_up_and_withdrawing_does_not()
    {
        (_, TestVisitor holder) = await HolderAsync("stepper-of-consents");
        using (holder)
        {
            Answer granted = await holder.PostAsync(Own, ConsentBodies.Consent(scene.Clock.Now));
            scene.Clock.Now += TimeSpan.FromMinutes(5);
            Calls.AssertProblem(await holder.PostAsync(Own, ConsentBodies.Consent(scene.Clock.Now)), HttpStatusCode.Forbidden, "step-up-needed");
            Assert.Equal(HttpStatusCode.OK, (await holder.PostAsync(granted["withdrawal"])).Status);
        }
    }

    [Fact]
    public async Task A_clerk_at_a_remote_window_has_the_holder_confirm_on_the_own_device()
    {
        (JsonObject licence, TestVisitor holder) = await HolderAsync("assisted");
        using (holder)
        {
            JsonObject body = ConsentBodies.Request();
            body["to"] = ConsentBodies.Consent(scene.Clock.Now)["to"]!.GetValue<string>();
            body["holder"] = new JsonObject { ["codeType"] = (string)licence["holder"]!["codeType"]!, ["code"] = (string)licence["holder"]!["code"]! };
            Answer opened = await scene.Node.OtherDepartment.PostJsonAsync("/api/v1/consent-requests", body);
            Assert.True(opened.Status == HttpStatusCode.Created, opened.Text);
            JsonObject waiting = (await holder.GetAsync("/api/v1/me/consent-requests")).Json["consents"]!.AsArray().Single()!.AsObject();
            Assert.Equal(("clerk-1", DemoWorld.Authorities[1].Code), ((string)waiting["assistance"]!["operator"]!, (string)waiting["assistance"]!["authority"]!));
            JsonObject wrong = new() { ["code"] = opened["code"] == "00000000" ? "00000001" : "00000000" };
            Calls.AssertProblem(await holder.PostAsync((string)waiting["confirmation"]!, wrong), HttpStatusCode.Forbidden, "not-allowed");
            Answer confirmed = await holder.PostAsync((string)waiting["confirmation"]!, new JsonObject { ["code"] = opened["code"] });
            Assert.True(confirmed.Status == HttpStatusCode.Created, confirmed.Text);
            Assert.Equal((opened["consent"], opened["mapKey"], "live"), (confirmed["consent"], confirmed["mapKey"], confirmed["state"]));
        }
    }

    private async Task<(JsonObject Licence, TestVisitor Holder)> HolderAsync(string subject)
    {
        JsonObject licence = Calls.GoodLicence();
        _ = await scene.Node.Department.IssueAsync(licence);
        TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { [$"code_{(string)licence["holder"]!["codeType"]!}"] = (string)licence["holder"]!["code"]!, ["sub"] = subject });
        return (licence, holder);
    }

    /// <summary>No body of an event, no leaf and no entry of the audit log has the holder's name or code, a field or the item in the clear.</summary>
    private void NothingPersonal(JsonObject licence)
    {
        string[] personal = [(string)licence["holder"]!["name"]!, (string)licence["holder"]!["code"]!, ConsentBodies.FoodItem, "KZ_MC"];
        using LedgerRead rows = scene.Node.Node.Ledger.Read();
        foreach (Ledger.Node.Storage.Column column in (Ledger.Node.Storage.Column[])
            [Ledger.Node.Storage.Column.Entries, Ledger.Node.Storage.Column.AuditEntries, Ledger.Node.Storage.Column.Consents, Ledger.Node.Storage.Column.AssistedConsents])
        {
            RequireNone(rows, column, personal);
        }

        foreach ((byte[] _, byte[] value) in rows.Scan(Ledger.Node.Storage.Column.Bodies, []))
        {
            string body = Encoding.UTF8.GetString(value);
            Assert.All(personal[..2], text => Assert.DoesNotContain(text, body, StringComparison.Ordinal));
            if (body.Contains("consent.", StringComparison.Ordinal))
            {
                Assert.All(personal, text => Assert.DoesNotContain(text, body, StringComparison.Ordinal));
            }
        }
    }

    private static void RequireNone(LedgerRead rows, Ledger.Node.Storage.Column column, string[] personal)
    {
        foreach ((byte[] key, byte[] value) in rows.Scan(column, []))
        {
            string text = Encoding.UTF8.GetString([.. key, .. value]);
            Assert.All(personal[..2], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }
}
