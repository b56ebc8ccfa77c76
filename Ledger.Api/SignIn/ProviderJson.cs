using System.Buffers.Text;
using System.Text.Json;

namespace Ledger.Api.SignIn;

/// <summary>Reads what a provider wrote: JSON without a member twice, of little depth, each member of the kind it must have.</summary>
internal static class ProviderJson
{
    private const int LongestText = 8192;

    // Not the ledger's own form of JSON: providers write null, and numbers as they please, in members that nobody reads here.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>One object.</summary>
    /// <exception cref="IdTokenException"><see cref="IdTokenFault.Malformed"/>.</exception>
    public static JsonElement Object(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw Malformed("It is not a JSON object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is what names with half of a surrogate pair end in, when they are compared.
            throw Malformed("It is not JSON, or has a member twice.");
        }
    }

    /// <summary>A text, or null where the member is absent.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">The member.</param>
    /// <param name="longest">Most characters; it has one at least.</param>
    /// <exception cref="IdTokenException"><see cref="IdTokenFault.Malformed"/>.</exception>
    public static string? OptionalText(this JsonElement json, string name, int longest = LongestText) =>
        !json.TryGetProperty(name, out JsonElement value) ? null : TextOf(value, name, longest);

    /// <summary>A text that must be there.</summary>
    /// <inheritdoc cref="OptionalText"/>
    public static string Text(this JsonElement json, string name, int longest = LongestText) =>
        json.OptionalText(name, longest) ?? throw Malformed($"It has no {name}.");

    /// <summary>A text, or a list of texts; none where the member is absent.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">The member.</param>
    /// <param name="most">Longest list.</param>
    /// <exception cref="IdTokenException"><see cref="IdTokenFault.Malformed"/>.</exception>
    public static IReadOnlyList<string> Texts(this JsonElement json, string name, int most) => !json.TryGetProperty(name, out JsonElement value) ? []
        : value.ValueKind != JsonValueKind.Array ? [TextOf(value, name)]
        : value.GetArrayLength() <= most ? [.. value.EnumerateArray().Select(item => TextOf(item, name))]
        : throw Malformed($"{name} has more than {most} entries.");

    /// <summary>A moment in whole seconds since 1970, or null where the member is absent.</summary>
    /// <exception cref="IdTokenException"><see cref="IdTokenFault.Malformed"/>.</exception>
    public static DateTimeOffset? OptionalMoment(this JsonElement json, string name) => !json.TryGetProperty(name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long seconds) && seconds is >= 0 and <= 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw Malformed($"{name} is not a moment in whole seconds.");

    /// <summary>Bytes of base64url without padding, in the one form there is of them.</summary>
    /// <exception cref="IdTokenException"><see cref="IdTokenFault.Malformed"/>.</exception>
    public static byte[] Bytes(string base64Url)
    {
        try
        {
            byte[] bytes = Base64Url.DecodeFromChars(base64Url);
            return Base64Url.EncodeToString(bytes) == base64Url ? bytes : throw Malformed("It is not canonical base64url.");
        }
        catch (FormatException e) when (e is not IdTokenException)
        {
            throw Malformed("It is not base64url.");
        }
    }

    private static string TextOf(JsonElement value, string name, int longest = LongestText)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= longest
                ? text
                : throw Malformed($"{name} is not a text of 1 to {longest} characters.");
        }
        catch (InvalidOperationException)
        {
            throw Malformed($"{name} holds half of a surrogate pair."); // GetString found it
        }
    }

    private static IdTokenException Malformed(string message) => new(IdTokenFault.Malformed, message);
}
