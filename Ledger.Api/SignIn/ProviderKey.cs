using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Crypto.Signing;

namespace Ledger.Api.SignIn;

/// <summary>A public key of a provider (RFC 7517). Its kind says which algorithms it verifies; a token cannot make it anything else.</summary>
internal sealed class ProviderKey
{
    private const int MostKeys = 32;
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;

    private readonly VerifyingKey? _curve;
    private readonly RSAParameters _rsa;

    private ProviderKey(string? id, VerifyingKey? curve, RSAParameters rsa, IReadOnlyList<string> algorithms) =>
        (Id, _curve, _rsa, Verifies) = (id, curve, rsa, algorithms);

    /// <summary>Algorithms that are taken (RFC 7518, 3.1; RFC 8037, 3.1; RFC 9864, 2.2).</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["ES256", "EdDSA", "Ed25519", "PS256", "RS256"];

    /// <summary>Its name, or null.</summary>
    public string? Id { get; }

    /// <summary>The algorithms that it verifies.</summary>
    public IReadOnlyList<string> Verifies { get; }

    /// <summary>Reads a key set. Keys of other kinds, for encryption, and those that are none are left out.</summary>
    /// <exception cref="IdTokenException"><see cref="IdTokenFault.Malformed"/>.</exception>
    public static IReadOnlyList<ProviderKey> ReadAll(ReadOnlyMemory<byte> json)
    {
        JsonElement set = ProviderJson.Object(json);
        return set.TryGetProperty("keys", out JsonElement keys) && keys.ValueKind == JsonValueKind.Array && keys.GetArrayLength() <= MostKeys
            ? [.. keys.EnumerateArray().Select(Read).OfType<ProviderKey>()]
            : throw new IdTokenException(IdTokenFault.Malformed, $"The key set lists at most {MostKeys} keys.");
    }

    /// <summary>Whether a signature is one by this key.</summary>
    /// <param name="algorithm">One of <see cref="Verifies"/>.</param>
    /// <param name="message">What is signed.</param>
    /// <param name="signature">The signature.</param>
    public bool Verify(string algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (!Verifies.Contains(algorithm, StringComparer.Ordinal))
        {
            return false;
        }

        if (_curve is not null)
        {
            return _curve.Verify(message, signature);
        }

        using RSA rsa = RSA.Create(_rsa);
        return rsa.VerifyData(
            message, signature, HashAlgorithmName.SHA256, algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static ProviderKey? Read(JsonElement key)
    {
        try
        {
            if (key.ValueKind != JsonValueKind.Object || key.OptionalText("use") is not (null or "sig"))
            {
                return null;
            }

            ProviderKey? read = (key.OptionalText("kty"), key.OptionalText("crv")) switch
            {
                ("EC", "P-256") => new(IdOf(key), P256(key), default, Named(key, "ES256")),
                ("OKP", "Ed25519") => new(IdOf(key), new VerifyingKey(SignatureAlgorithm.Ed25519, ProviderJson.Bytes(key.Text("x"))), default, Named(key, "EdDSA", "Ed25519")),
                ("RSA", _) => new(IdOf(key), null, Rsa(key), Named(key, "PS256", "RS256")),
                _ => null,
            };
            return read is { Verifies.Count: > 0 } ? read : null;
        }
        catch (Exception e) when (e is IdTokenException or CryptographicException)
        {
            return null; // a key that is none verifies nothing; the others still do
        }
    }

    private static string? IdOf(JsonElement key) => key.OptionalText("kid");

    // A key that names its algorithm is for that one only.
    private static string[] Named(JsonElement key, params string[] algorithms) =>
        key.OptionalText("alg") is string named ? [.. algorithms.Where(algorithm => algorithm == named)] : algorithms;

    private static VerifyingKey P256(JsonElement key) =>
        new(SignatureAlgorithm.EcdsaP256Sha256, [4, .. ProviderJson.Bytes(key.Text("x")), .. ProviderJson.Bytes(key.Text("y"))]);

    private static RSAParameters Rsa(JsonElement key)
    {
        RSAParameters parameters = new() { Modulus = ProviderJson.Bytes(key.Text("n")), Exponent = ProviderJson.Bytes(key.Text("e")) };
        using RSA rsa = RSA.Create(parameters);
        return rsa.KeySize is >= LeastRsaBits and <= MostRsaBits ? parameters : throw new CryptographicException("The key is too short or too long.");
    }
}
