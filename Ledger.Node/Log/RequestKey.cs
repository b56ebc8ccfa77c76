using System.Text;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>Recognises the repetition of a request. Both digests become part of the event and so of the log.</summary>
/// <param name="Key">Which request: the same for every repetition.</param>
/// <param name="Digest">What it asked for: differs when the key is used for something else.</param>
internal readonly record struct RequestKey(Digest Key, Digest Digest)
{
    /// <summary>The key of a caller's request.</summary>
    /// <param name="caller">Who asks; keys of different callers never meet.</param>
    /// <param name="idempotencyKey">What the caller sent as such.</param>
    /// <param name="request">Method, path and body: everything that says what is asked for.</param>
    public static RequestKey For(string caller, string idempotencyKey, ReadOnlySpan<byte> request)
    {
        // Keyed with what only the caller has: from the event alone nobody can test a guess of the request.
        byte[] secret = Encoding.UTF8.GetBytes(idempotencyKey);
        return new RequestKey(
            HmacSm3.Compute(secret, Encoding.UTF8.GetBytes($"request-key\n{caller}")),
            HmacSm3.Compute(secret, [.. "request-digest\n"u8, .. request]));
    }
}
