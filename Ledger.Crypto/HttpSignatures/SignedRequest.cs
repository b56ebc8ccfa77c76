using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.HttpSignatures;

/// <summary>
/// A request that its sender signed (RFC 9421), for one act within five minutes. What has to be covered is fixed: method and whole address, and
/// <c>content-type</c>, <c>content-digest</c> and <c>idempotency-key</c> where the request has them, which it must where it has content. <c>@authority</c>,
/// <c>@path</c> and <c>@query</c> may be covered besides.
/// </summary>
public sealed class SignedRequest
{
    /// <summary>What the signature of a request is for.</summary>
    public const string Tag = "ledger-request-v1";

    /// <summary>Longest time from <c>created</c> to <c>expires</c>.</summary>
    public static readonly TimeSpan MaximumLifetime = TimeSpan.FromSeconds(300);

    /// <summary>So far the sender's clock may be ahead.</summary>
    public static readonly TimeSpan MaximumAhead = TimeSpan.FromSeconds(60);

    /// <summary>Shortest nonce: 128 bits in base64.</summary>
    public const int MinimumNonceLength = 22;

    /// <summary>Longest nonce.</summary>
    public const int MaximumNonceLength = 64;

    /// <summary>Longest key id.</summary>
    public const int MaximumKeyIdLength = 128;

    private const string Label = "sig1";

    private static readonly HttpComponent Method = new("@method");
    private static readonly HttpComponent Target = new("@target-uri");
    private static readonly string[] FieldsWherePresent = ["content-type", ContentDigest.Field, "idempotency-key"];
    private static readonly string[] Allowed = ["@authority", "@path", "@query"];

    private readonly HttpSignature _signature;

    private SignedRequest(HttpRequestParts parts, HttpSignature signature) => (Parts, _signature) = (parts, signature);

    /// <summary>The request.</summary>
    public HttpRequestParts Parts { get; }

    /// <summary>Which key, as the registry names it.</summary>
    public string KeyId => _signature.Parameters.KeyId!;

    /// <summary>Occurs once for each key until <see cref="Expires"/>; whoever verifies sees to that.</summary>
    public string Nonce => _signature.Parameters.Nonce!;

    /// <summary>From then on it is refused, and its nonce need not be remembered.</summary>
    public DateTimeOffset Expires => _signature.Parameters.Expires!.Value;

    /// <summary>Name of the signature in the request's fields.</summary>
    public string SignatureLabel => _signature.Label;

    /// <summary>The SHA-256 that the content must have; null where the request has no content.</summary>
    public ReadOnlyMemory<byte>? Digest { get; private init; }

    /// <summary>Signs a request. <see cref="HttpRequestParts.Fields"/> has <c>content-digest</c> where there is content.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The sender's key.</param>
    /// <param name="keyId">Its name in the receiver's registry.</param>
    /// <param name="created">Now; seconds count.</param>
    /// <returns>The request with its two fields more.</returns>
    public static SignedRequest Sign(HttpRequestParts request, SigningKey key, string keyId, DateTimeOffset created)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(key);
        string nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        SignatureParameters parameters = SignatureParameters.Of(
            Required(request), created, created + MaximumLifetime, nonce, keyId, SignatureAlgorithmName.Of(key.Algorithm), Tag);
        HttpSignature signature = HttpSignature.Sign(Label, parameters, key, request, answer: null);
        Dictionary<string, string> fields = new(request.Fields, StringComparer.Ordinal)
        {
            [HttpSignature.InputField] = signature.InputText,
            [HttpSignature.Field] = signature.Text,
        };
        return new SignedRequest(request with { Fields = fields }, signature) { Digest = DigestOf(request) };
    }

    /// <summary>Reads a request's signature and checks all of it but the signature itself, for which the key has to be found first.</summary>
    /// <param name="request">The request as received.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <exception cref="HttpSignatureException">It is refused.</exception>
    public static SignedRequest Read(HttpRequestParts request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        HttpSignature signature = HttpSignature.Read(request.Fields);
        CheckParameters(signature.Parameters, now);
        HttpComponent[] required = Required(request);
        bool covers = required.All(signature.Parameters.Components.Contains)
            && signature.Parameters.Components.All(component => required.Contains(component) || (component is { OfRequest: false, Key: null } && Allowed.Contains(component.Name)));
        return covers
            ? new SignedRequest(request, signature) { Digest = DigestOf(request) }
            : throw new HttpSignatureException(
                HttpSignatureFault.Components, $"The signature covers {string.Join(' ', required.Select(one => one.ToString()))}, and nothing else of the request.");
    }

    /// <summary>Verifies the signature.</summary>
    /// <param name="key">The key that the registry has under <see cref="KeyId"/>; its algorithm is the one that counts.</param>
    /// <exception cref="HttpSignatureException">It says that it has another algorithm, or does not verify.</exception>
    public void Verify(VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_signature.Parameters.Algorithm is string said && said != SignatureAlgorithmName.Of(key.Algorithm))
        {
            throw new HttpSignatureException(HttpSignatureFault.Algorithm, "alg is not the algorithm of the registered key.");
        }

        if (!_signature.Verifies(key, Parts, answer: null))
        {
            throw new HttpSignatureException(HttpSignatureFault.Signature, "The signature does not verify.");
        }
    }

    /// <summary>Checks the content.</summary>
    /// <param name="hash">SHA-256 of what was received.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <exception cref="HttpSignatureException"><see cref="HttpSignatureFault.Digest"/>.</exception>
    public void CheckContent(ReadOnlySpan<byte> hash, long length)
    {
        bool fits = Digest is ReadOnlyMemory<byte> digest ? CryptographicOperations.FixedTimeEquals(digest.Span, hash) : length == 0;
        if (!fits)
        {
            throw new HttpSignatureException(HttpSignatureFault.Digest, "The content is not that of Content-Digest.");
        }
    }

    private static HttpComponent[] Required(HttpRequestParts request) =>
        [Method, Target, .. FieldsWherePresent.Where(request.Fields.ContainsKey).Select(name => new HttpComponent(name))];

    private static ReadOnlyMemory<byte>? DigestOf(HttpRequestParts request) =>
        request.Fields.TryGetValue(ContentDigest.Field, out string? field) ? ContentDigest.Parse(field) : default(ReadOnlyMemory<byte>?);

    private static void CheckParameters(SignatureParameters parameters, DateTimeOffset now)
    {
        if (parameters is not { Created: { } created, Expires: { } expires, Nonce: { } nonce, KeyId: { Length: > 0 and <= MaximumKeyIdLength }, Tag: { } tag }
            || nonce.Length is < MinimumNonceLength or > MaximumNonceLength)
        {
            throw new HttpSignatureException(
                HttpSignatureFault.Parameters,
                $"A signature has created, expires, keyid, tag and a nonce of {MinimumNonceLength} to {MaximumNonceLength} characters.");
        }

        if (tag != Tag)
        {
            throw new HttpSignatureException(HttpSignatureFault.Tag, $"The tag is {Tag}.");
        }

        if (created > now + MaximumAhead || expires <= created || expires - created > MaximumLifetime)
        {
            throw new HttpSignatureException(
                HttpSignatureFault.Lifetime, $"A signature is not of the future, and expires at most {MaximumLifetime.TotalSeconds:F0} seconds after created.");
        }

        if (now >= expires)
        {
            throw new HttpSignatureException(HttpSignatureFault.Expired, "The signature has expired.");
        }
    }
}
