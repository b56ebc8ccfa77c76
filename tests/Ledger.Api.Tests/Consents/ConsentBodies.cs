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
    public static JsonObject Inspection(string licence, string number) =>
        Use(licence, ("kind", "inspection"), ("number", number), ("registeredBy", DemoWorld.IssuingAuthority));

    /// <summary>A plan to inspect a holder, of a number of its own.</summary>
    public static JsonObject Plan(JsonNode holder, DateTimeOffset now) => new()
    {
        ["number"] = $"JC-{Calls.NewKey()}",
        ["kind"] = "日常检查",
        ["subjects"] = new JsonArray(new JsonObject { ["codeType"] = (string)holder["codeType"]!, ["code"] = (string)holder["code"]! }),
        ["inspectors"] = new JsonArray("clerk-9"),
        ["to"] = now.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        ["operator"] = "clerk-1",
    };

    /// <summary>Registers a plan to inspect a holder; gives a use of the holder's licence under it.</summary>
    public static async Task<JsonObject> InspectionAsync(HttpClient department, string licence, JsonNode holder, DateTimeOffset now)
    {
        JsonObject plan = Plan(holder, now);
        Answer registered = await department.PostJsonAsync("/api/v1/inspections", plan, Calls.NewKey());
        Assert.True(registered.Status == System.Net.HttpStatusCode.Created, registered.Text);
        return Inspection(licence, (string)plan["number"]!);
    }

    /// <summary>A use for another authority, by its letter.</summary>
    public static JsonObject Assistance(string licence) => Use(licence, ("kind", "assistance"), ("number", "沪行协〔2026〕7 号"));

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
