using Ledger.Crypto.HttpSignatures;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Ledger.Api.Security;

/// <summary>A request as it was sent: taken before anything on its way here has changed its method.</summary>
/// <param name="Method">HTTP method.</param>
internal sealed record SentRequest(string Method)
{
    private static readonly string[] Fields =
        ["content-type", ContentDigest.Field, "idempotency-key", HttpSignature.InputField, HttpSignature.Field];

    /// <summary>Whether the request says that it is signed.</summary>
    public static bool IsSigned(HttpRequest request) =>
        request.Headers.ContainsKey(HttpSignature.InputField) || request.Headers.ContainsKey(HttpSignature.Field);

    /// <summary>What of it can be signed. The address is the one under which the node is known, whatever the request calls its host.</summary>
    /// <exception cref="HttpSignatureException">A field that counts was sent twice, or the address has another form.</exception>
    public HttpRequestParts PartsOf(HttpContext context, Uri publicAddress)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            throw new HttpSignatureException(HttpSignatureFault.Malformed, "The request names a path.");
        }

        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (string name in Fields)
        {
            if (context.Request.Headers.TryGetValue(name, out StringValues values))
            {
                fields[name] = values is [string value]
                    ? value
                    : throw new HttpSignatureException(HttpSignatureFault.Malformed, $"{name} is sent once.");
            }
        }

        return new HttpRequestParts(Method, publicAddress.GetLeftPart(UriPartial.Authority) + target, fields);
    }
}
