using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Holdings;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Tests.Holdings;

/// <summary>A holder is erased over real sockets, and gets a certificate that anybody can check.</summary>
public sealed class ErasureEndpointsTests(SignInScene scene) : IClassFixture<SignInScene>
{
    private const string Company = "91310107MADEM002XC";
    private const string Erasure = "/api/v1/me/erasure";

    [Fact]
    public async Task A_holder_whom_no_law_keeps_is_erased_and_what_is_certified_proves_itself()
    {
        JsonObject plan = MaterialCalls.Plan();
        plan["holder"] = new JsonObject { ["name"] = "上海小店（演示）", ["codeType"] = "001", ["code"] = Company };
        string material = (string)(await scene.Node.Department.HandInAsync(plan))["material"]!["identifier"]!;
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { ["code_001"] = Company, ["sub"] = "to-be-erased" });
        Assert.True((bool)(await holder.PostAsync(Erasure + "/outlook", [], withKey: false)).Json["canErase"]!);

        Answer erased = await holder.PostAsync(Erasure, []);
        Assert.True(erased.Status == HttpStatusCode.OK, erased.Text);
        SignedStatement certificate = SignedStatement.Parse(Convert.FromBase64String(erased["certificate"]), ErasureEndpoints.Kind);
        Assert.All(certificate.Verify(scene.Node.Policy), check => Assert.Equal(CheckResult.Passed, check.Result));
        Assert.Equal((scene.Node.Node.Options.Origin, (long)erased.Json["index"]!), ((string)certificate.Statement["node"]!, (long)certificate.Statement["erasedIndex"]!));
        StatusBundle proof = StatusBundle.Parse(Convert.FromBase64String(erased["proof"]));
        Assert.Equal((SubjectStatus.Withdrawn, erased["mapKey"]), (proof.Status!.Status, proof.MapKey.ToHex()));
        Assert.DoesNotContain(Company, Encoding.UTF8.GetString(certificate.ToBytes()), StringComparison.Ordinal);

        byte[] changed = certificate.ToBytes();
        changed[^10] ^= 1;
        Assert.False(Holds(changed));
        Calls.AssertProblem(await scene.Node.Department.ReadAsync($"/api/v1/materials/{material}"), HttpStatusCode.NotFound, "not-found");
        Assert.Empty((await holder.GetAsync("/api/v1/me/folder")).Json["holders"]!.AsArray());
        Calls.AssertProblem(await holder.PostAsync(Erasure, []), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task While_a_licence_is_in_force_the_reason_is_told_and_nothing_is_erased()
    {
        JsonObject licence = Calls.GoodLicence();
        string identifier = (await scene.Node.Department.IssueAsync(licence))["identifier"];
        using TestVisitor holder = scene.Visitor();
        await holder.SignInAsync(new JsonObject { [$"code_{licence["holder"]!["codeType"]}"] = (string)licence["holder"]!["code"]!, ["sub"] = "kept" });
        JsonArray obstacles = (await holder.PostAsync(Erasure + "/outlook", [], withKey: false)).Json["obstacles"]!.AsArray();
        Assert.Contains(obstacles, one => (string)one!["code"]! == "licence-in-force" && (string)one["identifier"]! == identifier);
        Calls.AssertProblem(await holder.PostAsync(Erasure, []), HttpStatusCode.Conflict, "wrong-state");
        Assert.Equal(HttpStatusCode.OK, (await holder.GetAsync($"/api/v1/me/licences/{identifier}")).Status);
        scene.Clock.Now += TimeSpan.FromMinutes(6);
        Calls.AssertProblem(await holder.PostAsync(Erasure, []), HttpStatusCode.Forbidden, "step-up-needed");
    }

    private bool Holds(byte[] bytes)
    {
        try
        {
            return SignedStatement.Parse(bytes, ErasureEndpoints.Kind).Verify(scene.Node.Policy).All(check => check.Result is CheckResult.Passed);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
