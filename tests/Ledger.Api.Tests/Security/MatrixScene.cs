using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Security;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.Importing;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.Migrations;
using Ledger.Api.Tests.Renewals;
using Ledger.Api.Tests.SignIn;

namespace Ledger.Api.Tests.Security;

/// <summary>A node on which two authorities have one thing of every kind that a request can name, and everybody who may ask for them.</summary>
public sealed class MatrixScene : IAsyncLifetime, IDisposable
{
    /// <summary>The printed number of the licence of the things.</summary>
    internal const string CompositeNumber = "CN2026000555";

    /// <summary>Endings of the codes of two forms of one certificate.</summary>
    internal const string OldForm = "811";

    /// <inheritdoc cref="OldForm"/>
    internal const string StandardForm = "812";

    private const string NarrowKey = "key-of-a-system-for-few-types";
    private const string FoodDigits = "2310105000555";

    private readonly TestNode _node;
    private TestProvider? _provider;

    public MatrixScene() => _node = new TestNode
    {
        Adjust = options => _provider!.Into(options with
        {
            Systems = [.. options.Systems, options.Systems[0] with { Name = "narrow", KeySha256 = Hash(NarrowKey), LicenceTypes = ["11100000MBDEM9028T001"] }],
        }),
    };

    /// <summary>Leaves under the newest checkpoint.</summary>
    public long LogSize => _node.LogSize;

    internal HttpClient Anyone => _node.Anyone;

    internal HttpClient Stranger { get; private set; } = null!;

    /// <summary>The system of the authority that owns all but the renewal.</summary>
    internal HttpClient Owner => _node.Department;

    /// <summary>Another system of the same authority, for what takes four eyes.</summary>
    internal HttpClient OtherEyes { get; private set; } = null!;

    /// <summary>A system of the same authority that may act on no type of the things.</summary>
    internal HttpClient Narrow { get; private set; } = null!;

    /// <summary>The system of another authority, which owns the renewal.</summary>
    internal HttpClient Foreigner => _node.OtherDepartment;

    internal NamedThings Things { get; private set; } = null!;

    /// <summary>One of every role of persons; where the things could be their own, somebody of whom they are not comes first.</summary>
    internal IReadOnlyList<MatrixPerson> People { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _provider = await TestProvider.StartAsync();
        await _node.InitializeAsync();
        People = [.. Persons()];
        Stranger = _node.Client("a-key-of-nobody");
        Narrow = _node.Client(NarrowKey);
        OtherEyes = _node.SystemOf(DemoWorld.IssuingAuthority);
        string licence = await FlaggedAsync();
        (string renewal, string draft) = await DraftAsync();
        string seal = (string)(await Owner.ReadAsync("/api/v1/seals")).Json["seals"]![0]!["seal"]!;
        await RefusedUseAsync(seal);
        string used = (string)(await Owner.HandInAsync(file: MaterialCalls.Pdf("used")))["material"]!["identifier"]!;
        Things = new NamedThings(
            licence,
            await MakeAsync($"{Calls.Licences}/{licence}/copies", MatrixRequests.Copy(), "serial"),
            seal,
            await MakeAsync("/api/v1/seals", new JsonObject { ["operator"] = "clerk-1", ["reason"] = "换章" }, "seal"),
            await MakeAsync($"/api/v1/seals/{seal}/grants", new JsonObject { ["operator"] = "head-1", ["count"] = 3 }, "grant"),
            _node.Node.Seals.SigningKeysOf(DemoWorld.IssuingAuthority).SigningCertificate.Thumbprint.ToHex(),
            (string)(await Owner.ImportAsync(ImportCalls.Rows(1, out _) + "broken row"))["id"]!,
            renewal,
            draft,
            (string)(await Owner.HandInAsync())["material"]!["identifier"]!,
            await UseAsync(used),
            await ConsentAsync(),
            await MakeAsync("/api/v1/consent-requests", RequestToHolder(), "consent"),
            "test",
            "key-of-the-matrix",
            await MakeAsync("/api/v1/system-keys", MatrixRequests.SystemKey("test", "key-of-the-matrix"), "proposal"),
            await MigrationForms.IssueAsync(_node, (await MigrationForms.EnterAsync(_node, OldForm, StandardForm)).Old, "方若溪（总经理）"),
            await ManifestAsync(licence),
            used)
        {
            Objection = await ObjectAsync(await UseAsync(used)),
            Plan = (await Owner.PostJsonAsync("/api/v1/inspections", ConsentBodies.Plan(Calls.GoodLicence()["holder"]!, TimeProvider.System.GetUtcNow()), Calls.NewKey()))["plan"],
            CounterImport = (string)(await Owner.ImportAsync(ImportCalls.Rows(1, from: 7) + "broken row"))["id"]!,
        };
    }

    public async Task DisposeAsync()
    {
        foreach (MatrixPerson person in People)
        {
            person.Dispose();
        }

        Stranger.Dispose();
        Narrow.Dispose();
        OtherEyes.Dispose();
        await _node.DisposeAsync();
        await _provider!.DisposeAsync();
    }

    public void Dispose() => _node.Dispose();

    private static string Hash(string key) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));

    /// <summary>Uses a material for another authority.</summary>
    private async Task<string> UseAsync(string material)
    {
        Answer used = await Owner.PostJsonAsync(
            "/api/v1/uses", System.Text.Encoding.UTF8.GetBytes(ConsentBodies.OfMaterial(ConsentBodies.Assistance(material)).ToJsonString()), Calls.NewKey());
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        return used.Json["index"]!.ToString();
    }

    private async Task<string> ObjectAsync(string use)
    {
        HttpClient holder = await People.Single(person => person.Name == "the holder").ClientAsync();
        Answer objected = await holder.PostJsonAsync($"/api/v1/me/uses/{use}/objection", new JsonObject { ["text"] = "与本人无关。" }, Calls.NewKey());
        Assert.True(objected.Status == HttpStatusCode.Created, objected.Text);
        return objected.Json["index"]!.ToString();
    }

    private async Task<string> ManifestAsync(string licence)
    {
        byte[] line = System.Text.Encoding.UTF8.GetBytes($"{{\"identifier\":\"{licence}\"}}");
        Answer made = await Owner.PostJsonAsync("/api/v1/reconciliation/manifests", line, Calls.NewKey(), type: "application/x-ndjson");
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        return made["id"];
    }

    private static JsonObject Groups(string group) => new() { ["groups"] = new JsonArray(group) };

    // For the licence's holder, not for the one of the sample.
    private static JsonObject RequestToHolder()
    {
        JsonObject request = ConsentBodies.Request();
        JsonObject holder = CateringBodies.Business()["holder"]!.AsObject();
        request["holder"] = new JsonObject { ["codeType"] = (string)holder["codeType"]!, ["code"] = (string)holder["code"]! };
        return request;
    }

    private IEnumerable<MatrixPerson> Persons()
    {
        MatrixPerson Of(string name, Role role, bool isOwner, JsonObject claims) => new(_node, _provider!, name, [role], isOwner, claims);
        yield return Of("another citizen", Role.Citizen, false, new JsonObject { ["code_111"] = "340100196505190091" });
        yield return Of("the holder", Role.Citizen, true, new JsonObject { ["code_001"] = (string)CateringBodies.Business()["holder"]!["code"]! });
        yield return Of("a clerk of another authority", Role.Clerk, false, Groups("other-clerks"));
        yield return Of("a clerk", Role.Clerk, true, Groups("clerks"));
        yield return Of("a sealing officer of another authority", Role.SealingOfficer, false, Groups("other-sealers"));
        yield return Of("a sealing officer", Role.SealingOfficer, true, Groups("sealers"));
        yield return Of("a system administrator", Role.SystemAdministrator, true, Groups("system"));
        yield return Of("a security administrator", Role.SecurityAdministrator, true, Groups("security"));
        yield return Of("an auditor", Role.Auditor, true, Groups("audit"));
    }

    private async Task<string> ConsentAsync()
    {
        HttpClient holder = await People.Single(person => person.Name == "the holder").ClientAsync();
        Answer granted = await holder.PostJsonAsync("/api/v1/me/consents", ConsentBodies.Consent(_node.Time.GetUtcNow()), Calls.NewKey());
        Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);
        return granted["consent"];
    }

    /// <summary>A composite licence with flags, since its holder has moved.</summary>
    private async Task<string> FlaggedAsync()
    {
        string business = await MakeAsync(Calls.Licences, CateringBodies.Business(), "identifier");
        string food = await MakeAsync(Calls.Licences, CateringBodies.Food(FoodDigits), "identifier");
        string composite = await MakeAsync(Calls.Licences, CateringBodies.Composite(CompositeNumber, food), "identifier");
        JsonObject move = new() { ["act"] = "change", ["operator"] = "clerk-1", ["fields"] = new JsonObject { ["ZS"] = CateringBodies.New } };
        await MakeAsync($"{Calls.Licences}/{business}/versions", move, "identifier");
        return composite;
    }

    private async Task<(string Licence, string Draft)> DraftAsync()
    {
        string clinic = await ClinicLicence.IssueAsync(Foreigner, days: 25);
        string draft = (await Foreigner.ReadAsync($"/api/v1/renewals/{clinic}"))["draft"];
        await _node.Node.RenewalApplications.SubmitAsync(DemoWorld.Authorities[1].Code, clinic, Ledger.Crypto.Hashing.Digest.FromHex(draft), "person-1", CancellationToken.None);
        return (clinic, draft);
    }

    private async Task RefusedUseAsync(string seal)
    {
        foreach ((string act, HttpStatusCode issuing) in new[] { ("freezing", HttpStatusCode.Forbidden), ("unfreezing", HttpStatusCode.Created) })
        {
            JsonObject body = new() { ["operator"] = "clerk-1", ["reason"] = "演练" };
            Answer done = await Owner.PostJsonAsync($"/api/v1/seals/{seal}/{act}", body, Calls.NewKey());
            Assert.True(done.Status == HttpStatusCode.OK, done.Text);
            Assert.Equal(issuing, (await Owner.IssueAsync(Calls.GoodLicence())).Status);
        }
    }

    private async Task<string> MakeAsync(string path, JsonObject body, string member)
    {
        Answer made = await Owner.PostJsonAsync(path, body, Calls.NewKey());
        Assert.True(made.Status == HttpStatusCode.Created, $"{path}: {made.Text}");
        return made[member];
    }
}
