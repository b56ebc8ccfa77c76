using Ledger.Crypto.Signing;

namespace Ledger.Crypto.HttpSignatures;

/// <summary>
/// An answer that is signed and bound to the signed request that it answers (RFC 9421, 2.4): it covers status, content, the request's method and
/// address, and the request's signature, in which everything else of the request and its nonce lie.
/// </summary>
public static class SignedAnswer
{
    /// <summary>What the signature of an answer is for.</summary>
    public const string Tag = "ledger-answer-v1";

    /// <summary>So far the clocks of both sides may differ, the request's way included.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(300);

    private const string Label = "sig1";
    private const string ContentType = "content-type";

    /// <summary>Signs an answer.</summary>
    /// <param name="request">The request, verified.</param>
    /// <param name="answer">Its answer; the fields have <c>content-digest</c>, also of no content.</param>
    /// <param name="key">The answering side's key.</param>
    /// <param name="keyId">Its name where the asking side knows it.</param>
    /// <param name="created">Now; seconds count.</param>
    /// <returns>The two fields to add.</returns>
    public static HttpSignature Sign(SignedRequest request, HttpAnswerParts answer, SigningKey key, string keyId, DateTimeOffset created)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(key);
        SignatureParameters parameters = SignatureParameters.Of(
            Required(request, answer), created, expires: null, nonce: null, keyId, SignatureAlgorithmName.Of(key.Algorithm), Tag);
        return HttpSignature.Sign(Label, parameters, key, request.Parts, answer);
    }

    /// <summary>Verifies that an answer is one to this request, by this key.</summary>
    /// <param name="request">The request as it was signed and sent.</param>
    /// <param name="answer">The answer as received.</param>
    /// <param name="content">Its content.</param>
    /// <param name="key">The key expected of the answering side.</param>
    /// <param name="keyId">The key's name.</param>
    /// <param name="now">The asking side's clock.</param>
    /// <exception cref="HttpSignatureException">It is not.</exception>
    public static void Verify(
        SignedRequest request, HttpAnswerParts answer, ReadOnlySpan<byte> content, VerifyingKey key, string keyId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(key);
        HttpSignature signature = HttpSignature.Read(answer.Fields);
        SignatureParameters parameters = signature.Parameters;
        if (parameters is not { Created: { } created, Expires: null, Nonce: null, KeyId: { } said, Tag: { } tag })
        {
            throw new HttpSignatureException(HttpSignatureFault.Parameters, "The signature of an answer has created, keyid, tag and perhaps alg.");
        }

        Require(said == keyId, HttpSignatureFault.UnknownKey, "The answer is signed by another key.");
        Require(
            parameters.Algorithm is null || parameters.Algorithm == SignatureAlgorithmName.Of(key.Algorithm),
            HttpSignatureFault.Algorithm, "alg is not the algorithm of the expected key.");
        Require(tag == Tag, HttpSignatureFault.Tag, $"The tag is {Tag}.");
        Require((now - created).Duration() <= MaximumAge, HttpSignatureFault.Lifetime, "The answer was not signed now.");
        Require(
            Required(request, answer).ToHashSet().SetEquals(parameters.Components), HttpSignatureFault.Components,
            "The signature of an answer covers its status, its content, and the request's method, address and signature.");
        Require(
            answer.Fields.TryGetValue(ContentDigest.Field, out string? digest) && digest == ContentDigest.Of(content),
            HttpSignatureFault.Digest, "The content is not that of Content-Digest.");
        Require(signature.Verifies(key, request.Parts, answer), HttpSignatureFault.Signature, "The signature does not verify.");
    }

    private static HttpComponent[] Required(SignedRequest request, HttpAnswerParts answer) =>
    [
        new("@status"), .. answer.Fields.ContainsKey(ContentType) ? new[] { new HttpComponent(ContentType) } : [], new(ContentDigest.Field),
        new("@method", OfRequest: true), new("@target-uri", OfRequest: true),
        new(HttpSignature.Field, OfRequest: true, Key: request.SignatureLabel),
    ];

    private static void Require(bool holds, HttpSignatureFault fault, string message)
    {
        if (!holds)
        {
            throw new HttpSignatureException(fault, message);
        }
    }
}
