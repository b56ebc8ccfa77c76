using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Node.Auditing;

namespace Ledger.Api.Tests.SignIn;

/// <summary>Who signs in, and what they read, stands in the audit log as somebody's doing and nobody's name.</summary>
public sealed class AuditedSignInTests(SignInScene scene) : IClassFixture<SignInScene>
{
    [Fact]
    public async Task A_sign_in_a_read_and_the_end_of_the_session_are_recorded_as_one_persons()
    {
        JsonObject licence = Calls.GoodLicence();
        string identifier = (await scene.Node.Department.IssueAsync(licence))["identifier"];
        string code = licence["holder"]!["code"]!.GetValue<string>();
        long before = scene.Node.Node.Ledger.AuditSize;
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { [$"code_{licence["holder"]!["codeType"]!.GetValue<string>()}"] = code, ["sub"] = "recorded" });
        await holder.GetAsync($"/api/v1/me/licences/{identifier}");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await holder.PostAsync("/api/v1/session/end")).Status);

        await scene.Node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        AuditEntry[] entries = [.. scene.Node.Node.AuditReading.Page(before, AuditReading.MostEntries, null).Entries.Select(entry => AuditEntries.Parse(entry.Bytes))];
        Assert.Equal(
            ["GET /sign-in/{provider}/callback", "GET /api/v1/me/licences/{identifier}", "POST /api/v1/session/end"],
            entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal((AuditActor.Citizen, "", ""), (entry.Actor, entry.System, entry.Code)));
        ByteString person = Assert.Single(entries.Select(entry => entry.Person).Distinct());
        Assert.Equal(16, person.Length);
        string text = string.Concat(entries.Select(entry => entry.ToString()));
        Assert.DoesNotContain("recorded", text, StringComparison.Ordinal);
        Assert.DoesNotContain(code, text, StringComparison.Ordinal);
    }
}
