using System.Text.Json;

namespace Ledger.Api.SignIn;

/// <summary>What holds of every token that a provider signs for this node, whatever it says besides.</summary>
internal static class TokenRules
{
    /// <summary>So far the provider's clock may be from ours.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    /// <summary>A token is made for the moment: one that was made longer ago is somebody's old one.</summary>
    public static readonly TimeSpan LongestAge = TimeSpan.FromMinutes(10);

    private const int LongestName = 255;

    /// <summary>Refuses a token that no key of the provider's signed. First of all: of a stranger's nobody is told what else is wrong with it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="keys">The provider's keys of the token's name and algorithm.</param>
    /// <exception cref="IdTokenException">It is refused.</exception>
    public static void RequireSigned(UnverifiedToken token, IReadOnlyList<ProviderKey> keys)
    {
        Require(keys.Count > 0, IdTokenFault.UnknownKey, "The provider has no such key.");
        Require(keys.Any(key => key.Verify(token.Algorithm, token.Signed, token.Signature)), IdTokenFault.Signature, "The signature is not the provider's.");
    }

    /// <summary>Refuses a token of another provider, or for somebody else as well.</summary>
    /// <exception cref="IdTokenException">It is refused.</exception>
    public static void RequireParties(JsonElement claims, string issuer, string clientId)
    {
        Require(claims.Text("iss") == issuer, IdTokenFault.Issuer, "iss is another provider.");
        Require(claims.Texts("aud", 16) is [string audience] && audience == clientId, IdTokenFault.Audience, "aud is this node and nobody else.");
    }

    /// <summary>Refuses a token that does not count now.</summary>
    /// <returns>When it was made.</returns>
    /// <exception cref="IdTokenException">It is refused.</exception>
    public static DateTimeOffset RequireNow(JsonElement claims, DateTimeOffset now)
    {
        DateTimeOffset expires = claims.OptionalMoment("exp") ?? throw new IdTokenException(IdTokenFault.Malformed, "It has no exp.");
        DateTimeOffset issued = claims.OptionalMoment("iat") ?? throw new IdTokenException(IdTokenFault.Malformed, "It has no iat.");
        Require(now < expires + Leeway, IdTokenFault.Expired, "exp is over.");
        Require(issued <= now + Leeway && issued >= now - LongestAge, IdTokenFault.NotNow, "iat is in the future or long ago.");
        Require(claims.OptionalMoment("nbf") is not DateTimeOffset from || from <= now + Leeway, IdTokenFault.NotNow, "nbf is to come.");
        return issued;
    }

    /// <summary>A name that the provider gave to somebody or something: 1 to 255 visible ASCII characters. Null where it is absent.</summary>
    /// <exception cref="IdTokenException">It is another thing.</exception>
    public static string? OptionalName(JsonElement claims, string claim)
    {
        string? name = claims.OptionalText(claim);
        Require(
            name is null || (name.Length <= LongestName && name.All(c => c is >= '!' and <= '~')),
            IdTokenFault.Malformed, $"{claim} has 1 to {LongestName} visible ASCII characters.");
        return name;
    }

    /// <summary>Refuses a token of which something does not hold.</summary>
    /// <exception cref="IdTokenException">It does not.</exception>
    public static void Require(bool holds, IdTokenFault fault, string message)
    {
        if (!holds)
        {
            throw new IdTokenException(fault, message);
        }
    }
}
