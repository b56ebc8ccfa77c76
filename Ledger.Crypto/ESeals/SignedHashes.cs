using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.ESeals;

/// <summary>
/// The hashes that signatures with one seal sign. All of it begins with the seal, some kilobytes of picture and certificates, before the few bytes
/// that are a document's own: for the few keys that apply a seal the beginning is hashed once. Safe from several threads.
/// </summary>
/// <param name="seal">The DER of the seal.</param>
internal sealed class SignedHashes(ReadOnlyMemory<byte> seal)
{
    // More keys, or other beginnings, than an authority has: they are hashed whole.
    private const int Most = 4;

    // SEQUENCE with a length of one to four bytes, and the version before the seal (GB/T 38540, TBS_Sign).
    private const int LongestStart = 16;

    private readonly Lock _turn = new();
    private (Digest Identity, byte[] Start, Sm3Prefix Prefix)[] _known = [];

    /// <summary>The hash e (GB/T 32918.2, 6.1, A2).</summary>
    /// <param name="identity">The hash Z of the key that signs or signed.</param>
    /// <param name="signed">The DER that is signed.</param>
    public Digest Of(Digest identity, ReadOnlySpan<byte> signed)
    {
        for (int start = 0; start <= LongestStart; start++)
        {
            if (signed[int.Min(start, signed.Length)..].StartsWith(seal.Span) && Find(identity, signed[..start]) is Sm3Prefix prefix)
            {
                return prefix.Hash(signed[(start + seal.Length)..]);
            }
        }

        return Sm2Digest.Of(identity, signed);
    }

    private Sm3Prefix? Find(Digest identity, ReadOnlySpan<byte> start)
    {
        foreach ((Digest known, byte[] begin, Sm3Prefix prefix) in Volatile.Read(ref _known))
        {
            if (known == identity && start.SequenceEqual(begin))
            {
                return prefix;
            }
        }

        lock (_turn)
        {
            if (_known.Length == Most)
            {
                return null;
            }

            Sm3Prefix prefix = new([.. identity.Span, .. start], seal.Span);
            Volatile.Write(ref _known, [.. _known, (identity, start.ToArray(), prefix)]);
            return prefix;
        }
    }
}
