using System.Text.Json;

namespace Ledger.Api.SignIn;

/// <summary>A logout token that was found good (OpenID Connect Back-Channel Logout 1.0, 2.4). Personal data: it is not kept.</summary>
/// <param name="Subject">Whose sessions end; null where it names a session only.</param>
/// <param name="Session">Which of the provider's sessions is over; null where all of the person's are.</param>
/// <param name="Id">Its own name, <c>jti</c>.</param>
/// <param name="GoodUntil">From then on it is refused for its age.</param>
internal sealed record LogoutToken(string? Subject, string? Session, string Id, DateTimeOffset GoodUntil)
{
    /// <summary>What providers write as <c>typ</c>: the name of its own, or that of any token.</summary>
    public static readonly IReadOnlyList<string> Types = ["logout+jwt", "JWT"];

    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>Takes a token, if the provider signed it to end sessions (2.6).</summary>
    /// <param name="token">The token.</param>
    /// <param name="keys">The provider's keys of the token's name and algorithm.</param>
    /// <param name="issuer">The provider's issuer, exactly.</param>
    /// <param name="clientId">Whom it is for.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="IdTokenException">It is refused; the first reason found.</exception>
    public static LogoutToken Accept(UnverifiedToken token, IReadOnlyList<ProviderKey> keys, string issuer, string clientId, DateTimeOffset now)
    {
        TokenRules.RequireSigned(token, keys);
        JsonElement claims = token.Claims;
        TokenRules.RequireParties(claims, issuer, clientId);
        DateTimeOffset issued = TokenRules.RequireNow(claims, now);
        TokenRules.Require(
            claims.TryGetProperty("events", out JsonElement events) && events.ValueKind == JsonValueKind.Object
                && events.TryGetProperty(Event, out JsonElement logout) && logout.ValueKind == JsonValueKind.Object,
            IdTokenFault.Event, "events says that a session is over.");

        // An id_token of a sign-in here always has one: none of them ends a session.
        TokenRules.Require(!claims.TryGetProperty("nonce", out _), IdTokenFault.Nonce, "A logout token has no nonce.");
        string id = TokenRules.OptionalName(claims, "jti") ?? throw new IdTokenException(IdTokenFault.Malformed, "It has no jti.");
        (string? subject, string? session) = (TokenRules.OptionalName(claims, "sub"), TokenRules.OptionalName(claims, "sid"));
        TokenRules.Require(subject is not null || session is not null, IdTokenFault.Malformed, "It has neither sub nor sid.");
        return new LogoutToken(subject, session, id, issued + TokenRules.LongestAge);
    }
}
