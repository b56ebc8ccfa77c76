using System.Text;
using System.Text.Json;

namespace Ledger.Api.SignIn;

/// <summary>A signed token (RFC 7515, 7.1) taken apart; nothing in it is believed yet.</summary>
/// <param name="Algorithm">One of <see cref="ProviderKey.Algorithms"/>.</param>
/// <param name="KeyId">Which key is said to have signed; null where it does not say.</param>
/// <param name="Signed">The bytes that are signed.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Claims">What it claims.</param>
internal sealed record UnverifiedToken(string Algorithm, string? KeyId, byte[] Signed, byte[] Signature, JsonElement Claims)
{
    /// <summary>What an id_token may be called.</summary>
    public static readonly IReadOnlyList<string> IdTokenTypes = ["JWT"];

    /// <summary>Longest token, in characters.</summary>
    public const int MaximumLength = 16 << 10;

    /// <summary>Takes a token apart.</summary>
    /// <param name="text">The token.</param>
    /// <param name="types">What <c>typ</c> may be, where it is there.</param>
    /// <exception cref="IdTokenException">It is malformed, too large, or of an algorithm that is not taken.</exception>
    public static UnverifiedToken Read(string text, IReadOnlyList<string> types)
    {
        if (text.Length > MaximumLength)
        {
            throw new IdTokenException(IdTokenFault.TooLarge, $"The token has more than {MaximumLength} characters.");
        }

        string[] parts = text.Split('.');
        if (parts.Length != 3)
        {
            throw new IdTokenException(IdTokenFault.Malformed, "The token has three parts.");
        }

        JsonElement header = ProviderJson.Object(ProviderJson.Bytes(parts[0]));
        string algorithm = header.Text("alg");
        if (!ProviderKey.Algorithms.Contains(algorithm, StringComparer.Ordinal))
        {
            throw new IdTokenException(IdTokenFault.Algorithm, "The token's alg is ES256, EdDSA, Ed25519, PS256 or RS256.");
        }

        // RFC 7515, 4.1.11: who does not understand what is critical does not take the token. Nothing is understood here.
        if (header.TryGetProperty("crit", out _) || header.TryGetProperty("b64", out _))
        {
            throw new IdTokenException(IdTokenFault.Malformed, "The token has critical header members.");
        }

        if (header.OptionalText("typ") is string type && !types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw new IdTokenException(IdTokenFault.Malformed, "The token is of another type.");
        }

        return new UnverifiedToken(
            algorithm,
            header.OptionalText("kid"),
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
            ProviderJson.Bytes(parts[2]),
            ProviderJson.Object(ProviderJson.Bytes(parts[1])));
    }
}
