using System.Buffers.Text;
using Ledger.Node.SignIn;

namespace Ledger.Api.Security;

/// <summary>The <see cref="NodeCookie"/> with a session's random name.</summary>
internal static class SessionCookie
{
    private const string Purpose = "session";
    private const int TextLength = 43;

    /// <summary>Its name at a node.</summary>
    /// <param name="division">Division code of the node's province.</param>
    public static string NameAt(string division) => NodeCookie.NameAt(division, Purpose);

    /// <summary>What a request says for it; null where it has none.</summary>
    public static string? TextOf(HttpContext context) => context.Request.Cookies[NodeCookie.NameOf(context, Purpose)];

    /// <summary>Gives it to the browser.</summary>
    public static void Give(HttpContext context, ReadOnlySpan<byte> name) =>
        context.Response.Cookies.Append(NodeCookie.NameOf(context, Purpose), Base64Url.EncodeToString(name), NodeCookie.Options(null));

    /// <summary>Makes the browser forget it.</summary>
    public static void Forget(HttpContext context)
    {
        context.Response.Cookies.Delete(NodeCookie.NameOf(context, Purpose), NodeCookie.Options(null));

        // Not "cookies": that would take those of the sites beside this one as well.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <summary>The session of a request, used now; null where it has none that counts.</summary>
    public static Session? Read(HttpContext context, SessionRegister sessions) =>
        TextOf(context) is { Length: TextLength } text && Base64Url.IsValid(text, out int length) && length == SessionRegister.NameLength
            ? sessions.Use(Base64Url.DecodeFromChars(text))
            : null;
}
