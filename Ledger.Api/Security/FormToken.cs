using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Hashing;

namespace Ledger.Api.Security;

/// <summary>
/// What every form of a session carries besides what was typed, so that no page of another site can send it: made of the session's random name, which
/// no page and no script reads. It needs no key and no row, lasts as long as the session, and changes with it at every sign-in and step-up,
/// and with whom it acts for: a form that was opened for one is not sent for another.
/// </summary>
internal static class FormToken
{
    /// <summary>Name of the hidden field.</summary>
    public const string Field = "token";

    /// <summary>The token of the session that a cookie names; of no use where there is none. Another where the session acts for somebody else.</summary>
    /// <param name="cookie">The cookie.</param>
    /// <param name="actsFor">For whom the session acts; null for nobody in particular.</param>
    public static string Of(string cookie, Digest? actsFor = null)
    {
        byte[] whose = [.. "ledger form v1"u8, .. actsFor is Digest holder ? holder.Span : []];
        return Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(cookie), whose));
    }

    /// <summary>Whether a form carries the token of its request's session.</summary>
    public static bool Fits(string cookie, Digest? actsFor, string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Of(cookie, actsFor)));
}
