using Ledger.Api.Portal;
using Ledger.Api.Security;
using Ledger.Node;

namespace Ledger.Api.Hosting;

/// <summary>Headers that keep a browser from doing more with an answer than it should.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ProvinceNode node)
{
    private const string Pages =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    // The page that reads codes by the camera: its own script, which asks this site.
    private const string Scanning = Pages + "; script-src 'self'; connect-src 'self'";

    // Swagger UI is scripts, and writes its styles itself.
    private const string Documentation =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    // Two years, the least that browsers' own lists ask for.
    private const string OnlyTls = "max-age=63072000";

    private readonly bool _isTls = node.Options.PublicAddress.Scheme == Uri.UriSchemeHttps;

    public Task InvokeAsync(HttpContext context)
    {
        // Set when the answer starts: whoever turns an exception into a problem clears the headers first.
        context.Response.OnStarting(() => Set(context));
        return next(context);
    }

    private Task Set(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        bool scans = context.Request.Path == ScanPages.Path;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/swagger") ? Documentation : scans ? Scanning : Pages;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = $"camera=({(scans ? "self" : "")}), geolocation=(), microphone=(), payment=(), usb=()";
        if (_isTls)
        {
            headers.StrictTransportSecurity = OnlyTls;
        }

        // What is not for everybody is nobody's to keep, but who asked.
        if (headers.CacheControl.Count == 0 && context.GetEndpoint() is RouteEndpoint endpoint
            && PermissionTable.Find(context.Request.Method, endpoint.RoutePattern.RawText ?? "") is { Role: not Role.Anyone })
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
