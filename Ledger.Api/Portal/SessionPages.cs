using Ledger.Api.Portal.Operations;
using Ledger.Api.Problems;
using Ledger.Api.SignIn;
using Ledger.Node;
using Ledger.Node.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal;

/// <summary>People find the way to sign in here, and sign out.</summary>
internal static class SessionPages
{
    private const int LongestReturn = 512;

    public static void MapSessionPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Choose).ExcludeFromDescription();
        routes.MapGet("/start", Start).ExcludeFromDescription();
        routes.MapPost("/sign-out", SignOutAsync).ExcludeFromDescription();
        routes.MapGet("/signed-out", SignedOutAsync).ExcludeFromDescription();
    }

    private static RazorComponentResult<SignInPage> Choose(HttpContext context)
    {
        string path = new RequestQuery(context.Request.Query).Text("return", LongestReturn) is string asked && SignInAttempt.IsOwnPath(asked) ? asked : "/me";
        return Pages.Show<SignInPage>(context, new { Return = path });
    }

    /// <summary>To where the work of who signed in lies.</summary>
    private static RedirectHttpResult Start(HttpContext context)
    {
        PageView view = PageView.Of(context);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.LocalRedirect(view.IsHolder ? "/me" : view.Is(StaffRole.Clerk) ? "/counter" : view.Is(StaffRole.SealingOfficer) ? "/counter/seals"
            : view.Is(StaffRole.SystemAdministrator) ? "/operations" : view.Is(StaffRole.SecurityAdministrator) ? SessionsPages.Route : view.Is(StaffRole.Auditor) ? "/audit" : "/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, ProvinceNode node, SignInJournal journal, CancellationToken cancel)
    {
        _ = await PageForm.ReadAsync(context, cancel);
        SessionEndpoints.End(context, node, journal);
        return Pages.GoTo("/signed-out");
    }

    private static async Task<RazorComponentResult<SignedOutPage>> SignedOutAsync(HttpContext context, ProvinceNode node, SignInFlow flow, CancellationToken cancel)
    {
        Dictionary<string, string> addresses = [];
        foreach (IdentityProviderOptions provider in node.Options.SignIn.Providers)
        {
            if (await flow.SignOutAtAsync(provider.Name, cancel) is string address)
            {
                addresses[provider.Name] = address;
            }
        }

        return Pages.Show<SignedOutPage>(context, new { AtProviders = addresses.ToArray() });
    }
}
