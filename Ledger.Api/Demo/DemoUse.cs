using System.Globalization;
using System.Text.Json.Nodes;

namespace Ledger.Api.Demo;

/// <summary>
/// A department of Jiangsu uses a business licence that Shanghai holds, with the consent of the person who acts for the company, confirmed once for both provinces: asked between
/// the two nodes, sealed on the way, verified before it is given, and seen by the holder afterwards.
/// </summary>
internal sealed class DemoUse(DemoNode source, DemoNode user)
{
    private const string Person = "citizen-1"; // acts for the first company
    private const string Type = "11100000MBDEM901XT001";
    private const string Item = "11320000MBDEM1034B2320118033000";
    private const string ItemName = "道路货物运输经营许可";

    /// <summary>Plays it.</summary>
    /// <param name="from">Where the licence lies.</param>
    /// <param name="to">Where it is used.</param>
    /// <param name="licence">Identifier of the first company's business licence.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether it came, and its holder sees it; and both in a sentence.</returns>
    public async Task<(bool Held, string Detail)> RunAsync(DemoProvince from, DemoProvince to, string licence, CancellationToken cancel)
    {
        using DemoVisitor holder = new(source.Address);
        await holder.SignInAsync(Person, cancel);
        DemoHolder company = DemoWorld.Holders[0];
        await user.RegisterAsync(company, cancel);
        JsonObject terms = new()
        {
            ["holder"] = new JsonObject { ["codeType"] = company.CodeType, ["code"] = company.Code },
            ["licences"] = new JsonArray(new JsonObject { ["licence"] = licence }),
            ["provinces"] = new JsonArray(to.Division),
            ["items"] = new JsonArray(Item),
            ["to"] = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["count"] = 3,
            ["sources"] = new JsonArray(new JsonObject
            {
                ["province"] = to.Division,
                ["licences"] = new JsonArray(new JsonObject { ["licence"] = Type }),
            }),
        };
        JsonNode granted = await holder.PostAsync("/api/v1/me/consents", terms, "demo-consent", cancel);
        (string consent, bool isPlaced) = ((string)granted["consent"]!, (string)granted["sources"]![0]!["state"]! == "placed");
        JsonObject use = new()
        {
            ["province"] = from.Division,
            ["licence"] = licence,
            ["use"] = "核验申请人主体资格",
            ["orgName"] = DemoWorld.Authorities.First(authority => authority.Province == to.Division).Name,
            ["operator"] = "clerk-2",
            ["itemName"] = ItemName,
            ["itemCode"] = Item,
            ["businessCode"] = "DEMO-2026-0001",
            ["basis"] = new JsonObject { ["kind"] = "consent", ["consent"] = consent },
        };
        JsonNode used = await user.PostAsync("/api/v1/exchanges", use, "demo-exchange", cancel);
        JsonNode seen = (await holder.GetAsync("/api/v1/me/uses", cancel))["uses"]!;
        bool isSeen = seen.AsArray().Any(one => (string)one!["use"]! == (string)used["use"]!);
        return (
            (string)used["licence"]! == licence && isSeen && isPlaced,
            $"one consent {(isPlaced ? "stands in both logs" : "stands in one log only")}; {used["fields"]!.AsArray().Count} fields of a licence came sealed from {from.Folder} to {to.Folder} and were verified there; its holder {(isSeen ? "sees" : "does not see")} the use");
    }
}
