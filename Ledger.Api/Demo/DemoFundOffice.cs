using System.Text.Json.Nodes;
using Ledger.Api.Security;

namespace Ledger.Api.Demo;

/// <summary>
/// The business system of 苏州市住房公积金管理中心 in the first of the five stories: one page with one button, by which it reads each thing that 沈知夏 allowed it, in the province
/// that holds it. It lives in the process of <c>ledger demo</c> and answers on this machine only.
/// </summary>
internal sealed class DemoFundOffice : IAsyncDisposable
{
    /// <summary>Code of its authority.</summary>
    public const string Authority = "12320500MBDEM10267";

    /// <summary>事项: the withdrawal of the housing fund for a home elsewhere.</summary>
    public const string Item = "12320500MBDEM102673322017012000";

    private const string ItemName = "异地购房提取住房公积金";
    private const string Name = "苏州市住房公积金管理中心（演示）";
    private const string Case = "DEMO-2026-0004";

    private readonly Uri _address;
    private readonly DemoNode _node;
    private readonly Func<CancellationToken, Task<JsonNode>> _consents;
    private readonly WebApplication _app;

    private DemoFundOffice(Uri address, DemoNode node, Func<CancellationToken, Task<JsonNode>> consents)
    {
        (_address, _node, _consents) = (address, node, consents);
        _app = DemoServer.Build(address, mostBytes: 1 << 10, DemoFundPage.Policy);
        _app.MapGet("/", (HttpRequest request) => Page(IsEnglish(request), reads: null));
        _app.MapPost("/", PressAsync);
    }

    /// <summary>Starts it.</summary>
    /// <param name="address">Where it answers, on 127.0.0.1.</param>
    /// <param name="node">Its province's node, with the key of its system.</param>
    /// <param name="consents">What 沈知夏's own list of consents says: stands for the application on which she writes the name of hers.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<DemoFundOffice> StartAsync(Uri address, DemoNode node, Func<CancellationToken, Task<JsonNode>> consents, CancellationToken cancel)
    {
        DemoFundOffice office = new(address, node, consents);
        await office._app.StartAsync(cancel);
        return office;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static bool IsEnglish(HttpRequest request) => request.Query["lang"] is [string chosen] ? chosen == "en" : ViewChoice.IsEnglish(request);

    private static IResult Page(bool english, IReadOnlyList<DemoFundRead>? reads) =>
        Results.Text(DemoFundPage.Write(english, reads), "text/html; charset=utf-8");

    private async Task<IResult> PressAsync(HttpRequest request, CancellationToken cancel)
    {
        // Another site that a visitor has open may not press the button.
        if (request.Headers.Origin != _address.GetLeftPart(UriPartial.Authority))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        bool english = IsEnglish(request);
        List<DemoFundRead> reads = [];
        if (await NewestAsync(cancel) is JsonNode consent)
        {
            foreach ((string province, string kind, string type) in ThingsOf(consent))
            {
                reads.Add(await ReadAsync((string)consent["consent"]!, province, kind, type, english, cancel));
            }
        }

        return Page(english, reads);
    }

    /// <summary>The newest consent for the item, whatever it is now: of one that was withdrawn the provinces say so.</summary>
    private async Task<JsonNode?> NewestAsync(CancellationToken cancel) => (await _consents(cancel))["consents"]!.AsArray()
        .LastOrDefault(consent => consent!["items"]!.AsArray().Any(item => (string)item!["code"]! == Item));

    private static IEnumerable<(string Province, string Kind, string Type)> ThingsOf(JsonNode consent) =>
    [
        .. ThingsAt(DemoSetUp.Running[0].Division, consent),
        .. (consent["sources"]?.AsArray() ?? []).SelectMany(source => ThingsAt((string)source!["province"]!, source)),
    ];

    private static IEnumerable<(string Province, string Kind, string Type)> ThingsAt(string province, JsonNode opens) =>
    [
        .. opens["licences"]!.AsArray().Select(licence => (province, "licence", (string)licence!["licence"]!)),
        .. opens["materials"]!.AsArray().Select(material => (province, "material", (string)material!)),
    ];

    // Pressed again it is the same use, counted once, and answered while the consent counts.
    private async Task<DemoFundRead> ReadAsync(string consent, string province, string kind, string type, bool english, CancellationToken cancel)
    {
        JsonObject use = new()
        {
            [kind] = type,
            ["use"] = ItemName,
            ["orgName"] = Name,
            ["operator"] = "clerk-3",
            ["itemName"] = ItemName,
            ["itemCode"] = Item,
            ["businessCode"] = Case,
            ["basis"] = new JsonObject { ["kind"] = "consent", ["consent"] = consent },
        };
        bool isOwn = province == DemoSetUp.Running[1].Division;
        if (!isOwn)
        {
            use["province"] = province;
        }

        (bool given, JsonNode answer) = await _node.AskAsync(
            Authority, isOwn ? "/api/v1/uses" : "/api/v1/exchanges", use, $"demo-fund-{consent}-{province}-{type}", english ? "en" : "zh-CN", cancel);
        return DemoFundRead.Of(province, type, given, answer);
    }
}
