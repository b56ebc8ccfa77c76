using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Crypto.Signing;

namespace Ledger.Api.SignIn;

/// <summary>The key by which the node shows a provider that it is the client, in the words of JOSE.</summary>
/// <param name="key">P-256 or Ed25519; stays the caller's.</param>
internal sealed class ClientKey(SigningKey key)
{
    // A token is made for one exchange, and taken within it.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly bool _isP256 = key.Algorithm == SignatureAlgorithm.EcdsaP256Sha256;

    /// <summary>RFC 7518, 3.4; RFC 8037, 3.1.</summary>
    public string Algorithm => _isP256 ? "ES256" : "EdDSA";

    /// <summary>Its name: the hash of the public key (RFC 7638), by which a provider finds a new one.</summary>
    public string Id => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(JsonSerializer.Serialize(Required()))));

    /// <summary>The public half, as a provider reads it (RFC 7517).</summary>
    public ClientKeyContract ToContract()
    {
        SortedDictionary<string, string> required = Required();
        return new ClientKeyContract(required["kty"], required["crv"], required["x"], required.GetValueOrDefault("y"), Id, "sig", Algorithm);
    }

    /// <summary>Says to a provider that this is the client (RFC 7523, 3; OpenID Connect Core 1.0, 9).</summary>
    /// <param name="clientId">Under which name the provider knows the node.</param>
    /// <param name="issuer">The provider: the only one that takes it.</param>
    /// <param name="now">The present moment.</param>
    /// <exception cref="CryptographicException">The key or its module failed.</exception>
    public string Assert(string clientId, string issuer, DateTimeOffset now)
    {
        Dictionary<string, object> claims = new()
        {
            ["iss"] = clientId,
            ["sub"] = clientId,
            ["aud"] = issuer,
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
        };
        string header = Encode(new Dictionary<string, string> { ["alg"] = Algorithm, ["kid"] = Id });
        string signed = $"{header}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode<T>(T json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));

    // RFC 7638, 3.2: what tells a key from another, in the order of the names.
    private SortedDictionary<string, string> Required()
    {
        ReadOnlySpan<byte> bytes = key.PublicKey.Span;
        return _isP256
            ? new(StringComparer.Ordinal) { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(bytes[1..33]), ["y"] = Base64Url.EncodeToString(bytes[33..]) }
            : new(StringComparer.Ordinal) { ["kty"] = "OKP", ["crv"] = "Ed25519", ["x"] = Base64Url.EncodeToString(bytes) };
    }
}
