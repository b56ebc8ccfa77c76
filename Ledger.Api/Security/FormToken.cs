using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Api.Security;

/// <summary>
/// What every form of a session carries besides what was typed, so that no page of another site can send it: made of the session's random name, which
/// no page and no script reads. It needs no key and no row, lasts as long as the session, and changes with it at every sign-in and step-up.
/// </summary>
internal static class FormToken
{
    /// <summary>Name of the hidden field.</summary>
    public const string Field = "token";

    /// <summary>The token of a request's session; of no use where it has none.</summary>
    public static string Of(HttpContext context) => Of(context.Request.Cookies[SessionCookie.Name] ?? "");

    /// <summary>The token of the session that a cookie names.</summary>
    public static string Of(string cookie) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(cookie), "ledger form v1"u8));

    /// <summary>Whether a form carries the token of its request's session.</summary>
    public static bool Fits(HttpContext context, string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Of(context)));
}
