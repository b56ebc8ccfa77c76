using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Tests.HttpSignatures;

/// <summary>Requests as a department's system sends them.</summary>
internal static class SignedSample
{
    public const string Target = "https://ledger.example/api/v1/licences?state=issued&limit=10";

    public const string KeyId = "demo-system/1";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static byte[] Content => "{\"type\":\"11100000MBDEM901XT002\"}"u8.ToArray();

    public static TheoryData<SignatureAlgorithm> Algorithms => [.. Enum.GetValues<SignatureAlgorithm>()];

    public static SigningKey NewKey(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Sm2Sm3 => Sm2PrivateKey.Generate(),
        SignatureAlgorithm.EcdsaP256Sha256 => P256PrivateKey.Generate(),
        _ => Ed25519PrivateKey.Generate(),
    };

    public static VerifyingKey PublicOf(SigningKey key) => new(key.Algorithm, key.PublicKey.Span);

    /// <summary>A request that issues.</summary>
    public static HttpRequestParts Writing(string key = "order-1") => new(
        "POST", "https://ledger.example/api/v1/licences",
        new Dictionary<string, string>
        {
            ["content-type"] = "application/json",
            [ContentDigest.Field] = ContentDigest.Of(Content),
            ["idempotency-key"] = key,
        });

    /// <summary>A request that reads.</summary>
    public static HttpRequestParts Reading() => new("GET", Target, new Dictionary<string, string>());

    /// <summary>The request with one field more, another value or, with null, without it.</summary>
    public static HttpRequestParts With(this HttpRequestParts request, string name, string? value)
    {
        Dictionary<string, string> fields = new(request.Fields, StringComparer.Ordinal);
        fields.Remove(name);
        if (value is not null)
        {
            fields[name] = value;
        }

        return request with { Fields = fields };
    }

    /// <summary>A request signed with parameters and components of the test's own choice.</summary>
    public static HttpRequestParts Signed(this HttpRequestParts request, SigningKey key, SignatureParameters parameters) => request
        .With(HttpSignature.InputField, "sig1=" + parameters)
        .With(HttpSignature.Field, HttpSignature.Sign("sig1", parameters, key, request, answer: null).Text);
}
