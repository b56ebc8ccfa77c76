using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ledger.Node.Catalogue;

namespace Ledger.Api.Verification.Offline;

/// <summary>The editions of licence types that come with the program, as a module of the page: what it needs to know how a licence without its type looks, and to tell a forged one.</summary>
internal static class OfflineEditions
{
    /// <summary>Where the page's modules find it.</summary>
    public const string Path = "Catalogue/Editions.js";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The module: <c>editions</c>, a list of canonical JSON texts.</summary>
    public static string Module { get; } =
        $"export const editions = [\n{string.Join(",\n", CatalogueSeed.Of(CatalogueKind.LicenceType).Select(edition => Literal(edition.Bytes.Span)))},\n];\n";

    // A JSON string is one of the script's too; "<" could end the element that holds the script.
    private static string Literal(ReadOnlySpan<byte> json) =>
        JsonSerializer.Serialize(Encoding.UTF8.GetString(json), Options).Replace("<", "\\u003c", StringComparison.Ordinal);
}
