using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Api.Tests.Consents;

/// <summary>Uses over real sockets: on a holder's consent and without one, and what the holder, the log and the audit log say of them.</summary>
public sealed class UseEndpointsTests(SignInScene scene) : IClassFixture<SignInScene>
{
    [Fact]
    public async Task A_department_reads_what_a_holder_allowed_the_holder_sees_it_and_after_the_withdrawal_nothing_is_given()
    {
        JsonObject licence = Calls.GoodLicence();
        string identifier = (await scene.Node.Department.IssueAsync(licence))["identifier"];
        (string codeType, string code) = ((string)licence["holder"]!["codeType"]!, (string)licence["holder"]!["code"]!);
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { [$"code_{codeType}"] = code, ["sub"] = "used" });
        JsonObject terms = ConsentBodies.Consent(scene.Clock.Now);
        terms["licences"]![0]!["licence"] = identifier;
        Answer granted = await holder.PostAsync("/api/v1/me/consents", terms);
        Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);

        JsonObject body = ConsentBodies.Use(identifier, ("kind", "consent"), ("consent", granted["consent"]));
        string key = Calls.NewKey();
        Answer used = await UseAsync(body, key);
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        LicenceDocument shown = LicenceDocument.Parse(Convert.FromBase64String(used["document"]));
        Assert.True(shown.HasFieldsOfStatement);
        Assert.Equal(((string)licence["fields"]!["MC"]!, (string?)null), (shown["KZ_MC"], shown["KZ_FDDBR"]));
        Assert.Equal("valid", (string)used.Json["licence"]!["status"]!);
        Assert.Equal(used["use"], (await UseAsync(body, key))["use"]);
        Answer status = await scene.Node.Anyone.ReadAsync($"/log/status/{used["usesMapKey"]}");
        Assert.Equal(1, status.Json["status"]!["version"]!.GetValue<int>());

        JsonObject seen = (await holder.GetAsync("/api/v1/me/uses")).Json["uses"]![0]!.AsObject();
        Assert.Contains("普陀区卫生健康委员会（经办 clerk-9）因“核验经营主体”（食品经营许可新办）查看了您的《营业执照》的", (string)seen["chinese"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("食品经营许可新办", (string)seen["english"]!, StringComparison.Ordinal);
        Assert.EndsWith("Basis: your consent.", (string)seen["english"]!, StringComparison.Ordinal);
        Assert.Equal(used["use"], (string)seen["use"]!);
        Assert.Equal(HttpStatusCode.OK, (await holder.PostAsync((string)seen["withdrawal"]!)).Status);
        Calls.AssertProblem(await UseAsync(body, Calls.NewKey()), HttpStatusCode.Forbidden, "consent-not-in-force");
        Calls.AssertProblem(await UseAsync(body, key), HttpStatusCode.Forbidden, "consent-not-in-force");
        NothingPersonal([(string)licence["holder"]!["name"]!, code, "clerk-9", "BJ-2026-0042"], identifier);
    }

    [Fact]
    public async Task Without_a_consent_a_use_needs_a_basis_and_a_stranger_learns_nothing()
    {
        JsonObject licence = Calls.GoodLicence();
        string identifier = (await scene.Node.Department.IssueAsync(licence))["identifier"];
        JsonObject inspection = await ConsentBodies.InspectionAsync(scene.Node.Department, identifier, licence["holder"]!, scene.Clock.Now);
        JsonObject bare = inspection.DeepClone().AsObject();
        bare.Remove("basis");
        Calls.AssertProblem(await scene.Node.Department.PostJsonAsync("/api/v1/uses", Encoding.UTF8.GetBytes(bare.ToJsonString()), Calls.NewKey()), HttpStatusCode.Forbidden, "not-allowed");
        Answer inspected = await scene.Node.Department.PostJsonAsync("/api/v1/uses", inspection, Calls.NewKey());
        Assert.True(inspected.Status == HttpStatusCode.Created, inspected.Text);
        Answer foreign = await UseAsync(ConsentBodies.Assistance(identifier), Calls.NewKey());
        Answer unknown = await UseAsync(ConsentBodies.Use(identifier, ("kind", "consent"), ("consent", new string('7', 32))), Calls.NewKey());
        Calls.AssertProblem(foreign, HttpStatusCode.NotFound, "not-found");
        Assert.Equal(foreign.Text, unknown.Text);
    }

    [Fact]
    public async Task A_department_fetches_the_file_of_a_material_that_its_holder_opened_whole_or_in_parts_until_it_is_withdrawn()
    {
        byte[] file = [.. MaterialCalls.Pdf("另一省的窗口要用的平面图"), .. new byte[100_000]];
        string material = (string)(await scene.Node.Department.HandInAsync(file: file))["material"]!["identifier"]!;
        JsonObject of = MaterialCalls.Plan()["holder"]!.AsObject();
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { [$"code_{of["codeType"]}"] = (string)of["code"]!, ["sub"] = "of-materials" });
        JsonObject terms = ConsentBodies.Consent(scene.Clock.Now);
        terms["licences"] = new JsonArray();
        terms["materials"] = new JsonArray("CL030101");
        Answer granted = await holder.PostAsync("/api/v1/me/consents", terms);
        Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);

        JsonObject body = ConsentBodies.OfMaterial(ConsentBodies.Use("CL030101", ("kind", "consent"), ("consent", granted["consent"])));
        Answer used = await UseAsync(body, Calls.NewKey());
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        JsonObject taken = used.Json["material"]!.AsObject();
        Assert.Equal((material, file.Length, Convert.ToHexStringLower(SHA256.HashData(file))), ((string)taken["identifier"]!, (int)taken["length"]!, (string)taken["sha256"]!));
        string address = (string)taken["file"]!;
        Assert.Equal(file, await scene.Node.OtherDepartment.GetByteArrayAsync(address));
        Assert.Equal(file[66_000..66_100], await scene.Node.OtherDepartment.GetByteArrayAsync(address + "?from=66000&length=100"));
        Calls.AssertProblem(await scene.Node.OtherDepartment.ReadAsync(address + $"?from={file.Length}"), HttpStatusCode.UnprocessableEntity, "invalid-field");
        Calls.AssertProblem(await scene.Node.Department.ReadAsync(address), HttpStatusCode.NotFound, "not-found");

        JsonObject seen = (await holder.GetAsync("/api/v1/me/uses")).Json["uses"]![0]!.AsObject();
        Assert.Contains("取用了您的材料《场所平面图（经营场所）》的文件。依据：您的授权。", (string)seen["chinese"]!, StringComparison.Ordinal);
        Assert.Equal((material, true), ((string)seen["material"]!, (bool)seen["file"]!));
        Assert.Equal(HttpStatusCode.OK, (await holder.PostAsync((string)seen["withdrawal"]!)).Status);
        Calls.AssertProblem(await scene.Node.OtherDepartment.ReadAsync(address), HttpStatusCode.Forbidden, "consent-not-in-force");
        body["licence"] = material;
        Calls.AssertProblem(await UseAsync(body, Calls.NewKey()), HttpStatusCode.UnprocessableEntity, "missing-field");
    }

    private Task<Answer> UseAsync(JsonObject body, string key) =>
        scene.Node.OtherDepartment.PostJsonAsync("/api/v1/uses", Encoding.UTF8.GetBytes(body.ToJsonString()), key);

    /// <summary>Neither log nor audit log nor rows say who it was, through whom, or in which case.</summary>
    private void NothingPersonal(string[] personal, string identifier)
    {
        using LedgerRead rows = scene.Node.Node.Ledger.Read();
        Column[] columns = [Column.Entries, Column.Bodies, Column.AuditEntries, Column.Consents, Column.UsesByHolder, Column.UsesByCaller];
        foreach ((byte[] key, byte[] value) in columns.SelectMany(column => rows.Scan(column, [])))
        {
            string text = Encoding.UTF8.GetString([.. key, .. value]);
            Assert.All(personal, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
            Assert.False(text.Contains("use.made", StringComparison.Ordinal) && text.Contains(identifier, StringComparison.Ordinal));
        }
    }
}
