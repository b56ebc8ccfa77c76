using Ledger.Crypto.HttpSignatures;
using Ledger.Node;
using Ledger.Node.Security;

namespace Ledger.Api.Security;

/// <summary>
/// Signs the answer to every request whose signature was verified, refusals included. Stands before everything else, so that what it signs is what
/// leaves. Who is not known gets no signature: strangers do not make the node work.
/// </summary>
internal sealed class SignedExchange(RequestDelegate next, ProvinceNode node, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (node.AnswerKey is not MessageKey key || !SentRequest.IsSigned(context.Request))
        {
            await next(context);
            return;
        }

        SentRequest sent = new(context.Request.Method);
        context.Features.Set(sent);
        Stream outside = context.Response.Body;
        using HeldAnswer held = new();
        context.Response.Body = held;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = outside;
        }

        if (context.Features.Get<SignedRequest>() is SignedRequest request)
        {
            // To HEAD the content stays here, though the server says how long it is (RFC 9110, 9.3.2).
            Sign(context.Response, request, HttpMethods.IsHead(sent.Method) ? [] : held.Content.Span, key);
        }

        if (held.Length > 0)
        {
            context.Response.ContentLength = held.Length;
            await outside.WriteAsync(held.Content, context.RequestAborted);
        }
    }

    private void Sign(HttpResponse response, SignedRequest request, ReadOnlySpan<byte> content, MessageKey key)
    {
        string digest = ContentDigest.Of(content);
        Dictionary<string, string> fields = new(StringComparer.Ordinal) { [ContentDigest.Field] = digest };
        if (response.ContentType is string type)
        {
            fields["content-type"] = type;
        }

        HttpSignature signature = SignedAnswer.Sign(request, new HttpAnswerParts(response.StatusCode, fields), key.Key, key.Id, time.GetUtcNow());
        response.Headers["Content-Digest"] = digest;
        response.Headers["Signature-Input"] = signature.InputText;
        response.Headers["Signature"] = signature.Text;
    }
}
