using System.Net;
using System.Security.Cryptography;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Security;
using Microsoft.AspNetCore.Http.Features;

namespace Ledger.Api.Security;

/// <summary>Authenticates signed requests: signature, key, network, certificate, quota, content, nonce, in this order.</summary>
internal sealed class SignedRequests(ProvinceNode node, SystemQuotas quotas, FailedSignatures failed, TimeProvider time)
{
    // Longer content is verified as it is read, and before its end is acted upon.
    private const long MaximumHeldBytes = 20 << 20;

    /// <summary>The system that signed a request. Its content and nonce are still to be looked at.</summary>
    /// <exception cref="LedgerException">The request is refused.</exception>
    public (DepartmentSystem System, SignedRequest Request) Read(HttpContext context)
    {
        string counted = FailedSignatures.NoKey;
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            SentRequest sent = context.Features.Get<SentRequest>() ?? new SentRequest(context.Request.Method);
            SignedRequest request = SignedRequest.Read(sent.PartsOf(context, node.Options.PublicAddress), now);
            if (node.Systems.Find(request.KeyId, now) is not (DepartmentSystem system, VerifyingKey key)
                || !system.MayCallFrom(AddressOf(context)) || !system.MayCallBy(context.Connection.ClientCertificate, now))
            {
                throw new HttpSignatureException(HttpSignatureFault.UnknownKey, "There is no such key, or it may not be used from here now.");
            }

            counted = request.KeyId;
            failed.RequireFew(context, counted);
            request.Verify(key);
            quotas.Take(system);
            return (system, request);
        }
        catch (HttpSignatureException fault)
        {
            throw failed.Count(context, counted) ?? SignatureFaultText.Of(fault);
        }
    }

    /// <summary>Takes the content and the nonce of a request whose signature verifies; the limit of the content has been set.</summary>
    /// <exception cref="LedgerException">The request is refused.</exception>
    public async Task AdmitAsync(HttpContext context, SignedRequest request)
    {
        try
        {
            bool isLong = context.Request.ContentLength is long length
                ? length > MaximumHeldBytes
                : context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
            if (isLong)
            {
                context.Request.Body = new VerifiedContent(context.Request.Body, request);
            }
            else
            {
                MemoryStream content = new();
                await context.Request.Body.CopyToAsync(content, context.RequestAborted);
                ReadOnlyMemory<byte> bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
                request.CheckContent(SHA256.HashData(bytes.Span), bytes.Length);
                content.Position = 0;
                context.Request.Body = content;
            }

            if (!await node.UsedNonces.TakeAsync(request.KeyId, request.Nonce, request.Expires))
            {
                throw new HttpSignatureException(HttpSignatureFault.Replayed, "The request was used before.");
            }
        }
        catch (HttpSignatureException fault)
        {
            throw SignatureFaultText.Of(fault);
        }
    }

    /// <summary>Who called: the proxy's word where the settings say that one stands before the node.</summary>
    public IPAddress? AddressOf(HttpContext context) => CallerAddress.Of(context, node.Options);
}
