using System.Text.Json.Nodes;

namespace Ledger.Api.Demo;

/// <summary>A licence of the demonstration, as a department would ask for it.</summary>
/// <param name="Type">Type code.</param>
/// <param name="Issuer">Issuing authority's code.</param>
/// <param name="Serial">流水号 of the identifier.</param>
/// <param name="Number">证照编号 as printed.</param>
/// <param name="Holder">The holder.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null for 长期.</param>
/// <param name="Fields">Face fields by their short names.</param>
internal sealed record DemoLicence(
    string Type,
    string Issuer,
    string Serial,
    string Number,
    DemoHolder Holder,
    DateOnly From,
    DateOnly? To,
    IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>持证主体 beside the first: joint owners.</summary>
    public IReadOnlyList<DemoHolder> CoHolders { get; init; } = [];

    /// <summary>Identifiers of the licences that a composite one unites.</summary>
    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>The body of the request that asks for it.</summary>
    public JsonObject ToRequest()
    {
        JsonObject body = new()
        {
            ["type"] = Type,
            ["issuer"] = Issuer,
            ["serial"] = Serial,
            ["number"] = Number,
            ["holder"] = ToRequest(Holder),
            ["validFrom"] = DemoWorld.Text(From),
            ["fields"] = new JsonObject(Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value))),
            ["operator"] = "clerk-1",
        };
        if (To is DateOnly last)
        {
            body["validTo"] = DemoWorld.Text(last);
        }

        if (CoHolders.Count > 0)
        {
            body["coHolders"] = new JsonArray([.. CoHolders.Select(ToRequest)]);
        }

        if (Components.Count > 0)
        {
            body["components"] = new JsonArray([.. Components.Select(component => (JsonNode)component)]);
        }

        return body;
    }

    private static JsonObject ToRequest(DemoHolder holder) =>
        new() { ["name"] = holder.Name, ["codeType"] = holder.CodeType, ["code"] = holder.Code };
}
