using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Api.Demo;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Api.Tests.Consents;

/// <summary>A mother consents in Shanghai, where her child's birth certificate lies, to what Jiangsu holds of the child: two real nodes.</summary>
public sealed class GuardianSourcesTests(ExchangeScene scene) : IClassFixture<ExchangeScene>
{
    private const string Child = "310100202402180045";
    private const string MotherCode = "310100198806120023";

    private static readonly string Jiangsu = DemoWorld.Provinces[1].Division;
    private static readonly JsonObject Mother = new() { ["code_111"] = MotherCode, ["sub"] = "mother" };

    private static int _issued;

    [Fact]
    public async Task A_guardians_confirmation_grants_in_both_provinces_and_one_withdrawal_ends_both()
    {
        await KnownAsync();
        using TestVisitor mother = await ActingAsync();
        Answer granted = await mother.PostAsync("/api/v1/me/consents", Terms());
        Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);
        Assert.Equal("placed", (string)granted.Json["sources"]![0]!["state"]!);
        ByteString consent = ConsentName.TryRead(granted["consent"])!;
        OpenedConsent there = scene.Home!.Consents.Find(consent)!;
        Assert.True(there.Consent.IsByGuardian);
        Assert.Equal(MotherCode, there.Guardian!.Code);
        Assert.Equal(scene.Source.Node.Consents.Find(consent)!.Guardian, there.Guardian);
        string statement = Encoding.UTF8.GetString(there.PlacedBy!.Statement.Span);
        Assert.DoesNotContain("顾安然", statement, StringComparison.Ordinal); // no more of the certificate than it takes
        Answer withdrawn = await mother.PostAsync($"/api/v1/me/consents/{granted["consent"]}/withdrawal");
        Assert.Equal("withdrawn", (string)withdrawn.Json["sources"]![0]!["state"]!);
        Assert.NotNull(scene.Home!.Consents.Find(consent)!.Consent.WithdrawnAt);
    }

    [Fact]
    public async Task A_certificate_that_is_disputed_before_the_other_province_is_told_proves_nothing_more()
    {
        await KnownAsync();
        using TestVisitor mother = await ActingAsync();
        await scene.StopHomeAsync();
        Answer granted = await mother.PostAsync("/api/v1/me/consents", Terms());
        Assert.Equal("waiting", (string)granted.Json["sources"]![0]!["state"]!);
        ByteString consent = ConsentName.TryRead(granted["consent"])!;
        OpenedConsent opened = scene.Source.Node.Consents.Find(consent)!;
        string birth = opened.Guardian!.Certificate;
        LedgerException refused;
        try
        {
            await DecideAsync(birth, "dispute", ("reference", $"YY-{Interlocked.Increment(ref _issued)}"));
            refused = Assert.Throws<LedgerException>(() => scene.Source.Node.Consents.ShowGuardian(opened));
        }
        finally
        {
            await scene.StartHomeAsync();
        }

        Assert.Equal(LedgerError.NotAllowed, refused.Error);
        PlacedSource told = (await scene.Source.Node.ConsentPlacer.TellAsync(consent, CancellationToken.None))!.Sources[0];
        Assert.Equal((SourceOutcome.Refused, "not-allowed", refused.Chinese, refused.English), (told.Outcome, told.Code, told.Chinese, told.English));
        Assert.Null(scene.Home!.Consents.Find(consent));
        await DecideAsync(birth, "dispute/settlement", ("outcome", "rejected"));
    }

    [Fact]
    public async Task The_other_province_believes_only_a_certificate_in_force_of_this_child_that_names_this_parent()
    {
        await KnownAsync();
        using TestVisitor mother = await ActingAsync();
        Answer granted = await mother.PostAsync("/api/v1/me/consents", Terms());
        OpenedConsent opened = scene.Source.Node.Consents.Find(ConsentName.TryRead(granted["consent"])!)!;
        ConsentAct act = scene.Source.Node.Consents.ActOf(opened, place: 0)!;
        GuardianProof good = await ProofAsync(opened);
        Assert.Equal(opened.Guardian!.Certificate, Taken(act, good).Certificate);
        Assert.Equal((null, null), (Shown(good)["XM"], Shown(good)["KZ_FQSFZJH"])); // the rest stays closed

        byte[] altered = good.Document.ToArray();
        int at = altered.AsSpan().IndexOf(Encoding.UTF8.GetBytes(MotherCode));
        altered[at + 16] ^= 1;
        foreach ((ConsentAct asked, GuardianProof? proof) in new (ConsentAct, GuardianProof?)[]
        {
            (act, null),
            (act with { Guardian = "340100196505190091" }, good),
            (act with { Holder = act.Holder with { Code = "310100201706130026" } }, good),
            (act, good with { Document = altered }),
            (act, good with { Document = "{}"u8.ToArray() }),
            (act, good with { Status = good.SealStatus }),
            (act, new GuardianProof(await OtherLicenceAsync(), good.Status, good.SealStatus)),
        })
        {
            LedgerException refused = Assert.Throws<LedgerException>(() => Taken(asked, proof));
            Assert.Equal((LedgerError.NotAllowed, "/guardianship"), (refused.Error, refused.Field));
        }

        // Without a guardian a minor's consent is refused as before, whatever is shown.
        ConsentAct alone = Taken(act with { Consent = Handle.New(), Guardian = null }, good);
        PlacedBy by = new() { Province = DemoWorld.Provinces[0].Division, Origin = scene.Shanghai.Origin };
        LedgerException minor = await Assert.ThrowsAsync<LedgerException>(() => scene.Home!.Consents.PlaceAsync(by, alone, CancellationToken.None));
        Assert.Equal("未成年人的授权由监护人作出。", minor.Chinese);
    }

    [Fact]
    public async Task A_proof_that_is_too_old_tells_nothing_and_a_grown_up_has_no_guardian()
    {
        await KnownAsync();
        using TestVisitor mother = await ActingAsync();
        Answer granted = await mother.PostAsync("/api/v1/me/consents", Terms());
        OpenedConsent opened = scene.Source.Node.Consents.Find(ConsentName.TryRead(granted["consent"])!)!;
        ConsentAct act = scene.Source.Node.Consents.ActOf(opened, place: 0)!;
        GuardianProof proof = await ProofAsync(opened);
        TestClock later = new() { Now = scene.Clock.Now + scene.Source.Policy.MaximumAge };
        Assert.Equal(act.Guardian, Read(act, proof, later).Guardian);
        later.Now += TimeSpan.FromHours(1);
        Assert.Equal(LedgerError.Busy, Assert.Throws<LedgerException>(() => Read(act, proof, later)).Error);

        // The mother is known in Jiangsu, and has nobody who consents for her.
        JsonObject known = new() { ["name"] = "沈知夏", ["codeType"] = "111", ["code"] = MotherCode };
        Assert.True((int)(await scene.Department.PostJsonAsync("/api/v1/holders", known)).Status < 300);
        PlacedBy by = new() { Province = DemoWorld.Provinces[0].Division, Origin = scene.Shanghai.Origin };
        ConsentAct ofAGrownUp = act with { Consent = Handle.New(), Holder = act.Holder with { Code = MotherCode }, Certificate = opened.Guardian!.Certificate };
        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => scene.Home!.Consents.PlaceAsync(by, ofAGrownUp, CancellationToken.None));
        Assert.Equal("持证主体已满 18 周岁，由本人授权。", refused.Chinese);
    }

    /// <summary>What Jiangsu makes of it at another time, by the same trust.</summary>
    private ConsentAct Read(ConsentAct act, GuardianProof proof, TestClock clock)
    {
        JsonObject statement = act.ToStatement(DemoWorld.Provinces[1].Origin, clock.Now);
        byte[] signed = scene.Source.Node.TrySignStatement(ConsentAct.Kind, statement, clock.Now)!.ToBytes();
        return new ConsentActReading(DemoWorld.Provinces[1].Origin, scene.Source.Policy, clock).Grant(scene.Shanghai.Origin, signed, proof);
    }

    private ConsentAct Taken(ConsentAct act, GuardianProof? proof)
    {
        JsonObject statement = act.ToStatement(DemoWorld.Provinces[1].Origin, scene.Clock.Now);
        return scene.Home!.ConsentActs.Grant(scene.Shanghai.Origin, scene.Source.Node.TrySignStatement(ConsentAct.Kind, statement, scene.Clock.Now)!.ToBytes(), proof);
    }

    private async Task<GuardianProof> ProofAsync(OpenedConsent opened)
    {
        (Licence licence, LicenceDocument shown) = scene.Source.Node.Consents.ShowGuardian(opened);
        (StatusBundle proof, StatusBundle? seal) = await scene.Source.Node.ProveAsync(licence, CancellationToken.None);
        return new GuardianProof(shown.ToBytes(), proof.Format(), seal?.Format() ?? []);
    }

    private static LicenceDocument Shown(GuardianProof proof) => LicenceDocument.Parse(proof.Document.Span);

    private async Task<byte[]> OtherLicenceAsync()
    {
        (string identifier, _) = await scene.IssueAsync();
        return scene.Source.Node.Licences.Open(DemoWorld.IssuingAuthority, identifier).DocumentBytes.ToArray();
    }

    /// <summary>A certificate of the child's in Shanghai, and the child known in Jiangsu.</summary>
    private async Task KnownAsync()
    {
        Answer issued = await scene.Source.OtherDepartment.IssueAsync(ActingEndpointsTests.Birth(scene.Clock.Now, 900 + Interlocked.Increment(ref _issued)));
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        JsonObject child = new() { ["name"] = "顾安然", ["codeType"] = "111", ["code"] = Child };
        Answer known = await scene.Department.PostJsonAsync("/api/v1/holders", child);
        Assert.True(known.Status is HttpStatusCode.OK or HttpStatusCode.Created, known.Text);
    }

    private async Task<TestVisitor> ActingAsync()
    {
        TestVisitor mother = scene.Visitor();
        await mother.SignInAsync(Mother);
        JsonObject holder = new() { ["holder"] = new JsonObject { ["codeType"] = "111", ["code"] = Child } };
        Answer chosen = await mother.PostAsync("/api/v1/session/acting", holder);
        Assert.True(chosen.Status == HttpStatusCode.OK, chosen.Text);
        return mother;
    }

    private async Task DecideAsync(string licence, string decision, (string Name, string Value) more)
    {
        JsonObject body = new() { ["legalBasis"] = "《出生医学证明管理办法》", ["operator"] = "clerk-1", [more.Name] = more.Value };
        Answer decided = await scene.Source.OtherDepartment.PostJsonAsync($"{Calls.Licences}/{licence}/{decision}", body, Calls.NewKey());
        Assert.True((int)decided.Status < 300, decided.Text);
    }

    private JsonObject Terms()
    {
        JsonObject terms = ConsentBodies.Consent(scene.Clock.Now, ExchangeScene.Suzhou);
        terms["sources"] = new JsonArray(new JsonObject { ["province"] = Jiangsu, ["licences"] = new JsonArray(new JsonObject { ["licence"] = ConsentBodies.BusinessType }) });
        return terms;
    }
}
