using System.Buffers.Text;
using Ledger.Node.SignIn;

namespace Ledger.Api.Security;

/// <summary>
/// The cookie with a session's random name. <c>__Host-</c>: no other host, path or plain connection sets or gets it; HttpOnly: no script reads
/// it. SameSite is Lax, not Strict: with Strict a browser that comes back from the identity provider, or by the link in a printed code, would
/// not be signed in. What writes asks where it comes from besides.
/// </summary>
internal static class SessionCookie
{
    /// <summary>Its name.</summary>
    public const string Name = "__Host-ledger-session";

    private const int TextLength = 43;

    /// <summary>What a cookie of the node is like.</summary>
    /// <param name="lifetime">How long the browser keeps it; null for as long as it is open.</param>
    public static CookieOptions Options(TimeSpan? lifetime) =>
        new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = lifetime };

    /// <summary>Gives it to the browser.</summary>
    public static void Give(HttpContext context, ReadOnlySpan<byte> name) =>
        context.Response.Cookies.Append(Name, Base64Url.EncodeToString(name), Options(null));

    /// <summary>Makes the browser forget it.</summary>
    public static void Forget(HttpContext context)
    {
        context.Response.Cookies.Delete(Name, Options(null));

        // Not "cookies": that would take those of the sites beside this one as well.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <summary>The session of a request, used now; null where it has none that counts.</summary>
    public static Session? Read(HttpContext context, SessionRegister sessions) =>
        context.Request.Cookies[Name] is { Length: TextLength } text && Base64Url.IsValid(text, out int length) && length == SessionRegister.NameLength
            ? sessions.Use(Base64Url.DecodeFromChars(text))
            : null;
}
