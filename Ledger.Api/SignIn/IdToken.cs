using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ledger.Api.SignIn;

/// <summary>An id_token that was found good, and what it says. Personal data: it is not kept.</summary>
/// <param name="Subject">Who, as the provider names them; 1 to 255 visible ASCII characters.</param>
/// <param name="AuthenticatedAt"><c>auth_time</c>.</param>
/// <param name="Level"><c>acr</c>, or null.</param>
/// <param name="Session"><c>sid</c>, the provider's own session, by which it says later that it is over; or null.</param>
/// <param name="Claims">All claims.</param>
internal sealed record IdToken(string Subject, DateTimeOffset AuthenticatedAt, string? Level, string? Session, JsonElement Claims)
{
    /// <summary>Takes a token, if the provider signed it for this sign-in (OpenID Connect Core 1.0, 3.1.3.7).</summary>
    /// <param name="token">The token.</param>
    /// <param name="keys">The provider's keys of the token's name and algorithm.</param>
    /// <param name="accessToken">What came beside it; null where nothing did.</param>
    /// <param name="expected">What it must say.</param>
    /// <exception cref="IdTokenException">It is refused; the first reason found.</exception>
    public static IdToken Accept(UnverifiedToken token, IReadOnlyList<ProviderKey> keys, string? accessToken, ExpectedToken expected)
    {
        TokenRules.RequireSigned(token, keys);
        JsonElement claims = token.Claims;
        TokenRules.RequireParties(claims, expected.Issuer, expected.ClientId);
        Require(claims.OptionalText("azp") is not string party || party == expected.ClientId, IdTokenFault.Audience, "azp is this node.");
        TokenRules.RequireNow(claims, expected.Now);
        Require(FixedTimeEquals(claims.OptionalText("nonce") ?? "", expected.Nonce), IdTokenFault.Nonce, "nonce is not that of this sign-in.");
        RequireAccessToken(claims, token.Algorithm, accessToken);
        DateTimeOffset authenticated = claims.OptionalMoment("auth_time")
            ?? throw new IdTokenException(IdTokenFault.AuthenticationTime, "auth_time was asked for.");
        Require(
            authenticated >= expected.AuthenticatedAfter - TokenRules.Leeway && authenticated <= expected.Now + TokenRules.Leeway,
            IdTokenFault.AuthenticationTime,
            "auth_time is longer ago than was asked for, or in the future.");
        string subject = TokenRules.OptionalName(claims, "sub") ?? throw new IdTokenException(IdTokenFault.Malformed, "It has no sub.");
        return new IdToken(subject, authenticated, claims.OptionalText("acr"), TokenRules.OptionalName(claims, "sid"), claims);
    }

    /// <summary>Whether two texts are the same, in a time that does not tell how much of them is.</summary>
    public static bool FixedTimeEquals(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static void RequireAccessToken(JsonElement claims, string algorithm, string? accessToken)
    {
        if (claims.OptionalText("at_hash") is not string stated)
        {
            return;
        }

        // 3.1.3.6: the left half of the hash of the token's algorithm; of Ed25519 that is SHA-512.
        byte[] bytes = Encoding.ASCII.GetBytes(accessToken ?? "");
        byte[] hash = algorithm is "EdDSA" or "Ed25519" ? SHA512.HashData(bytes) : SHA256.HashData(bytes);
        Require(
            accessToken is not null && FixedTimeEquals(stated, Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2))),
            IdTokenFault.AccessToken,
            "at_hash is not that of the access token.");
    }

    private static void Require(bool holds, IdTokenFault fault, string message) => TokenRules.Require(holds, fault, message);
}
