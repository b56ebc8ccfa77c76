using System.Globalization;
using System.Text.Json.Nodes;

namespace Ledger.Api.Demo;

/// <summary>
/// A department of one province uses a licence that another holds, with the consent of its holder or who acts for it, confirmed once for both provinces: asked between
/// the two nodes, sealed on the way, verified before it is given, and seen by the holder afterwards.
/// </summary>
internal sealed class DemoUse(DemoNode source, DemoNode user)
{
    /// <summary>Plays it.</summary>
    /// <param name="from">Where the licence lies.</param>
    /// <param name="to">Where it is used.</param>
    /// <param name="licence">Identifier of the licence.</param>
    /// <param name="matter">For what, and who consents.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Whether it came, and its holder sees it; and both in a sentence.</returns>
    public async Task<(bool Held, string Detail)> RunAsync(DemoProvince from, DemoProvince to, string licence, DemoMatter matter, CancellationToken cancel)
    {
        using DemoVisitor holder = new(source.Address);
        await holder.SignInAsync(matter.Person, cancel);
        await user.RegisterAsync(matter.Holder, cancel);
        JsonObject terms = new()
        {
            ["holder"] = new JsonObject { ["codeType"] = matter.Holder.CodeType, ["code"] = matter.Holder.Code },
            ["licences"] = new JsonArray(new JsonObject { ["licence"] = licence }),
            ["provinces"] = new JsonArray(to.Division),
            ["items"] = new JsonArray(matter.Item),
            ["to"] = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["count"] = 3,
            ["sources"] = new JsonArray(new JsonObject
            {
                ["province"] = to.Division,
                ["licences"] = new JsonArray(new JsonObject { ["licence"] = matter.Type }),
            }),
        };
        JsonNode granted = await holder.PostAsync("/api/v1/me/consents", terms, $"demo-consent-{matter.Case}", cancel);
        (string consent, bool isPlaced) = ((string)granted["consent"]!, (string)granted["sources"]![0]!["state"]! == "placed");
        JsonObject use = new()
        {
            ["province"] = from.Division,
            ["licence"] = licence,
            ["use"] = matter.Use,
            ["orgName"] = matter.Authority.Name,
            ["operator"] = "clerk-2",
            ["itemName"] = matter.ItemName,
            ["itemCode"] = matter.Item,
            ["businessCode"] = matter.Case,
            ["basis"] = new JsonObject { ["kind"] = "consent", ["consent"] = consent },
        };
        JsonNode used = await user.UseAsync(matter.Authority, use, $"demo-exchange-{matter.Case}", cancel);
        JsonNode seen = (await holder.GetAsync("/api/v1/me/uses", cancel))["uses"]!;
        bool isSeen = seen.AsArray().Any(one => (string)one!["use"]! == (string)used["use"]!);
        return (
            (string)used["licence"]! == licence && isSeen && isPlaced,
            $"one consent {(isPlaced ? "stands in both logs" : "stands in one log only")}; {used["fields"]!.AsArray().Count} fields of a licence came sealed from {from.Folder} to {to.Folder} and were verified there; its holder {(isSeen ? "sees" : "does not see")} the use");
    }
}
