using Ledger.Crypto.Certificates;
using Ledger.Crypto.Envelopes;

namespace Ledger.Api.Consents;

/// <summary>An answer in an envelope: only the recipient reads it.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="envelope">The envelope, DER.</param>
internal sealed class SealedAnswer(int status, byte[] envelope) : IResult, IStatusCodeHttpResult
{
    /// <summary>What an envelope is (RFC 8551).</summary>
    public const string MediaType = "application/pkcs7-mime";

    /// <inheritdoc/>
    public int? StatusCode => status;

    /// <summary>Seals content.</summary>
    public static SealedAnswer Of(int status, Certificate recipient, ReadOnlySpan<byte> content) => new(status, Envelope.Seal(recipient, content));

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = MediaType;
        httpContext.Response.ContentLength = envelope.Length;
        httpContext.Response.Headers.CacheControl = "no-store";
        await httpContext.Response.Body.WriteAsync(envelope, httpContext.RequestAborted);
    }
}
