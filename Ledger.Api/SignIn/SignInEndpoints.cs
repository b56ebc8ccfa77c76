using System.ComponentModel;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.SignIn;

namespace Ledger.Api.SignIn;

/// <summary>People sign in here: by their browser, which is sent to a provider and comes back.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder signIn = routes.MapGroup("").WithTags("sign-in");
        signIn.MapGet("/api/v1/sign-in", Providers).WithSummary("Where one signs in 登录方式").Produces<SignInResponse>();
        signIn.MapGet("/api/v1/sign-in/state", StateAsync).WithSummary("Whether sign-in works 登录服务状态").Produces<SignInStateResponse>();
        signIn.MapGet("/sign-in/{provider}", StartAsync).WithSummary("Sign in, or show one's means of authentication anew 登录、重新认证")
            .Produces(StatusCodes.Status302Found);
        signIn.MapGet("/sign-in/{provider}/callback", FinishAsync).WithSummary("The provider's answer 登录应答").Produces(StatusCodes.Status302Found);
    }

    private static SignInResponse Providers(ProvinceNode node) => new(
        [.. node.Options.SignIn.Providers.Select(provider => new SignInProviderContract(provider.Name, $"/sign-in/{provider.Name}"))]);

    private static async Task<SignInStateResponse> StateAsync(ProvinceNode node, SignInFlow flow, CancellationToken cancel)
    {
        List<ProviderStateContract> providers = [];
        foreach (IdentityProviderOptions provider in node.Options.SignIn.Providers)
        {
            providers.Add(new ProviderStateContract(provider.Name, await AnswersAsync(flow.Find(provider.Name), cancel)));
        }

        return new SignInStateResponse(node.Sessions.Count, providers);
    }

    private static async Task<IResult> StartAsync(
        HttpContext context,
        string provider,
        SignInFlow flow,
        ProvinceNode node,
        [Description("登录后返回的本站路径，省略为 /。Path of this site to come back to; / where it is left out.")] string? @return,
        [Description("yes：已登录的人重新认证。yes: who has signed in shows their means of authentication anew.")] string? stepUp,
        CancellationToken cancel)
    {
        _ = (@return, stepUp); // described above, read below: strictly
        RequestQuery asked = new(context.Request.Query);
        string path = asked.Text("return", 512) ?? "/";
        bool isStepUp = asked.Text("stepUp", 3) switch
        {
            null => false,
            "yes" => true,
            _ => throw new LedgerException(LedgerError.InvalidField, "参数 stepUp 应为 yes。", "Parameter stepUp is yes.", "/stepUp"),
        };
        asked.End();
        return SignInAttempt.IsOwnPath(path)
            ? await RefusedSignIn.OrPageAsync(
                context, provider, node.Options.Province,
                async () => TypedResults.Redirect(await flow.StartAsync(context, provider, path, isStepUp, cancel)))
            : throw new LedgerException(LedgerError.InvalidField, "参数 return 应为本站路径。", "Parameter return is a path of this site.", "/return");
    }

    private static Task<IResult> FinishAsync(HttpContext context, string provider, SignInFlow flow, ProvinceNode node, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        return RefusedSignIn.OrPageAsync(
            context, provider, node.Options.Province, async () => TypedResults.LocalRedirect(await flow.FinishAsync(context, provider, cancel)));
    }

    private static async Task<bool> AnswersAsync(ProviderClient provider, CancellationToken cancel)
    {
        try
        {
            await provider.DescribeAsync(cancel);
            return true;
        }
        catch (LedgerException)
        {
            return false;
        }
    }
}
