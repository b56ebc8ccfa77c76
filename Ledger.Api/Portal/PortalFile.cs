using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal;

/// <summary>A file that pages name: the one stylesheet, and the one script, of the page with the camera.</summary>
internal sealed class PortalFile
{
    private readonly string _name;
    private readonly string _mediaType;
    private readonly Lazy<byte[]> _content;
    private readonly Lazy<string> _edition;

    private PortalFile(string name, string mediaType)
    {
        (_name, _mediaType) = (name, mediaType);
        _content = new(() => File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, "Portal", name)));
        _edition = new(() => Convert.ToHexStringLower(SHA256.HashData(_content.Value).AsSpan(0, 8)));
    }

    /// <summary>The stylesheet.</summary>
    public static PortalFile Style { get; } = new("portal.css", "text/css; charset=utf-8");

    /// <summary>What reads codes by the camera.</summary>
    public static PortalFile ScanScript { get; } = new("scan.js", "text/javascript; charset=utf-8");

    /// <summary>Its path.</summary>
    public string Path => $"/{_name}";

    /// <summary>Its address, another one for every edition: so that browsers keep it and have the right one all the same.</summary>
    public string Address => $"/{_name}?v={_edition.Value}";

    public FileContentHttpResult Get(HttpContext context)
    {
        context.Response.Headers.CacheControl = context.Request.Query["v"] == _edition.Value ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(_content.Value, _mediaType);
    }
}
