using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Holdings;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.Verification;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Api.Tests.Holdings;

/// <summary>A holder takes everything along, and checks it without the ledger.</summary>
public sealed class ExportEndpointsTests(SignInScene scene) : IClassFixture<SignInScene>
{
    private const string Export = "/api/v1/me/export";

    [Fact]
    public async Task All_that_there_is_of_a_company_is_in_the_export_signed_and_each_licence_proves_itself()
    {
        string material = (string)(await scene.Node.Department.HandInAsync())["material"]!["identifier"]!;
        JsonObject of = MaterialCalls.Plan()["holder"]!.AsObject();
        JsonObject licence = Calls.GoodLicence();
        licence["holder"] = of.DeepClone();
        string identifier = (await scene.Node.Department.IssueAsync(licence))["identifier"];
        Answer used = await scene.Node.Department.PostJsonAsync("/api/v1/uses", ConsentBodies.OfMaterial(await ConsentBodies.InspectionAsync(scene.Node.Department, material, of, scene.Clock.Now)), Calls.NewKey());
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { [$"code_{of["codeType"]}"] = (string)of["code"]!, ["sub"] = "exporting" });
        Answer export = await holder.GetAsync(Export);
        Assert.True(export.Status == HttpStatusCode.OK, export.Text);

        JsonObject[] lines = [.. export.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
        Assert.Equal(("export", "signature"), ((string)lines[0]["kind"]!, (string)lines[^1]["kind"]!));
        Assert.Equal((string)of["code"]!, (string)Of("holder")[0]["code"]!);
        Assert.Contains(identifier, Of("licence").Select(line => (string)line["identifier"]!));
        Assert.Contains(material, Of("material").Select(line => (string)line["identifier"]!));
        Assert.Contains("执法检查", (string)Of("use")[0]["chinese"]!, StringComparison.Ordinal);

        IReadOnlyList<Check> checks = await CheckAsync(Encoding.UTF8.GetBytes(export.Text));
        Assert.All(checks, check => Assert.True(check.Result is CheckResult.Passed, check.English));
        Assert.Equal(Of("licence").Length, checks.Count(check => check.Name == "export-licence"));
        JsonObject[] Of(string kind) => [.. lines.Where(line => (string)line["kind"]! == kind)];

        // A line less, a line twice, another name, a licence's own bytes, nothing at the end.
        string[] texts = export.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string document = (string)Of("licence")[0]["document"]!;
        string[] broken =
        [
            string.Join('\n', texts.Where((_, place) => place != 1)), string.Join('\n', texts.Prepend(texts[0])),
            export.Text.Replace((string)of["name"]!, "另一家公司", StringComparison.Ordinal), string.Join('\n', texts[..^1]), export.Text + texts[1],
            export.Text.Replace(document, Convert.ToBase64String(Encoding.UTF8.GetBytes("{}")), StringComparison.Ordinal), "",
        ];
        foreach (string changed in broken)
        {
            Assert.Contains(await CheckAsync(Encoding.UTF8.GetBytes(changed)), check => check.Result is CheckResult.Failed);
        }

        Assert.Contains(await CheckAsync(Encoding.UTF8.GetBytes(export.Text), scene.Node.Policy with { Roots = [] }), check => check.Result is CheckResult.Unknown);
    }

    [Fact]
    public async Task It_is_there_to_read_as_well_and_takes_a_step_up()
    {
        JsonObject licence = Calls.GoodLicence();
        await scene.Node.Department.IssueAsync(licence);
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { [$"code_{licence["holder"]!["codeType"]}"] = (string)licence["holder"]!["code"]!, ["sub"] = "reading" });
        Assert.StartsWith("%PDF", (await holder.GetAsync(Export + "?form=pdf")).Text, StringComparison.Ordinal);
        Calls.AssertProblem(await holder.GetAsync(Export + "?form=xml"), HttpStatusCode.UnprocessableEntity, "invalid-field");
        scene.Clock.Now += TimeSpan.FromMinutes(6);
        Calls.AssertProblem(await holder.GetAsync(Export), HttpStatusCode.Forbidden, "step-up-needed");
    }

    [Fact]
    public async Task The_files_come_along_as_far_as_they_fit_and_prove_to_be_what_the_materials_tell_of()
    {
        byte[] longer = [.. MaterialCalls.Pdf("较大的文件"), .. new byte[(1 << 20) + 5]];
        byte[] shorter = MaterialCalls.Pdf("较小的文件");
        JsonObject plan = MaterialCalls.Plan();
        plan["holder"] = new JsonObject { ["name"] = "上海文件导出有限公司", ["codeType"] = "001", ["code"] = "91310107MADEM002XC" };
        foreach (byte[] file in (byte[][])[longer, shorter])
        {
            await scene.Node.Department.HandInAsync(plan.DeepClone().AsObject(), file);
        }

        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { ["code_001"] = "91310107MADEM002XC", ["sub"] = "with-files" });
        string export = (await holder.GetAsync(Export + "?files=true")).Text;
        JsonObject[] lines = [.. export.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
        byte[][] parts = [.. lines.Where(line => (string)line["kind"]! == "file").Select(line => Convert.FromBase64String((string)line["content"]!))];
        Assert.Equal([1 << 20, longer.Length - (1 << 20), shorter.Length], parts.Select(part => part.Length).OrderDescending());
        IReadOnlyList<Check> checks = await CheckAsync(Encoding.UTF8.GetBytes(export));
        Assert.All(checks, check => Assert.True(check.Result is CheckResult.Passed, check.English));
        Assert.Equal(2, checks.Count(check => check.Name == "export-file"));
        string[] texts = export.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(await CheckAsync(Encoding.UTF8.GetBytes(string.Join('\n', texts.Where(text => !text.Contains("\"part\":1", StringComparison.Ordinal))))), check => check.Result is CheckResult.Failed);
        Assert.DoesNotContain("\"kind\":\"file\"", (await holder.GetAsync(Export)).Text, StringComparison.Ordinal);
        foreach (string wrong in (string[])["?files=yes", "?form=pdf&files=true"])
        {
            Calls.AssertProblem(await holder.GetAsync(Export + wrong), HttpStatusCode.UnprocessableEntity, "invalid-field");
        }

        // At the limit both, one byte less and the second is left out.
        HolderRegister holders = scene.Node.Node.Holders;
        SignedInPerson who = new(
            "test", holders.PersonOf("https://provider.example", "with-files"), [holders.LookupOf("001", "91310107MADEM002XC")], [], "", scene.Clock.Now, HasStepUpAcr: true);
        foreach ((long room, int expected) in ((long, int)[])[(longer.Length + shorter.Length, 2), (longer.Length + shorter.Length - 1, 1), (0, 0)])
        {
            using MemoryStream written = new();
            await new FolderExport(scene.Node.Node, who, scene.Clock, room).WriteAsync(written, CancellationToken.None);
            checks = await CheckAsync(written.ToArray());
            Assert.All(checks, check => Assert.True(check.Result is CheckResult.Passed, check.English));
            Assert.Equal(expected, checks.Count(check => check.Name == "export-file"));
        }
    }

    private async Task<IReadOnlyList<Check>> CheckAsync(byte[] export, TrustPolicy? policy = null)
    {
        using MemoryStream file = new(export);
        return await ExportChecks.MakeAsync(file, policy ?? scene.Node.Policy, scene.Clock, CancellationToken.None);
    }
}
