using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;

namespace Ledger.Api.Tests.Consents;

/// <summary>What is sent about consents.</summary>
internal static class ConsentBodies
{
    /// <summary>食品经营许可新办: needs a business licence.</summary>
    public const string FoodItem = "11310105MBDEM0015E4310131012000";

    public const string BusinessType = "11100000MBDEM901XT001";

    /// <summary>A consent to show a business licence.</summary>
    public static JsonObject Consent(DateTimeOffset now, string? recipient = null, params string[] fields) => new()
    {
        ["licences"] = new JsonArray(new JsonObject
        {
            ["licence"] = BusinessType,
            ["fields"] = new JsonArray([.. (fields.Length > 0 ? fields : ["KZ_MC", "KZ_ZS"]).Select(field => (JsonNode)field)]),
        }),
        ["authorities"] = new JsonArray(recipient ?? DemoWorld.Authorities[1].Code),
        ["items"] = new JsonArray(FoodItem),
        ["to"] = now.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        ["count"] = 2,
    };

    /// <summary>A use of a licence.</summary>
    /// <param name="licence">Type or identifier.</param>
    /// <param name="basis">Kind, and what belongs to it.</param>
    public static JsonObject Use(string licence, params (string Name, string Value)[] basis) => new()
    {
        ["licence"] = licence,
        ["use"] = "核验经营主体",
        ["orgName"] = "普陀区卫生健康委员会",
        ["operator"] = "clerk-9",
        ["itemName"] = "食品经营许可新办",
        ["itemCode"] = FoodItem,
        ["businessCode"] = "BJ-2026-0042",
        ["basis"] = new JsonObject(basis.Select(part => KeyValuePair.Create(part.Name, (JsonNode?)part.Value))),
    };

    /// <summary>A use for an inspection.</summary>
    public static JsonObject Inspection(string licence) =>
        Use(licence, ("kind", "inspection"), ("number", "JC-2026-0007"), ("registeredBy", DemoWorld.IssuingAuthority));

    /// <summary>A use of a material for an inspection.</summary>
    public static JsonObject InspectionOf(string material) => OfMaterial(Inspection(material));

    /// <summary>The same use, of a material.</summary>
    public static JsonObject OfMaterial(JsonObject use)
    {
        use["material"] = (string)use["licence"]!;
        use.Remove("licence");
        return use;
    }

    /// <summary>A use of what another province holds.</summary>
    public static JsonObject Elsewhere(string licence, string consent = "77777777777777777777777777777777", string province = "320000")
    {
        JsonObject use = Use(licence, ("kind", "consent"), ("consent", consent));
        use["province"] = province;
        return use;
    }

    /// <summary>What a clerk's system sends for a holder.</summary>
    public static JsonObject Request()
    {
        JsonObject body = Consent(TimeProvider.System.GetUtcNow());
        body["holder"] = new JsonObject { ["codeType"] = "111", ["code"] = "310100198806120023" };
        body["operator"] = "clerk-1";
        body["window"] = "长三角远程虚拟窗口 3 号";
        body["province"] = "310000";
        return body;
    }
}
