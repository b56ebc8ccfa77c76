using System.Text.Json.Nodes;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Catalogue;

/// <summary>The JSON Schema (draft 2020-12) of <c>fields</c> in a request to issue a licence of a type.</summary>
internal static class FaceSchema
{
    /// <summary>Media type of a schema.</summary>
    public const string MediaType = "application/schema+json";

    /// <summary>
    /// The schema of one edition. It says what a schema can: check characters, visible characters and days that exist are checked when a
    /// licence is issued.
    /// </summary>
    /// <param name="type">The edition.</param>
    /// <param name="address">Its address, which becomes <c>$id</c>.</param>
    public static JsonObject Of(LicenceType type, Uri address)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(address);

        // A photograph is sent beside the fields.
        LicenceField[] fields = [.. type.Fields.Where(field => field.Kind is not FieldKind.Photo)];
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = address.ToString(),
            ["title"] = type.Name,
            ["description"] = type.English,
            ["type"] = "object",
            ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)Of(field)))),
            ["required"] = new JsonArray([.. fields.Where(field => field.Required).Select(field => JsonValue.Create(field.Key))]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Of(LicenceField field)
    {
        JsonObject schema = new()
        {
            ["title"] = field.Label,
            ["description"] = field.English,
            ["type"] = "string",
            ["minLength"] = 1,
            ["maxLength"] = field.MaximumLength,
            ["x-sensitivity"] = field.Sensitivity.ToString().ToLowerInvariant(),
        };
        if (field.Kind is FieldKind.Date)
        {
            schema["format"] = "date";
        }

        if (PatternOf(field) is { } pattern)
        {
            schema["pattern"] = $"^(?:{pattern})$";
        }

        if (field.Values is { } values)
        {
            schema["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }

        return schema;
    }

    private static string? PatternOf(LicenceField field) => field.Kind switch
    {
        FieldKind.NumberText => LicenceField.Number,
        FieldKind.SocialCreditCode => "[0-9A-HJ-NPQRTUWXY]{18}",
        FieldKind.CitizenNumber => "[0-9]{17}[0-9X]",
        _ => field.Pattern,
    };
}
