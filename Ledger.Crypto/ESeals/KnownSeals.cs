using System.Collections.Concurrent;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.ESeals;

/// <summary>
/// Seals read before, by the SHA-256 of their bytes. Every licence of an authority brings the same one: it is read, and its maker's signature
/// verified, once. It holds what was read, not what is trusted: certificates and validity are judged anew for each file.
/// </summary>
internal static class KnownSeals
{
    // 16 MiB at most.
    private const int MaxCount = 256;
    private const int MaxLength = 64 * 1024;

    private static readonly ConcurrentDictionary<Digest, ESeal> ByHash = new();

    private static ESeal? _last;

    /// <summary>The seal of these bytes, read now unless it is known.</summary>
    public static ESeal Get(ReadOnlySpan<byte> der, Func<ESeal> read)
    {
        if (der.Length > MaxLength)
        {
            return read();
        }

        // An authority's licences come one after the other: comparing takes a twentieth of hashing.
        if (Volatile.Read(ref _last) is ESeal last && der.SequenceEqual(last.Raw.Span))
        {
            return last;
        }

        ESeal found = Find(der, read);
        Volatile.Write(ref _last, found);
        return found;
    }

    private static ESeal Find(ReadOnlySpan<byte> der, Func<ESeal> read)
    {
        Digest hash = Digest.Sha256(der);
        if (ByHash.TryGetValue(hash, out ESeal? known))
        {
            return known;
        }

        ESeal seal = read();
        if (ByHash.Count >= MaxCount)
        {
            ByHash.Clear(); // a flood of strange seals costs the usual ones one reading each
        }

        ByHash[hash] = seal;
        return seal;
    }
}
