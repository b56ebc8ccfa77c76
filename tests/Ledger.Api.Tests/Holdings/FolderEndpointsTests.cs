using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Holdings;

/// <summary>What people see of their own, over real sockets.</summary>
public sealed class FolderEndpointsTests(SignInScene scene) : IClassFixture<SignInScene>
{
    [Fact]
    public async Task A_company_sees_all_that_there_is_of_it_in_one_answer_takes_its_file_and_objects_to_a_use()
    {
        byte[] file = MaterialCalls.Pdf("本公司的平面图");
        string material = (string)(await scene.Node.Department.HandInAsync(file: file))["material"]!["identifier"]!;
        JsonObject of = MaterialCalls.Plan()["holder"]!.AsObject();
        JsonObject who = new() { [$"code_{of["codeType"]}"] = (string)of["code"]!, ["sub"] = "folder" };
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(who);
        Answer used = await scene.Node.Department.PostJsonAsync("/api/v1/uses", ConsentBodies.OfMaterial(await ConsentBodies.InspectionAsync(scene.Node.Department, material, of, scene.Clock.Now)), Calls.NewKey());
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);

        JsonObject folder = (await holder.GetAsync("/api/v1/me/folder")).Json.AsObject();
        Assert.Equal((string)of["name"]!, (string)folder["holders"]![0]!["name"]!);
        JsonObject own = folder["materials"]!["materials"]!.AsArray().Single(one => (string)one!["identifier"]! == material)!.AsObject();
        JsonObject use = folder["uses"]!["uses"]![0]!.AsObject();
        Assert.Contains("执法检查，检查码", (string)use["chinese"]!, StringComparison.Ordinal);
        Assert.Contains((string)of["name"]!, (await holder.GetAsync($"/api/v1/me/materials/{material}")).Text, StringComparison.Ordinal);
        Assert.Contains(material, (await holder.GetAsync("/api/v1/me/materials?limit=200")).Text, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(file), (await holder.GetAsync((string)own["file"]!)).Text);

        JsonObject says = new() { ["text"] = "本店当日没有接受检查。" };
        string address = (string)use["objection"]!;
        Answer objected = await holder.PostAsync(address, says);
        Assert.True(objected.Status == HttpStatusCode.Created, objected.Text);
        Calls.AssertProblem(await holder.PostAsync(address, says), HttpStatusCode.Conflict, "wrong-state");
        JsonObject after = (await holder.GetAsync("/api/v1/me/uses")).Json["uses"]![0]!.AsObject();
        Assert.Equal((true, null), (after["objectedAt"] is not null, after["objection"]));
        JsonArray known = (await scene.Node.Department.ReadAsync("/api/v1/uses/objections")).Json["objections"]!.AsArray();
        Assert.Equal((string)says["text"]!, (string)known[0]!["text"]!);
        JsonObject answer = new() { ["outcome"] = "upheld", ["text"] = "检查对象登记有误。", ["correction"] = "已更正登记，删除所取内容。", ["operator"] = "clerk-9" };
        string objection = $"/api/v1/uses/objections/{known[0]!["index"]}/answer";
        Calls.AssertProblem(await scene.Node.OtherDepartment.PostJsonAsync(objection, answer, Calls.NewKey()), HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.Created, (await scene.Node.Department.PostJsonAsync(objection, answer, Calls.NewKey())).Status);
        Calls.AssertProblem(await scene.Node.Department.PostJsonAsync(objection, answer, Calls.NewKey()), HttpStatusCode.Conflict, "wrong-state");
        JsonNode told = (await holder.GetAsync("/api/v1/me/uses")).Json["uses"]![0]!["answer"]!;
        Assert.Equal(("upheld", (string)answer["correction"]!), ((string)told["outcome"]!, (string)told["correction"]!));

        using TestVisitor stranger = scene.Visitor();
        await stranger.SignInAsync(new JsonObject { ["code_111"] = "340100196505190091", ["sub"] = "no-folder" });
        JsonObject nothing = (await stranger.GetAsync("/api/v1/me/folder")).Json.AsObject();
        Assert.All(["licences", "materials", "consents", "uses"], list => Assert.Empty(nothing[list]![list]!.AsArray()));
        foreach (string path in new[] { "", "/file" })
        {
            Calls.AssertProblem(await stranger.GetAsync($"/api/v1/me/materials/{material}{path}"), HttpStatusCode.NotFound, "not-found");
        }

        Calls.AssertProblem(await stranger.PostAsync(address, says), HttpStatusCode.NotFound, "not-found");
        Calls.AssertProblem(
            await stranger.PostAsync("/api/v1/me/minors/uses", new JsonObject { ["child"] = new JsonObject { ["codeType"] = "111", ["code"] = "310107202103010040" } }, withKey: false),
            HttpStatusCode.Forbidden, "not-allowed");
    }
}
