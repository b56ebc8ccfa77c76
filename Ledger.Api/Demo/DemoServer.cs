using System.Net;

namespace Ledger.Api.Demo;

/// <summary>A small server of the demonstration, in its own process: it answers on this machine only, keeps nothing in browsers, and runs no scripts.</summary>
internal static class DemoServer
{
    /// <summary>Builds one that has its style and no other page yet.</summary>
    /// <param name="address">Where it answers, on 127.0.0.1.</param>
    /// <param name="mostBytes">The longest body that it takes.</param>
    /// <param name="policy">What a browser may do with its pages.</param>
    public static WebApplication Build(Uri address, int mostBytes, string policy)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = mostBytes;
            kestrel.Listen(IPAddress.Loopback, address.Port);
        });
        WebApplication app = builder.Build();
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";

            // Not "no-referrer": a form would then come from nowhere, and its origin could not be looked at.
            context.Response.Headers["Referrer-Policy"] = "same-origin";
            context.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        app.MapGet("/style.css", () => Results.Text(DemoIdentityPage.Style, "text/css"));
        return app;
    }
}
