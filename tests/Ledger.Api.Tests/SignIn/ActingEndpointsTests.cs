using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Security;
using Ledger.Node.Auditing;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.SignIn;

/// <summary>A parent acts for a child, over real sockets: what is seen, what is done, what is refused, what is recorded.</summary>
public sealed class ActingEndpointsTests(SignInScene scene) : IClassFixture<SignInScene>, IAsyncLifetime
{
    private const string Acting = "/api/v1/session/acting";
    private const string Child = "310100202402180045";

    private static readonly JsonObject Mother = new() { ["code_111"] = "310100198806120023", ["sub"] = "mother" };

    private static int _issued;

    private string _birth = "";

    public async Task InitializeAsync()
    {
        Answer issued = await scene.Node.OtherDepartment.IssueAsync(Birth(TimeProvider.System.GetUtcNow(), Interlocked.Increment(ref _issued)));
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        _birth = issued["identifier"];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The request for a certificate of birth that names the mother, by the health authority: the other department.</summary>
    internal static JsonObject Birth(DateTimeOffset now, int number)
    {
        JsonObject request = DemoSamples.Of("birth-certificate", LicenceDate.InChina(now)).ToRequest();
        string serial = $"Y{310_000_000 + number}";
        (request["serial"], request["number"], request["fields"]!["CSYXZMBH"]) = (serial, serial, serial);
        return request;
    }

    [Fact]
    public async Task A_parent_sees_the_childs_licences_and_own_ones_again_after()
    {
        using TestVisitor mother = scene.Visitor();
        await mother.SignInAsync(Mother);
        Calls.AssertProblem(await mother.GetAsync($"/api/v1/me/licences/{_birth}"), HttpStatusCode.NotFound, "not-found");

        Answer chosen = await mother.PostAsync(Acting, Holder(Child));
        Assert.Equal((HttpStatusCode.OK, "minor", "顾安然"), (chosen.Status, chosen["actsFor"], (string)chosen.Json["holder"]!["name"]!));
        Assert.DoesNotContain(Child, chosen.Text, StringComparison.Ordinal);
        Assert.Equal("minor", (await mother.GetAsync("/api/v1/session"))["actsFor"]);
        Assert.Equal("顾安然", (string)(await mother.GetAsync("/api/v1/me")).Json["holders"]!.AsArray().Single()!["name"]!);
        Assert.Equal(HttpStatusCode.OK, (await mother.GetAsync($"/api/v1/me/licences/{_birth}")).Status);
        Assert.Contains(_birth, (await mother.GetAsync("/api/v1/me/folder")).Text, StringComparison.Ordinal);

        // A step-up is no change of whom one acts for.
        await mother.SignInAsync(Mother, "?stepUp=yes");
        Assert.Equal(HttpStatusCode.OK, (await mother.GetAsync($"/api/v1/me/licences/{_birth}/pdf")).Status);
        Calls.AssertProblem(await mother.PostAsync("/api/v1/me/erasure", []), HttpStatusCode.Forbidden, "not-allowed");

        Assert.Equal(HttpStatusCode.OK, (await mother.PostAsync($"{Acting}/end")).Status);
        Calls.AssertProblem(await mother.GetAsync($"/api/v1/me/licences/{_birth}"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Others_are_refused_and_stay_who_they_are()
    {
        using TestVisitor stranger = scene.Visitor();
        await stranger.SignInAsync(new JsonObject { ["code_111"] = "340100196505190091", ["sub"] = "no-parent" });
        Calls.AssertProblem(await stranger.PostAsync(Acting, Holder(Child)), HttpStatusCode.Forbidden, "not-allowed");
        Calls.AssertProblem(await stranger.PostAsync(Acting, Holder("310100202402180046")), HttpStatusCode.UnprocessableEntity, "invalid-field");
        Assert.Null((await stranger.GetAsync("/api/v1/session")).Json["actsFor"]);
    }

    [Fact]
    public async Task Who_may_no_longer_act_is_refused_until_they_say_that_they_stop()
    {
        using TestVisitor mother = scene.Visitor();
        await mother.SignInAsync(Mother);
        Assert.Equal(HttpStatusCode.OK, (await mother.PostAsync(Acting, Holder(Child))).Status);
        JsonObject dispute = new() { ["legalBasis"] = "《出生医学证明管理办法》", ["reference"] = "YY-1", ["operator"] = "clerk-1" };
        foreach (string identifier in await BirthsAsync(mother))
        {
            Answer disputed = await scene.Node.OtherDepartment.PostJsonAsync($"{Calls.Licences}/{identifier}/dispute", dispute, Calls.NewKey());
            Assert.True((int)disputed.Status < 300, disputed.Text);
        }

        Calls.AssertProblem(await mother.GetAsync("/api/v1/me/licences"), HttpStatusCode.Forbidden, "not-allowed");
        Calls.AssertProblem(await mother.GetAsync("/me"), HttpStatusCode.Forbidden, "not-allowed");
        Assert.Equal(HttpStatusCode.OK, (await mother.PostAsync($"{Acting}/end")).Status);
        Assert.Equal(HttpStatusCode.OK, (await mother.GetAsync("/api/v1/me/licences")).Status);
    }

    [Fact]
    public async Task Each_request_for_a_child_is_recorded_as_the_childs()
    {
        using TestVisitor mother = scene.Visitor();
        await mother.SignInAsync(Mother);
        Assert.Equal(HttpStatusCode.OK, (await mother.PostAsync(Acting, Holder(Child))).Status);
        Assert.Equal(HttpStatusCode.OK, (await mother.GetAsync("/api/v1/me/uses")).Status);
        await scene.Node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        Google.Protobuf.ByteString child = scene.Node.Node.Audit.Pseudonyms.Holder(Child);
        string[] actions = [.. scene.Node.Node.AuditReading.Page(0, AuditReading.MostEntries, null).Entries.Select(entry => AuditEntries.Parse(entry.Bytes)).Where(entry => entry.Subjects.Contains(child)).Select(entry => entry.Action)];
        Assert.Contains($"POST {Acting}", actions);
        Assert.Contains("GET /api/v1/me/uses", actions);
    }

    [Fact]
    public void A_form_opened_for_one_is_not_of_another()
    {
        string cookie = new('a', 43);
        Ledger.Crypto.Hashing.Digest child = Ledger.Crypto.Hashing.Digest.Sha256("child"u8);
        Assert.False(FormToken.Fits(cookie, child, FormToken.Of(cookie)));
        Assert.False(FormToken.Fits(cookie, null, FormToken.Of(cookie, child)));
        Assert.True(FormToken.Fits(cookie, child, FormToken.Of(cookie, child)));
    }

    private static async Task<string[]> BirthsAsync(TestVisitor mother) =>
        [.. (await mother.GetAsync("/api/v1/me/licences")).Json["licences"]!.AsArray().Select(licence => (string)licence!["identifier"]!)];

    private static JsonObject Holder(string code) => new() { ["holder"] = new JsonObject { ["codeType"] = "111", ["code"] = code } };
}
