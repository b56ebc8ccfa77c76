using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Tests.SignIn;

/// <summary>Makes tokens as providers do, and as forgers do: the header, the claims and the key are the test's.</summary>
internal sealed class TokenMaker : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly SigningKey _p256 = P256PrivateKey.Generate();
    private readonly SigningKey _ed25519 = Ed25519PrivateKey.Generate();

    /// <summary>Its keys, as it publishes them.</summary>
    public string KeySet => new JsonObject
    {
        ["keys"] = new JsonArray(
            new JsonObject { ["kty"] = "RSA", ["kid"] = "rsa", ["use"] = "sig", ["n"] = Url(_rsa.ExportParameters(false).Modulus!), ["e"] = "AQAB" },
            new JsonObject { ["kty"] = "EC", ["kid"] = "p256", ["crv"] = "P-256", ["x"] = Url(_p256.PublicKey.Span[1..33]), ["y"] = Url(_p256.PublicKey.Span[33..]) },
            new JsonObject { ["kty"] = "OKP", ["kid"] = "ed25519", ["crv"] = "Ed25519", ["x"] = Url(_ed25519.PublicKey.Span) },
            new JsonObject { ["kty"] = "oct", ["kid"] = "shared", ["k"] = Url(new byte[32]) },
            new JsonObject { ["kty"] = "EC", ["kid"] = "no-point", ["crv"] = "P-256", ["x"] = Url(new byte[32]), ["y"] = Url(new byte[32]) }),
    }.ToJsonString();

    /// <summary>The key's name for an algorithm.</summary>
    public static string KeyOf(string algorithm) => algorithm switch { "ES256" => "p256", "EdDSA" or "Ed25519" => "ed25519", _ => "rsa" };

    /// <summary>A token over claims.</summary>
    public string Sign(string claims, string algorithm = "ES256", string? header = null)
    {
        string start = $"{Url(header ?? $$"""{"alg":"{{algorithm}}","kid":"{{KeyOf(algorithm)}}"}""")}.{Url(claims)}";
        byte[] bytes = Encoding.ASCII.GetBytes(start);
        byte[] signature = algorithm switch
        {
            "ES256" => _p256.Sign(bytes),
            "EdDSA" or "Ed25519" => _ed25519.Sign(bytes),
            "RS256" => _rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "PS256" => _rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),

            // The old trick: the public key, which everybody has, as the shared secret.
            "HS256" => HMACSHA256.HashData(_rsa.ExportSubjectPublicKeyInfo(), bytes),
            _ => [],
        };
        return $"{start}.{Url(signature)}";
    }

    public static string Url(string text) => Url(Encoding.UTF8.GetBytes(text));

    public static string Url(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose()
    {
        _rsa.Dispose();
        _p256.Dispose();
        _ed25519.Dispose();
    }
}
