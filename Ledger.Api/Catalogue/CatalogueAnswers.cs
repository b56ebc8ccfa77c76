using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Crypto.Transparency;
using Ledger.Node;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Catalogue;

/// <summary>Writes what is told of entries of the catalogue.</summary>
internal static class CatalogueAnswers
{
    /// <summary>Chinese as it is, not as escapes.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="node">The node that has it.</param>
    /// <param name="whole">Whether with its definition.</param>
    public static CatalogueEntryResponse Of(CatalogueEntry entry, ProvinceNode node, bool whole)
    {
        JsonObject definition = JsonNode.Parse(entry.Definition.Span)!.AsObject();
        return new CatalogueEntryResponse(
            entry.Code,
            entry.Edition,
            node.Catalogue.NewestEdition(entry),
            definition["name"]!.GetValue<string>(),
            definition["english"]!.GetValue<string>(),
            entry.EnteredBy.Length == 0 ? null : entry.EnteredBy,
            entry.EnteredAt,
            entry.Index,
            AnchorText(node, entry.Index),
            MapKey.For(node.Options.Origin, MapNamespace.Catalogue, entry.Handle.Span).ToHex(),
            whole ? definition : null);
    }

    /// <summary><c>anchored</c>, or <c>pending</c>.</summary>
    public static string AnchorText(ProvinceNode node, long index) => node.IsAnchored(index) ? "anchored" : "pending";
}
