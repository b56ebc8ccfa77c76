using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Parties;
using Ledger.Node.SignIn;

namespace Ledger.Api.SignIn;

/// <summary>代办: a person chooses here for whom they act. From then on all below <c>/me</c> is that holder's, and no one else's.</summary>
internal static class ActingEndpoints
{
    public static void MapActing(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder acting = routes.MapGroup("/api/v1/session/acting").WithTags("sign-in");
        acting.MapPost("", ChooseAsync).WithSummary("Choose for whom to act 选择办理主体").Accepts<ActingRequest>("application/json").Produces<ActingResponse>();
        acting.MapPost("/end", End).WithSummary("Act for nobody in particular 结束代办").Produces<EndedActingResponse>();
    }

    private static async Task<ActingResponse> ChooseAsync(HttpContext context, ProvinceNode node, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        HolderCode of = HolderCodeContract.Read(body.Object("holder"));
        body.End();
        (Digest lookup, Holder holder) = Choose(context, node, of);
        return new ActingResponse(
            new OwnHolderContract(holder.Name, holder.CodeType.Code, Masked.Number(holder.Code)),
            CodeOf(!Caller.Of(context).Session!.Who.Themselves.Holders.Contains(lookup)));
    }

    private static EndedActingResponse End(HttpContext context, ProvinceNode node)
    {
        node.Sessions.ActFor(Caller.Of(context).Session!, holder: null);
        return new EndedActingResponse(true);
    }

    /// <summary>Lets the session of a request act for a holder.</summary>
    /// <exception cref="LedgerException">As <see cref="Acting.Choose"/>.</exception>
    internal static (Digest Lookup, Holder Holder) Choose(HttpContext context, ProvinceNode node, HolderCode of)
    {
        AuditTrail.Of(context).ConcernsHolder(of.Code);
        Session session = Caller.Of(context).Session!;
        (Digest lookup, Holder holder) = node.Acting.Choose(session.Who, of);
        node.Sessions.ActFor(session, lookup);
        return (lookup, holder);
    }

    /// <summary>What programs read of whom one acts for.</summary>
    internal static string CodeOf(bool isGuardian) => isGuardian ? "minor" : "holder";
}
