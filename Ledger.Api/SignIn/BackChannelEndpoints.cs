using Ledger.Node;

namespace Ledger.Api.SignIn;

/// <summary>What providers ask of their client, without a browser between: its keys, and to end sessions.</summary>
internal static class BackChannelEndpoints
{
    public static void MapBackChannel(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder provider = routes.MapGroup("/sign-in/{provider}").WithTags("sign-in");
        provider.MapGet("/keys", Keys).WithSummary("The node's keys as the provider's client 客户端公钥").Produces<ClientKeysResponse>();
        provider.MapPost("/logout", EndAsync).WithSummary("The provider ends sessions 身份提供方结束会话")
            .Accepts<ProviderLogoutRequest>("application/x-www-form-urlencoded").Produces(StatusCodes.Status200OK);
    }

    private static ClientKeysResponse Keys(string provider, SignInFlow flow) => flow.Find(provider).Key is ClientKey key
        ? new ClientKeysResponse([key.ToContract()])
        : throw new LedgerException(LedgerError.NotFound, "本节点不以密钥向该身份提供方表明身份。", "The node shows this provider no key.");

    private static async Task<IResult> EndAsync(HttpContext context, string provider, BackChannelLogout logout, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store"; // 2.8
        await logout.EndAsync(context, provider, cancel);
        return TypedResults.Ok();
    }
}
