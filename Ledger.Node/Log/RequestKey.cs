using System.Text;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>Recognises the repetition of a request. Both digests become part of the event and so of the log.</summary>
/// <param name="Key">Which request: the same for every repetition.</param>
/// <param name="Digest">What it asked for: differs when the key is used for something else.</param>
internal readonly record struct RequestKey(Digest Key, Digest Digest)
{
    // Of so many at a time the hashes are worked out in lanes.
    private const int Together = 16;

    private static ReadOnlySpan<byte> DigestLabel => "request-digest\n"u8;

    /// <summary>The key of a caller's request.</summary>
    /// <param name="caller">Who asks; keys of different callers never meet.</param>
    /// <param name="idempotencyKey">What the caller sent as such.</param>
    /// <param name="request">Method, path and body: everything that says what is asked for.</param>
    public static RequestKey For(string caller, string idempotencyKey, ReadOnlySpan<byte> request)
    {
        // Keyed with what only the caller has: from the event alone nobody can test a guess of the request.
        byte[] secret = Encoding.UTF8.GetBytes(idempotencyKey);
        return new RequestKey(HmacSm3.Compute(secret, OfCaller(caller)), HmacSm3.Compute(secret, [.. DigestLabel, .. request]));
    }

    /// <summary>The keys of several requests of one caller, worked out together: each the one that <see cref="For"/> gives.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="path">Method and path of all, with a line end: what every request begins with.</param>
    /// <param name="requests">What the caller sent as idempotency key of each, and its body.</param>
    public static RequestKey[] ForEach(string caller, ReadOnlySpan<byte> path, IReadOnlyList<(string IdempotencyKey, byte[] Body)> requests)
    {
        byte[] about = OfCaller(caller);
        byte[] start = [.. DigestLabel, .. path];
        RequestKey[] keys = new RequestKey[requests.Count];
        for (int first = 0; first < keys.Length; first += Together)
        {
            (ReadOnlyMemory<byte> Secret, byte[] Request)[] some = [.. requests.Skip(first).Take(Together)
                .Select(one => ((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(one.IdempotencyKey), (byte[])[.. start, .. one.Body]))];
            Digest[] codes = HmacSm3.ComputeEach(
                [.. some.Select(one => (one.Secret, (ReadOnlyMemory<byte>)about)), .. some.Select(one => (one.Secret, (ReadOnlyMemory<byte>)one.Request))]);
            for (int i = 0; i < some.Length; i++)
            {
                keys[first + i] = new RequestKey(codes[i], codes[some.Length + i]);
            }
        }

        return keys;
    }

    private static byte[] OfCaller(string caller) => Encoding.UTF8.GetBytes($"request-key\n{caller}");
}
