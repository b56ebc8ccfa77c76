using System.Globalization;
using System.Net.Http.Headers;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Outgoing;

/// <summary>Sends signed requests, and accepts no answer but one that is signed to them.</summary>
/// <param name="http">Sends; stays the caller's. It must not follow redirections: what is signed is one address.</param>
/// <param name="signing">The system's key; stays the caller's.</param>
/// <param name="keyId">Its name in the node's registry.</param>
/// <param name="time">The only clock.</param>
internal sealed class SigningClient(HttpClient http, SigningKey signing, string keyId, TimeProvider time)
{
    /// <summary>The keys by which the node may answer; null to take answers as they are.</summary>
    public IReadOnlyList<ExpectedKey>? AnswerKeys { get; init; }

    /// <summary>Sends a request.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="address">Under which the node is known.</param>
    /// <param name="content">The content, empty for none.</param>
    /// <param name="contentType">Its type; null where there is no content.</param>
    /// <param name="idempotencyKey">For writing requests; null for others.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="HttpSignatureException">The answer is not signed, or not to this request.</exception>
    /// <exception cref="HttpRequestException">The node cannot be reached.</exception>
    public async Task<(HttpAnswerParts Answer, byte[] Content)> SendAsync(
        HttpMethod method, Uri address, byte[] content, string? contentType, string? idempotencyKey, CancellationToken cancel)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        if (contentType is not null)
        {
            fields["content-type"] = contentType;
            fields[ContentDigest.Field] = ContentDigest.Of(content);
        }

        if (idempotencyKey is not null)
        {
            fields["idempotency-key"] = idempotencyKey;
        }

        SignedRequest signed = SignedRequest.Sign(
            new HttpRequestParts(method.Method, address.AbsoluteUri, fields), signing, keyId, time.GetUtcNow());
        using HttpRequestMessage request = new(method, address) { Content = contentType is null ? null : new ByteArrayContent(content) };
        foreach ((string name, string value) in signed.Parts.Fields)
        {
            HttpHeaders headers = name == "content-type" ? request.Content!.Headers : request.Headers;
            headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await http.SendAsync(request, cancel);
        byte[] answered = await response.Content.ReadAsByteArrayAsync(cancel);
        HttpAnswerParts answer = new((int)response.StatusCode, FieldsOf(response));
        if (AnswerKeys is not null)
        {
            string? said = HttpSignature.Read(answer.Fields).Parameters.KeyId;
            ExpectedKey key = AnswerKeys.FirstOrDefault(expected => expected.Id == said)
                ?? throw new HttpSignatureException(HttpSignatureFault.UnknownKey, "The answer is signed by another key.");
            SignedAnswer.Verify(signed, answer, answered, key.Key, key.Id, time.GetUtcNow());
        }

        return (answer, answered);
    }

    private static Dictionary<string, string> FieldsOf(HttpResponseMessage response)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (HttpHeaders headers in new HttpHeaders[] { response.Headers, response.Content.Headers })
        {
            foreach ((string name, HeaderStringValues values) in headers.NonValidated)
            {
                fields[name.ToLower(CultureInfo.InvariantCulture)] = string.Join(", ", values);
            }
        }

        return fields;
    }
}
