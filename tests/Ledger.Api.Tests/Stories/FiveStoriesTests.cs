using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;
using Ledger.Api.Tests.Composites;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.Renewals;
using Ledger.Api.Tests.SignIn;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Tests.Stories;

/// <summary>Five stories between four provinces, each played once; behind them nobody is named where nobody may be.</summary>
public sealed partial class FiveStoriesTests(StoryWorld world) : IClassFixture<StoryWorld>
{
    private const string Shen = "310100198806120023";
    private const string Zhou = "320100199109230039";
    private const string Marriage = "111000000000131433001";
    private const string Property = "11100000MB03271699001";
    private const string Contract = "CL040102";
    private const string Deposits = "CL040101";
    private const string Suzhou = "12320500MBDEM10267";
    private const string Hefei = "12340100MBDEM3021R";
    private const string Hangzhou = "11330100MBDEM2029A";
    private const string Land = "11320000MBDEM1018M";
    private const string Centre = "12310000MBDEM00666";
    private const string RightArea = "共有宗地面积 12860.50 ㎡/房屋建筑面积 89.36 ㎡";
    private const string Home = "安徽省合肥市蜀山区望江西路900号6幢1801室";

    private static readonly (string Code, string Name) Withdrawal = ("12320500MBDEM102673322017012000", "异地购房提取住房公积金");
    private static readonly (string Code, string Name) Transfer = ("11330100MBDEM2029A3330715009001", "不动产转移登记");

    private static DateOnly Today => LicenceDate.InChina(TimeProvider.System.GetUtcNow());

    [Fact]
    public Task Shen_Zhixia_withdraws_her_housing_fund_in_Suzhou_by_one_consent_with_what_four_provinces_hold() => world.OnceAsync("fund", FundAsync);

    [Fact]
    public Task The_clinic_is_renewed_by_one_confirmation_and_another_province_sees_it() => world.OnceAsync("clinic", ClinicAsync);

    [Fact]
    public Task The_restaurant_moves_and_what_depends_on_its_address_is_flagged() => world.OnceAsync("restaurant", RestaurantAsync);

    [Fact]
    public Task A_forged_file_is_found_out_in_every_province() => world.OnceAsync("forgery", ForgeryAsync);

    [Fact]
    public Task A_wrong_area_is_objected_to_seen_elsewhere_and_put_right() => world.OnceAsync("objection", ObjectionAsync);

    // She lives in Shanghai, married in Zhejiang, buys in Hefei, works in Suzhou: one consent, confirmed once, four sources in four provinces, nothing handed in.
    private async Task FundAsync()
    {
        byte[] contract = MaterialCalls.Pdf($"购房合同 {Home}");
        JsonObject fields = new()
        {
            ["BH"] = "HF-2026-008812",
            ["CMF"] = "合肥云杉置业有限公司",
            ["MSRXM"] = "沈知夏",
            ["FWZL"] = Home,
            ["FWMJ"] = "98.36",
            ["HTJE"] = "2180000",
            ["BASJ"] = "2026-10-08",
            ["HTZT"] = "已备案",
        };
        await StoryBodies.HandInAsync(world.Anhui[Hefei], Contract, ("沈知夏", Shen), contract, fields);
        await StoryBodies.HandInAsync(world.Shanghai[Centre], Deposits, ("沈知夏", Shen), MaterialCalls.Pdf("缴存使用证明"));
        await StoryBodies.HandInAsync(world.Jiangsu[Suzhou], Deposits, ("沈知夏", Shen), MaterialCalls.Pdf("苏州缴存使用证明"));
        string marriage = await world.Zhejiang.IssueAsync(DemoSamples.Of("marriage-certificate", Today));

        using TestVisitor atShanghai = await world.Shanghai.SignInAsync(Shen);
        JsonObject terms = StoryBodies.Consent("320000", Withdrawal.Code, [], [Deposits]);
        terms["sources"] = new JsonArray(
            StoryBodies.Source("320000", [], [Deposits]), StoryBodies.Source("330000", [Marriage], []), StoryBodies.Source("340000", [], [Contract]));
        Answer granted = await atShanghai.PostAsync("/api/v1/me/consents", terms);
        Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);
        Assert.Equal(["placed", "placed", "placed"], StatesOf(granted));
        string consent = granted["consent"];

        Answer bought = await AtSuzhouAsync(world.Anhui, "material", Contract, consent);
        Assert.Equal(contract, await world.Jiangsu[Suzhou].GetByteArrayAsync((string)bought.Json["material"]!["file"]!));
        Assert.Equal(Home, FieldOf(bought, "FWZL"));
        await AtSuzhouAsync(world.Shanghai, "material", Deposits, consent);
        Answer own = await world.Jiangsu[Suzhou].PostJsonAsync("/api/v1/uses", Withdraw("material", Deposits, consent), Calls.NewKey());
        Assert.True(own.Status == HttpStatusCode.Created, own.Text);
        Answer wed = await AtSuzhouAsync(world.Zhejiang, "licence", Marriage, consent, "KZ_DJRQ"); // sensitive: named, or not given
        Assert.Equal((marriage, "2025-05-20"), (wed["licence"], FieldOf(wed, "KZ_DJRQ")));

        using TestVisitor atAnhui = await world.Anhui.SignInAsync(Shen);
        using TestVisitor atZhejiang = await world.Zhejiang.SignInAsync(Shen);
        foreach ((TestVisitor visitor, Answer use) in new[] { (atAnhui, bought), (atZhejiang, wed) })
        {
            JsonNode seen = Assert.Single((await visitor.GetAsync("/api/v1/me/uses")).Json["uses"]!.AsArray())!;
            Assert.Equal((use["use"], Suzhou), ((string)seen["use"]!, (string)seen["authority"]!));
        }

        long began = Stopwatch.GetTimestamp();
        Answer ended = await atShanghai.PostAsync($"/api/v1/me/consents/{consent}/withdrawal");
        Assert.Equal(["withdrawn", "withdrawn", "withdrawn"], StatesOf(ended));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(1), $"{Stopwatch.GetElapsedTime(began)}");
        foreach ((StoryProvince from, string kind, string type) in new[] { (world.Anhui, "material", Contract), (world.Shanghai, "material", Deposits), (world.Zhejiang, "licence", Marriage) })
        {
            Calls.AssertProblem(await world.Jiangsu.ExchangeAsync(Suzhou, from, Withdraw(kind, type, consent)), HttpStatusCode.Forbidden, "consent-not-in-force");
        }

        Calls.AssertProblem(
            await world.Jiangsu[Suzhou].PostJsonAsync("/api/v1/uses", Withdraw("material", Deposits, consent), Calls.NewKey()), HttpStatusCode.Forbidden, "consent-not-in-force");
    }

    private async Task ClinicAsync()
    {
        HttpClient health = world.Shanghai[DemoWorld.Authorities[1].Code];
        string old = await ClinicLicence.IssueAsync(health, days: 25);
        byte[] before = await PdfAsync(health, old);
        JsonObject draft = (await health.ReadAsync($"/api/v1/renewals/{old}")).Json;
        Assert.True((bool)draft["canBeConfirmed"]!);
        JsonObject confirmation = new()
        {
            ["draft"] = (string)draft["draft"]!,
            ["confirmedBy"] = "suishenban-4711",
            ["operator"] = "clerk-7",
            ["checked"] = new JsonArray([.. draft["checks"]!.AsArray().Where(check => (string)check!["result"]! == "to-be-checked").Select(check => (JsonNode?)(string)check!["code"]!)]),
        };
        Answer renewed = await health.PostJsonAsync($"/api/v1/renewals/{old}/confirmation", confirmation, Calls.NewKey());
        Assert.True(renewed.Status == HttpStatusCode.Created, renewed.Text);
        Assert.Equal("valid", await ConclusionAsync(world.Zhejiang, await PdfAsync(health, renewed["identifier"])));
        Assert.Equal("not-valid", await ConclusionAsync(world.Zhejiang, before));
    }

    private async Task RestaurantAsync()
    {
        HttpClient market = world.Shanghai[DemoWorld.IssuingAuthority];
        string business = await IssuedAsync(market, CateringBodies.Business());
        string food = await IssuedAsync(market, CateringBodies.Food("2310105000444"));
        string composite = await IssuedAsync(market, CateringBodies.Composite("CN2026000004", food));
        string plan = (string)(await market.HandInAsync())["material"]!["identifier"]!;
        JsonObject move = new() { ["act"] = "change", ["operator"] = "clerk-1", ["fields"] = new JsonObject { ["ZS"] = CateringBodies.New } };
        Answer moved = await market.PostJsonAsync($"{Calls.Licences}/{business}/versions", move, Calls.NewKey());
        Assert.True(moved.Status == HttpStatusCode.Created, moved.Text);
        JsonArray flags = (await market.ReadAsync("/api/v1/flags")).Json["flags"]!.AsArray();
        Assert.Equal([food, composite], flags.Select(flag => (string)flag!["identifier"]!).Distinct());
        Assert.Equal("address-changed", (string)(await market.ReadAsync($"/api/v1/materials/{plan}")).Json["notReusable"]!["code"]!);
        Assert.Equal("valid", await ConclusionAsync(world.Jiangsu, await PdfAsync(market, moved["identifier"])));
    }

    private async Task ForgeryAsync()
    {
        HttpClient market = world.Shanghai[DemoWorld.IssuingAuthority];
        byte[] file = await PdfAsync(market, await IssuedAsync(market, Calls.GoodLicence()));
        Assert.Equal("valid", await ConclusionAsync(world.Anhui, file));
        byte[] forged = [.. file];
        forged[forged.Length / 3] ^= 1;
        byte[] longer = [.. file, .. "\n% 经营范围增加\n%%EOF\n"u8];
        foreach (StoryProvince node in world.Nodes)
        {
            Assert.Equal("not-valid", await ConclusionAsync(node, forged));
        }

        JsonObject verdict = await world.Jiangsu.VerifyAsync(longer);
        Assert.Equal("not-valid", (string)verdict["conclusion"]!);
        Assert.Contains(verdict["checks"]!.AsArray(), check => (string)check!["result"]! == "failed");
    }

    private async Task ObjectionAsync()
    {
        string licence = await world.Jiangsu.IssueAsync(DemoSamples.Of("property-certificate", Today));
        HttpClient land = world.Jiangsu[Land];
        using TestVisitor owner = await world.Jiangsu.SignInAsync(Zhou);
        string consent = await GrantAsync(owner, StoryBodies.Consent("330000", Transfer.Code, [Property], []));
        JsonObject use = StoryBodies.Use("licence", Property, consent, "杭州市规划和自然资源局", Transfer);
        Answer first = await world.Zhejiang.ExchangeAsync(Hangzhou, world.Jiangsu, use);
        Assert.Equal((licence, false), (first["licence"], (bool)first.Json["disputed"]!));

        string path = $"{Calls.Licences}/{licence}";
        await DecideAsync(land, $"{path}/dispute", ("reference", "YY-2026-0007"));
        Assert.True((bool)(await world.Zhejiang.ExchangeAsync(Hangzhou, world.Jiangsu, use)).Json["disputed"]!);
        byte[] disputed = await PdfAsync(land, licence);
        Assert.Contains((await world.Zhejiang.VerifyAsync(disputed))["checks"]!.AsArray(), check => (string)check!["name"]! == "dispute");

        await DecideAsync(land, $"{path}/dispute/settlement", ("outcome", "upheld"));
        JsonObject corrected = new()
        {
            ["act"] = "correction",
            ["operator"] = "clerk-1",
            ["legalBasis"] = "《不动产登记暂行条例实施细则》第七十九条",
            ["fields"] = new JsonObject { ["MJ"] = RightArea },
        };
        Answer version = await land.PostJsonAsync($"{path}/versions", corrected, Calls.NewKey());
        Assert.True(version.Status == HttpStatusCode.Created, version.Text);
        Answer after = await world.Zhejiang.ExchangeAsync(Hangzhou, world.Jiangsu, use);
        Assert.Equal((version["identifier"], RightArea), (after["licence"], FieldOf(after, "KZ_MJ")));
        Assert.Equal("not-valid", await ConclusionAsync(world.Zhejiang, disputed));
    }

    private static JsonObject Withdraw(string kind, string type, string consent) => StoryBodies.Use(kind, type, consent, "苏州市住房公积金管理中心", Withdrawal);

    private async Task<Answer> AtSuzhouAsync(StoryProvince from, string kind, string type, string consent, params string[] fields)
    {
        JsonObject use = Withdraw(kind, type, consent);
        if (fields.Length > 0)
        {
            use["fields"] = new JsonArray([.. fields.Select(field => (JsonNode)field)]);
        }

        Answer used = await world.Jiangsu.ExchangeAsync(Suzhou, from, use);
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        return used;
    }

    private static string[] StatesOf(Answer consent) => [.. consent.Json["sources"]!.AsArray().Select(source => (string)source!["state"]!)];

    private static string FieldOf(Answer use, string name) => (string)use.Json["fields"]!.AsArray().Single(field => (string)field!["name"]! == name)!["value"]!;

    private static async Task<string> GrantAsync(TestVisitor holder, JsonObject terms)
    {
        Answer granted = await holder.PostAsync("/api/v1/me/consents", terms);
        Assert.True(granted.Status == HttpStatusCode.Created, granted.Text);
        return granted["consent"];
    }

    private static async Task<string> IssuedAsync(HttpClient department, JsonObject body)
    {
        Answer issued = await department.IssueAsync(body);
        Assert.True(issued.Status == HttpStatusCode.Created, issued.Text);
        return issued["identifier"];
    }

    private static async Task DecideAsync(HttpClient department, string path, (string Name, string Value) what)
    {
        JsonObject decision = new() { [what.Name] = what.Value, ["legalBasis"] = "《不动产登记暂行条例》第二十一条", ["operator"] = "clerk-1" };
        Answer decided = await department.PostJsonAsync(path, decision, Calls.NewKey());
        Assert.True(decided.Status == HttpStatusCode.OK, decided.Text);
    }

    private static async Task<byte[]> PdfAsync(HttpClient department, string licence) => (await department.ReadAsync($"{Calls.Licences}/{licence}/pdf")).Bytes;

    private static async Task<string> ConclusionAsync(StoryProvince node, byte[] file) => (string)(await node.VerifyAsync(file))["conclusion"]!;
}
