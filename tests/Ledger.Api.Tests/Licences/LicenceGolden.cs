using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Api.Demo;

namespace Ledger.Api.Tests.Licences;

/// <summary>A licence's JSON with all that differs from one issuing to the next replaced by its name.</summary>
internal static class LicenceGolden
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Random, or made from what is: names in the log, salts and their root, keys and what they sign.
    private static readonly string[] Fresh =
        ["salt", "handle", "fieldsRoot", "sealKey", "signingKey", "seal", "signature", "certificates", "index"];

    /// <summary>The text to compare.</summary>
    public static string Of(DemoLicence licence, JsonNode json)
    {
        Dictionary<string, string> days = new() { [DemoWorld.Text(licence.From)] = "<first day>" };
        if (licence.To is { } last)
        {
            days[DemoWorld.Text(last)] = "<last day>";
        }

        days.TryAdd(DemoWorld.Text(licence.From.AddYears(5).AddDays(-1)), "<last day of five years>");
        return Replaced(json, days)!.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonNode? Replaced(JsonNode? node, Dictionary<string, string> days) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
            member.Key, Fresh.Contains(member.Key) ? $"<{member.Key}>" : Replaced(member.Value, days)))),
        JsonArray items => new JsonArray([.. items.Select(item => Replaced(item, days))]),
        JsonValue value when value.TryGetValue(out string? text) =>
            days.Aggregate(text, (result, day) => result.Replace(day.Key, day.Value, StringComparison.Ordinal)),
        _ => node?.DeepClone(),
    };
}
