using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Presentations;
using Ledger.Node;
using Ledger.Node.Presentations;

namespace Ledger.Api.Presentations;

/// <summary>亮证: what a holder shows of a licence is made here, by the holder or by the system that serves them.</summary>
internal static class PresentationEndpoints
{
    private const int MostFields = 200;
    private const int LongestFieldName = 64;

    public static void MapPresentations(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/licences/{identifier}/presentations", PresentAsync).WithTags("presentations")
            .WithSummary("Make a presentation of a licence 亮证").Accepts<PresentLicenceRequest>("application/json").Produces<PresentationResponse>();
        routes.MapPost("/api/v1/me/licences/{identifier}/presentations", PresentAsync).WithTags("me")
            .WithSummary("Make a presentation of one's own licence 本人亮证").Accepts<PresentLicenceRequest>("application/json")
            .Produces<PresentationResponse>();
    }

    private static async Task<PresentationResponse> PresentAsync(
        HttpContext context, string identifier, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        PresentationRequest request = new(
            body.TextList("fields", MostFields, LongestFieldName),
            [.. body.Objects("claims", Presentation.MaximumClaims).Select((claim, place) => ReadClaim(claim, place))],
            body.OptionalText("audience", Presentation.MaximumAudienceBytes),
            body.OptionalInteger("seconds") ?? Presentation.MaximumSeconds,
            body.OptionalFlag("answersOnly") ?? false);
        body.End();
        context.Response.Headers.CacheControl = "no-store";
        return PresentationResponse.Of(node.Presentations.Make(Caller.Of(context).Authority, identifier, request));
    }

    private static AskedClaim ReadClaim(RequestBody claim, int place)
    {
        ClaimKind kind = ClaimText.Find(claim.Text("question", 32)) ?? throw new LedgerException(
            LedgerError.InvalidField, "判断项应为 adult 或 in-force。", "The question is adult or in-force.", $"/claims/{place}/question");
        AskedClaim asked = new(kind, claim.OptionalText("type", 21), claim.OptionalDate("since"));
        claim.End();
        return asked;
    }
}
