using System.Text.Json;
using Ledger.Node.SignIn;

namespace Ledger.Api.SignIn;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0, 3), as far as it is used.</summary>
/// <param name="Authorization">Where people are sent to sign in.</param>
/// <param name="Token">Where a code is exchanged.</param>
/// <param name="Keys">Where its keys are.</param>
/// <param name="EndSession">Where people are sent to sign out; null where it does not offer that.</param>
/// <param name="NamesItself">Whether its answers carry <c>iss</c> (RFC 9207, 3): then one without is none of its.</param>
internal sealed record ProviderDocument(Uri Authorization, Uri Token, Uri Keys, Uri? EndSession, bool NamesItself)
{
    private const int MostNames = 200;

    /// <summary>Reads the document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="provider">Whose it should be.</param>
    /// <param name="clientAlgorithm">By which algorithm the node shows that it is the client; null where it shows a secret.</param>
    /// <exception cref="IdTokenException">It is another provider's, or names what may not be used.</exception>
    public static ProviderDocument Read(ReadOnlyMemory<byte> json, IdentityProviderOptions provider, string? clientAlgorithm)
    {
        JsonElement document = ProviderJson.Object(json);
        if (document.Text("issuer") != provider.Issuer)
        {
            throw new IdTokenException(IdTokenFault.Issuer, "The provider's document is of another issuer.");
        }

        RequireAmong(document, "response_types_supported", ["code"]);
        RequireAmong(document, "id_token_signing_alg_values_supported", ProviderKey.Algorithms);
        RequireAmong(document, "code_challenge_methods_supported", ["S256"]);
        RequireAmong(document, "token_endpoint_auth_methods_supported", [clientAlgorithm is null ? "client_secret_basic" : "private_key_jwt"]);
        if (clientAlgorithm is not null)
        {
            RequireAmong(document, "token_endpoint_auth_signing_alg_values_supported", [clientAlgorithm]);
        }

        return new ProviderDocument(
            AddressOf(document, "authorization_endpoint", provider),
            AddressOf(document, "token_endpoint", provider),
            AddressOf(document, "jwks_uri", provider),
            document.OptionalText("end_session_endpoint") is null ? null : AddressOf(document, "end_session_endpoint", provider),
            document.TryGetProperty("authorization_response_iss_parameter_supported", out JsonElement named) && named.ValueKind == JsonValueKind.True);
    }

    // Where it does not say, it may do it: who sends S256 to a provider without PKCE loses nothing.
    private static void RequireAmong(JsonElement document, string name, IReadOnlyList<string> wanted)
    {
        if (document.TryGetProperty(name, out _) && !document.Texts(name, MostNames).Any(wanted.Contains))
        {
            throw new IdTokenException(IdTokenFault.Algorithm, $"The provider's {name} has nothing that is used here.");
        }
    }

    private static Uri AddressOf(JsonElement document, string name, IdentityProviderOptions provider) =>
        Uri.TryCreate(document.Text(name), UriKind.Absolute, out Uri? address) && provider.MayUse(address) && address.Fragment.Length == 0
            ? address
            : throw new IdTokenException(IdTokenFault.Malformed, $"The provider's {name} is not an https address.");
}
