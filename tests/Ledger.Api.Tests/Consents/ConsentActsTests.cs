using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Api.Demo;
using Ledger.Api.Security;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Receipts;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;
using Ledger.Node.Outgoing;
using Ledger.Node.Parties;

namespace Ledger.Api.Tests.Consents;

/// <summary>A holder confirms once, in Shanghai, what lies in Shanghai and in Jiangsu: two real nodes, of which one is now and then not there or lies.</summary>
public sealed class ConsentActsTests(ExchangeScene scene) : IClassFixture<ExchangeScene>
{
    private static readonly string Jiangsu = DemoWorld.Provinces[1].Division;
    private static readonly string JiangsuLog = DemoWorld.Provinces[1].Origin;

    [Fact]
    public async Task One_confirmation_grants_in_both_provinces_and_one_withdrawal_ends_both_within_a_second()
    {
        using TestVisitor holder = scene.Visitor();
        Answer granted = await GrantAsync(holder);
        string consent = granted["consent"];
        JsonObject source = Assert.Single(granted.Json["sources"]!.AsArray())!.AsObject();
        Assert.Equal((Jiangsu, "placed"), ((string)source["province"]!, (string)source["state"]!));
        OpenedConsent there = scene.Home!.Consents.Find(ConsentName.TryRead(consent)!)!;
        Assert.Equal((long)source["index"]!, there.Consent.Index);
        Assert.Equal((scene.Shanghai.Origin, "people"), (there.PlacedBy!.Origin, there.Confirmation!.Provider));
        Assert.Equal([ConsentBodies.BusinessType], there.Terms.Licences.Select(scope => scope.Licence));
        JsonObject listed = (await holder.GetAsync("/api/v1/me/consents")).Json["consents"]!.AsArray().Single(one => (string)one!["consent"]! == consent)!.AsObject();
        Assert.Equal("placed", (string)Assert.Single(listed["sources"]!.AsArray())!["state"]!);

        string page = WebUtility.HtmlDecode((await holder.GetAsync("/me/consents")).Text);
        Assert.Contains("已登记在该省账本", page, StringComparison.Ordinal);
        long began = Stopwatch.GetTimestamp();
        Answer withdrawn = await holder.PostAsync($"/api/v1/me/consents/{consent}/withdrawal");
        Assert.Equal("withdrawn", (string)withdrawn.Json["sources"]![0]!["state"]!);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(1), $"{Stopwatch.GetElapsedTime(began)}");
        Assert.NotNull(scene.Home!.Consents.Find(ConsentName.TryRead(consent)!)!.Consent.WithdrawnAt);
    }

    [Fact]
    public async Task The_page_asks_in_which_province_a_thing_lies_and_its_form_grants_there()
    {
        using TestVisitor holder = scene.Visitor();
        await KnownAsync(holder);
        string page = (await holder.GetAsync($"/me/consents/new?item={ConsentBodies.FoodItem}")).Text;
        Assert.Contains($"name=\"at-{ConsentBodies.BusinessType}\"", page, StringComparison.Ordinal);
        string cookie = holder.Cookies[TestNode.SessionName];
        using HttpClientHandler handler = new() { AllowAutoRedirect = false, UseCookies = false };
        using HttpClient http = new(handler) { BaseAddress = scene.Source.Address };
        using HttpRequestMessage form = new(HttpMethod.Post, "/me/consents/new")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                [FormToken.Field] = FormToken.Of(cookie),
                ["key"] = Guid.NewGuid().ToString("N"),
                ["item"] = ConsentBodies.FoodItem,
                ["holder"] = "0",
                ["codes"] = ConsentBodies.BusinessType,
                [$"at-{ConsentBodies.BusinessType}"] = Jiangsu,
                ["days"] = "7",
                ["count"] = "1",
            }),
        };
        form.Headers.Add("Cookie", $"{TestNode.SessionName}={cookie}");
        form.Headers.Add("Origin", scene.Source.Address.GetLeftPart(UriPartial.Authority));
        using HttpResponseMessage granted = await http.SendAsync(form);
        Assert.Equal("/me/consents?done=granted", granted.Headers.Location?.ToString());
        JsonNode consent = (await holder.GetAsync("/api/v1/me/consents")).Json["consents"]!.AsArray()[^1]!;
        Assert.Empty(consent["licences"]!.AsArray());
        Assert.Equal("placed", (string)Assert.Single(consent["sources"]!.AsArray())!["state"]!);
    }

    [Fact]
    public async Task A_province_that_is_not_there_is_named_and_told_once_it_is_of_the_grant_and_of_its_withdrawal()
    {
        using TestVisitor holder = scene.Visitor();
        await KnownAsync(holder);
        await scene.StopHomeAsync();
        Answer granted = await holder.PostAsync("/api/v1/me/consents", Terms(ConsentBodies.BusinessType));
        ByteString consent = ConsentName.TryRead(granted["consent"])!;
        Assert.Equal("waiting", (string)granted.Json["sources"]![0]!["state"]!);
        await scene.StartHomeAsync();
        PlacedSource told = await ToldAsync(consent, SourceOutcome.Placed);
        Assert.Equal(scene.Home!.Consents.Find(consent)!.Consent.Index, told.Index);

        await scene.StopHomeAsync();
        Answer withdrawn = await holder.PostAsync($"/api/v1/me/consents/{granted["consent"]}/withdrawal");
        Assert.Equal("withdrawal-waiting", (string)withdrawn.Json["sources"]![0]!["state"]!);
        await scene.StartHomeAsync();
        Assert.Null(scene.Home!.Consents.Find(consent)!.Consent.WithdrawnAt);
        await ToldAsync(consent, SourceOutcome.Withdrawn);
        Assert.NotNull(scene.Home!.Consents.Find(consent)!.Consent.WithdrawnAt);
    }

    [Fact]
    public async Task What_a_province_refuses_is_said_with_its_reason_and_what_none_may_ask_is_not_granted()
    {
        using TestVisitor holder = scene.Visitor();
        (_, JsonObject stranger) = await scene.IssueAsync(new JsonObject { ["name"] = "上海普惠康门诊部有限公司", ["codeType"] = "001", ["code"] = "91310107MADEM002XC" });
        await holder.SignInAsync(new JsonObject { [$"code_{stranger["codeType"]}"] = (string)stranger["code"]!, ["sub"] = $"of-{stranger["code"]}" });
        Answer refused = await holder.PostAsync("/api/v1/me/consents", Terms(ConsentBodies.BusinessType)); // Jiangsu knows nothing of them
        JsonObject source = refused.Json["sources"]![0]!.AsObject();
        Assert.Equal(("refused", "not-found"), ((string)source["state"]!, (string)source["code"]!));
        Assert.Contains("没有该持证主体", (string)source["chinese"]!, StringComparison.Ordinal);
        foreach ((string licence, string province) in new[] { ("11100000MBDEM9028T002", Jiangsu), (ConsentBodies.BusinessType, "330000"), (ConsentBodies.BusinessType, "310000") })
        {
            Calls.AssertProblem(await holder.PostAsync("/api/v1/me/consents", Terms(licence, province)), HttpStatusCode.UnprocessableEntity, "invalid-field");
        }
    }

    [Fact]
    public async Task What_another_node_states_counts_where_it_is_signed_for_this_log_and_now_and_once()
    {
        (ConsentAct act, string name) = await ActAsync();
        byte[] good = Signed(ConsentAct.Kind, act.ToStatement(scene.Shanghai.Origin, scene.Clock.Now));
        byte[] other = Signed(ConsentAct.Kind, (act with { Consent = Handle.New() }).ToStatement(scene.Shanghai.Origin, scene.Clock.Now));
        string altered = Encoding.UTF8.GetString(good).Replace("\"count\":2", "\"count\":9", StringComparison.Ordinal);
        Assert.NotEqual(Encoding.UTF8.GetString(good), altered);
        foreach ((byte[] statement, string code) in new (byte[], string)[]
        {
            (Encoding.UTF8.GetBytes(altered), "signature-invalid"),
            (good[..^1], "invalid-field"),
            ("{}"u8.ToArray(), "invalid-field"),
            (Signed(ConsentAct.Kind, act.ToStatement(JiangsuLog, scene.Clock.Now)), "invalid-field"),
            (Signed(ConsentAct.Kind, act.ToStatement(scene.Shanghai.Origin, scene.Clock.Now), node: scene.Shanghai.Origin), "invalid-field"),
            (Signed(ConsentAct.Kind, act.ToStatement(scene.Shanghai.Origin, scene.Clock.Now), keys: scene.Source.Node.ReceiptKeys), "signature-invalid"),
            (Signed(ConsentAct.Kind, act.ToStatement(scene.Shanghai.Origin, scene.Clock.Now.AddMinutes(-8)), at: scene.Clock.Now.AddMinutes(-8)), "invalid-field"),
            (Signed(ConsentAct.Kind, act.ToStatement(scene.Shanghai.Origin, scene.Clock.Now.AddMinutes(6)), at: scene.Clock.Now.AddMinutes(6)), "invalid-field"),
            (Signed(ConsentAct.Kind, act.ToStatement(scene.Shanghai.Origin, scene.Clock.Now.AddDays(1)), at: scene.Clock.Now), "invalid-field"),
            (Signed(ConsentAct.WithdrawalKind, act.ToStatement(scene.Shanghai.Origin, scene.Clock.Now)), "invalid-field"),
        })
        {
            NeighbourAnswer refused = await PostAsync(ConsentPlacer.Path, statement);
            Assert.Equal((422, code), (refused.Status, (string?)JsonNode.Parse(refused.Content)!["code"]));
        }

        Assert.Null(scene.Source.Node.Consents.Find(act.Consent));
        Assert.Equal(404, (await WithdrawAsync(act, name)).Status);
        Assert.Equal(201, (await PostAsync(ConsentPlacer.Path, good)).Status);
        long size = scene.Source.LogSize;
        Assert.Equal(201, (await PostAsync(ConsentPlacer.Path, good)).Status); // the very same, and signed anew
        NeighbourAnswer again = await PostAsync(ConsentPlacer.Path, Signed(ConsentAct.Kind, act.ToStatement(scene.Shanghai.Origin, scene.Clock.Now)));
        Assert.Equal((201, size), (again.Status, scene.Source.LogSize));
        Assert.Equal(scene.Source.Node.Consents.Find(act.Consent)!.Consent.Index, Verifier.Placed(scene.Shanghai.Origin, act, scene.Opened(again.Content)));
        ConsentAct more = act with { Terms = act.Terms with { Count = 50 } };
        NeighbourAnswer changed = await PostAsync(ConsentPlacer.Path, Signed(ConsentAct.Kind, more.ToStatement(scene.Shanghai.Origin, scene.Clock.Now)));
        Assert.Equal((422, 2L), (changed.Status, scene.Source.Node.Consents.Find(act.Consent)!.Consent.Count));

        // What is proven of another consent, or of other terms, is no proof of this one.
        byte[] truth = scene.Opened(again.Content);
        byte[] another = scene.Opened((await PostAsync(ConsentPlacer.Path, other)).Content);
        JsonObject mixed = JsonNode.Parse(truth)!.AsObject();
        mixed["content"] = (string)JsonNode.Parse(another)!["content"]!;
        foreach ((ConsentAct asked, byte[] answer, string origin) in new[]
        {
            (act, another, scene.Shanghai.Origin), (act, Encoding.UTF8.GetBytes(mixed.ToJsonString()), scene.Shanghai.Origin), (more, truth, scene.Shanghai.Origin),
            (act, truth, JiangsuLog), (act, "{}"u8.ToArray(), scene.Shanghai.Origin),
        })
        {
            Assert.True(Assert.Throws<NeighbourException>(() => Verifier.Placed(origin, asked, answer)).IsLie);
        }

        Assert.True(Assert.Throws<NeighbourException>(() => Verifier.Withdrawn(scene.Shanghai.Origin, act.Consent, truth)).IsLie);
        Assert.Equal(422, (await WithdrawAsync(act, new string('7', 32))).Status);
        NeighbourAnswer gone = await WithdrawAsync(act, name);
        Assert.True(Verifier.Withdrawn(scene.Shanghai.Origin, act.Consent, gone.Content));
        Assert.Equal(200, (await WithdrawAsync(act, name)).Status);
        NeighbourAnswer late = await PostAsync(ConsentPlacer.Path, Signed(ConsentAct.Kind, act.ToStatement(scene.Shanghai.Origin, scene.Clock.Now)));
        Assert.Equal(LedgerError.ConsentNotInForce, Assert.Throws<LedgerException>(() => Verifier.Placed(scene.Shanghai.Origin, act, scene.Opened(late.Content))).Error);
    }

    private ExchangeVerifier Verifier => new(scene.Source.Policy, scene.Clock);

    /// <summary>Tells until it is answered: a node that has just started may take longer for its first answer than a person waits.</summary>
    private async Task<PlacedSource> ToldAsync(ByteString consent, SourceOutcome outcome)
    {
        PlacedSource source = new();
        for (int i = 0; i < 10 && source.Outcome != outcome; i++)
        {
            source = (await scene.Source.Node.ConsentPlacer.TellAsync(consent, CancellationToken.None))!.Sources[0];
        }

        Assert.Equal(outcome, source.Outcome);
        return source;
    }

    /// <summary>A company that both provinces know signs in.</summary>
    private async Task KnownAsync(TestVisitor holder)
    {
        (_, JsonObject of) = await scene.IssueAsync();
        Answer known = await scene.Department.PostJsonAsync("/api/v1/holders", of.DeepClone().AsObject());
        Assert.True(known.Status == HttpStatusCode.OK || known.Status == HttpStatusCode.Created, known.Text);
        await holder.SignInAsync(new JsonObject { [$"code_{of["codeType"]}"] = (string)of["code"]!, ["sub"] = $"of-{of["code"]}" });
    }

    /// <summary>Such a company confirms a consent for both provinces.</summary>
    private async Task<Answer> GrantAsync(TestVisitor holder)
    {
        await KnownAsync(holder);
        Answer granted = await holder.PostAsync("/api/v1/me/consents", Terms(ConsentBodies.BusinessType));
        Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);
        return granted;
    }

    private JsonObject Terms(string licence, string? province = null)
    {
        JsonObject terms = ConsentBodies.Consent(scene.Clock.Now, ExchangeScene.Suzhou);
        terms["sources"] = new JsonArray(new JsonObject
        {
            ["province"] = province ?? Jiangsu,
            ["licences"] = new JsonArray(new JsonObject { ["licence"] = licence }),
        });
        return terms;
    }

    /// <summary>What Jiangsu's node would state of a company that Shanghai knows.</summary>
    private async Task<(ConsentAct Act, string Name)> ActAsync()
    {
        (_, JsonObject of) = await scene.IssueAsync();
        ConsentTerms terms = new(
            [new LicenceScope(ConsentBodies.BusinessType, ["KZ_MC"])], [], [ExchangeScene.Suzhou], [], [ConsentBodies.FoodItem], scene.Clock.Now, scene.Clock.Now.AddDays(1), 2);
        ByteString consent = Handle.New();
        Confirmation confirmation = new() { Provider = "people", AuthenticatedAt = scene.Clock.Now.ToUnixTimeMilliseconds() };
        return (new ConsentAct(consent, new HolderCode((string)of["codeType"]!, (string)of["code"]!), confirmation, terms), ConsentName.Of(consent));
    }

    private byte[] Signed(string kind, JsonObject statement, string? node = null, DateTimeOffset? at = null, ReceiptKeys? keys = null)
    {
        keys ??= scene.Receipts;
        statement["node"] = node ?? JiangsuLog;
        statement["time"] = (at ?? scene.Clock.Now).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        return SignedStatement.Sign(kind, statement, (keys.P256, keys.P256Certificate), (keys.Sm2, keys.Sm2Certificate)).ToBytes();
    }

    private Task<NeighbourAnswer> WithdrawAsync(ConsentAct act, string name) => PostAsync(
        $"{ConsentPlacer.Path}/{name}/withdrawal", Signed(ConsentAct.WithdrawalKind, ConsentAct.WithdrawalOf(act.Consent, scene.Shanghai.Origin, scene.Clock.Now)));

    private async Task<NeighbourAnswer> PostAsync(string path, byte[] statement)
    {
        JsonObject body = new() { ["act"] = Convert.ToBase64String(statement) };
        if (path == ConsentPlacer.Path)
        {
            body["envelope"] = Convert.ToBase64String(scene.Envelopes.Certificate.Raw.Span);
        }

        using HttpClient http = new();
        SigningClient client = new(http, scene.Asking.Key, scene.Asking.Id, scene.Clock);
        (HttpAnswerParts answer, byte[] content) = await client.SendAsync(
            HttpMethod.Post, new Uri(scene.Source.Address, path), CanonicalJson.Write(body), "application/json", Calls.NewKey(), CancellationToken.None);
        return new NeighbourAnswer(answer.Status, content);
    }
}
