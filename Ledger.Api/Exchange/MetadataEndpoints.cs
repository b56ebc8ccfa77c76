using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Exchange;
using Ledger.Node.Licences;
using Microsoft.Net.Http.Headers;

namespace Ledger.Api.Exchange;

/// <summary>A licence under the national short names, as JSON or as the XML that licence files carry.</summary>
internal static class MetadataEndpoints
{
    private const string Json = "application/json";
    private const string Xml = "application/xml";

    public static void MapMetadata(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/licences/{identifier}/metadata", Get)
        .WithTags("exchange").WithSummary("National metadata of a licence 证照元数据")
        .Produces<IReadOnlyDictionary<string, string>>(StatusCodes.Status200OK, Json, Xml);

    private static IResult Get(HttpContext context, string identifier, ProvinceNode node)
    {
        OpenedLicence opened = node.Licences.Open(Caller.Of(context).Authority, identifier);
        IReadOnlyList<MetadataItem> items = LicenceMetadata.Of(opened);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        return PrefersXml(context.Request)
            ? TypedResults.Bytes(MetadataXml.Write(items), Xml)
            : TypedResults.Json(items.ToDictionary(item => item.Name, item => item.Value));
    }

    /// <summary>Whether XML is asked for by name, and not after JSON.</summary>
    private static bool PrefersXml(HttpRequest request)
    {
        IList<MediaTypeHeaderValue> accepted = request.GetTypedHeaders().Accept;
        return QualityOf(accepted, Xml, "text/xml") > QualityOf(accepted, Json);
    }

    private static double QualityOf(IEnumerable<MediaTypeHeaderValue> accepted, params ReadOnlySpan<string> types)
    {
        double best = 0;
        foreach (MediaTypeHeaderValue type in accepted)
        {
            best = types.Contains(type.MediaType.ToString().ToLowerInvariant()) ? Math.Max(best, type.Quality ?? 1) : best;
        }

        return best;
    }
}
