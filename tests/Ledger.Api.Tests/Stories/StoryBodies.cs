using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Materials;

namespace Ledger.Api.Tests.Stories;

/// <summary>What departments and holders send in the stories.</summary>
internal static class StoryBodies
{
    /// <summary>A consent for one item, to all authorities of a province.</summary>
    public static JsonObject Consent(string province, string item, string[] licences, string[] materials) => new()
    {
        ["licences"] = new JsonArray([.. licences.Select(licence => new JsonObject { ["licence"] = licence })]),
        ["materials"] = new JsonArray([.. materials.Select(material => (JsonNode)material)]),
        ["provinces"] = new JsonArray(province),
        ["items"] = new JsonArray(item),
        ["to"] = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        ["count"] = 20,
    };

    /// <summary>What a consent opens in another province.</summary>
    public static JsonObject Source(string province, string[] licences, string[] materials) => new()
    {
        ["province"] = province,
        ["licences"] = new JsonArray([.. licences.Select(licence => new JsonObject { ["licence"] = licence })]),
        ["materials"] = new JsonArray([.. materials.Select(material => (JsonNode)material)]),
    };

    /// <summary>A use under a consent.</summary>
    /// <param name="kind"><c>licence</c> or <c>material</c>.</param>
    /// <param name="type">Code of its type.</param>
    /// <param name="consent">Name of the consent.</param>
    /// <param name="office">Name of who asks.</param>
    /// <param name="item">事项 code and name.</param>
    public static JsonObject Use(string kind, string type, string consent, string office, (string Code, string Name) item) => new()
    {
        [kind] = type,
        ["use"] = item.Name,
        ["orgName"] = office,
        ["operator"] = "clerk-3",
        ["itemName"] = item.Name,
        ["itemCode"] = item.Code,
        ["businessCode"] = "BJ-2026-1126",
        ["basis"] = new JsonObject { ["kind"] = "consent", ["consent"] = consent },
    };

    /// <summary>A material of 可信等级 A, as its source hands it in; gives its identifier.</summary>
    public static async Task<string> HandInAsync(HttpClient source, string type, (string Name, string Code) holder, byte[] file, JsonObject? fields = null)
    {
        JsonObject material = MaterialCalls.Plan();
        (material["type"], material["level"]) = (type, "a");
        material["holder"] = new JsonObject { ["name"] = holder.Name, ["codeType"] = "111", ["code"] = holder.Code };
        if (fields is not null)
        {
            material["fields"] = fields;
        }

        return (string)(await source.HandInAsync(material, file))["material"]!["identifier"]!;
    }
}
