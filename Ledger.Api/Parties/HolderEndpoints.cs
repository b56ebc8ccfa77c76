using Google.Protobuf;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;

namespace Ledger.Api.Parties;

/// <summary>Departments enter holders here; issuing enters them too.</summary>
internal static class HolderEndpoints
{
    public static void MapHolders(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/holders", RegisterAsync).WithTags("holders").WithSummary("Enter a holder 登记持证主体")
            .Accepts<RegisterHolderRequest>("application/json").Produces<HolderResponse>();

    private static async Task<HolderResponse> RegisterAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string name, string codeType, string code) = (body.Text("name", 200), body.Text("codeType", 3), body.Text("code", 64));
        body.End();
        AuditTrail.Of(context).ConcernsHolder(code);
        ByteString handle = await node.Holders.RegisterAsync(codeType, name, code, cancel);
        return new HolderResponse(Convert.ToHexStringLower(handle.Span));
    }
}
