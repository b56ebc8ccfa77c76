using System.Text;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Log;

namespace Ledger.Api.Security;

/// <summary>The header that makes the repetition of a writing request safe.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int MaximumLength = 128;

    /// <summary>The key of a request: the same for every repetition by the same caller, bound to the address and the body.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.IdempotencyKeyMissing"/>.</exception>
    public static RequestKey Of(HttpContext context, RequestBody body) => Of(context, body.Bytes.Span);

    /// <inheritdoc cref="Of(HttpContext, RequestBody)"/>
    public static RequestKey Of(HttpContext context, ReadOnlySpan<byte> body)
    {
        // The act is part of the request: the same key and body sent to another address is another request.
        byte[] act = Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n");
        return RequestKey.For(Caller.Of(context).Name, TextOf(context), [.. act, .. body]);
    }

    /// <summary>The key as sent, 1 to 128 visible ASCII characters.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.IdempotencyKeyMissing"/>.</exception>
    public static string TextOf(HttpContext context) =>
        context.Request.Headers[Header] is [string key] && key.Length is > 0 and <= MaximumLength && key.All(c => c is >= '!' and <= '~')
            ? key
            : throw new LedgerException(
                LedgerError.IdempotencyKeyMissing,
                "写入请求须带 Idempotency-Key 请求头（1 至 128 个可见 ASCII 字符）。",
                "A writing request carries an Idempotency-Key header of 1 to 128 visible ASCII characters.");
}
