using Ledger.Node;

namespace Ledger.Api.Security;

/// <summary>
/// What the cookies by which a node knows a browser have in common. <c>__Host-</c>: no other host, path or plain connection sets or gets them;
/// HttpOnly: no script reads them. SameSite is Lax, not Strict: with Strict a browser that comes back from the identity provider, or by the link
/// in a printed code, would not be signed in. What writes asks where it comes from besides.
/// </summary>
internal static class NodeCookie
{
    /// <summary>
    /// Its name at a node, which has the division in it: cookies do not know ports (RFC 6265, 8.5), and the portals of several provinces may
    /// stand at one address.
    /// </summary>
    /// <param name="purpose">What it is for, one word.</param>
    /// <param name="division">Division code of the node's province.</param>
    public static string NameAt(string division, string purpose) => $"__Host-ledger-{purpose}-{division}";

    /// <summary>Its name at the node that answers a request.</summary>
    public static string NameOf(HttpContext context, string purpose) =>
        NameAt(context.RequestServices.GetRequiredService<ProvinceNode>().Options.Division, purpose);

    /// <summary>What it is like.</summary>
    /// <param name="lifetime">How long the browser keeps it; null for as long as it is open.</param>
    public static CookieOptions Options(TimeSpan? lifetime) =>
        new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = lifetime };
}
