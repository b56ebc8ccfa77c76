using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ledger.Crypto.Encoding;

namespace Ledger.Node.Catalogue;

/// <summary>Reads a definition of the catalogue strictly: a misspelt member is an error and not a rule silently missing.</summary>
internal static class CatalogueJson
{
    /// <summary>Most bytes of a definition: with what stands around it, an event body takes at most 65,535.</summary>
    public const int LongestDefinition = 60_000;

    private static readonly StrictJsonLimits Limits = new(LongestDefinition, MaxDepth: 8);

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads one definition.</summary>
    /// <param name="json">UTF-8, at most <see cref="LongestDefinition"/> bytes.</param>
    /// <param name="findFault">What is wrong with one that could be read, or null.</param>
    /// <exception cref="CatalogueException">It is wrong; the fault says where.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, Func<T, CatalogueFault?> findFault)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(findFault);
        try
        {
            // The strict reader knows no null: no list has an item that is none.
            JsonObject members = StrictJson.ParseObject(json, Limits);
            T read = members.Deserialize<T>(Options)!;
            return findFault(read) is { } fault ? throw new CatalogueException(fault) : read;
        }
        catch (StrictJsonException refused)
        {
            throw Unreadable(refused.Path, $"{refused.Code}", refused);
        }
        catch (JsonException refused)
        {
            throw Unreadable(refused.Path ?? "", refused.Message, refused);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            // A pattern that is none, or that the engine of linear time cannot run.
            throw Unreadable("pattern", refused.Message, refused);
        }
    }

    /// <summary>The one byte form of a definition, which is what the log holds.</summary>
    /// <param name="json">What <see cref="Read"/> has read.</param>
    public static byte[] Canonical(ReadOnlySpan<byte> json) => CanonicalJson.Write(StrictJson.ParseObject(json, Limits));

    private static CatalogueException Unreadable(string place, string detail, Exception cause) =>
        new(new CatalogueFault($"定义无法读取，位置「{place}」", $"it cannot be read at \"{place}\": {detail}"), cause);
}
