using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal;

/// <summary>The one stylesheet.</summary>
internal static class PortalStyle
{
    private static readonly Lazy<byte[]> Style = new(() => File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, "Portal", "portal.css")));

    private static readonly Lazy<string> Edition = new(() => Convert.ToHexStringLower(SHA256.HashData(Style.Value).AsSpan(0, 8)));

    /// <summary>Its address, another one for every edition: so that browsers keep it and have the right one all the same.</summary>
    public static string Address => $"/portal.css?v={Edition.Value}";

    public static FileContentHttpResult Get(HttpContext context)
    {
        context.Response.Headers.CacheControl = context.Request.Query["v"] == Edition.Value ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(Style.Value, "text/css; charset=utf-8");
    }
}
