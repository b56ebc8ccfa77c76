using System.Collections.Concurrent;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Certificates;

/// <summary>
/// Certificates read before, by the SHA-256 of their bytes. Every file of an authority brings the same few: their keys are put before libcrypto, and
/// the signatures on them verified, once and not a dozen times a file. It holds what was read, not what is trusted.
/// </summary>
internal static class KnownCertificates
{
    // Some tens of kilobytes for usual certificates, 16 MiB for the longest ones.
    private const int MaxCount = 1024;

    // As many as one authority's licences bring.
    private const int MaxRecent = 8;

    private static readonly ConcurrentDictionary<Digest, Certificate> ByHash = new();

    // The newest first; never changed, but replaced.
    private static Certificate[] _recent = [];

    /// <summary>The certificate of these bytes, read now unless it is known.</summary>
    public static Certificate Get(ReadOnlySpan<byte> der, Func<Certificate> read)
    {
        if (der.Length > Certificate.MaxLength)
        {
            return read(); // which refuses it
        }

        // An authority's licences come one after the other: comparing takes a tenth of hashing.
        foreach (Certificate recent in Volatile.Read(ref _recent))
        {
            if (der.SequenceEqual(recent.Raw.Span))
            {
                return recent;
            }
        }

        Certificate found = Find(der, read);
        Certificate[] before = Volatile.Read(ref _recent);
        Volatile.Write(ref _recent, [found, .. before[..int.Min(before.Length, MaxRecent - 1)]]);
        return found;
    }

    private static Certificate Find(ReadOnlySpan<byte> der, Func<Certificate> read)
    {
        Digest hash = Digest.Sha256(der);
        if (ByHash.TryGetValue(hash, out Certificate? known))
        {
            return known;
        }

        Certificate certificate = read();
        if (ByHash.Count >= MaxCount)
        {
            ByHash.Clear(); // a flood of strange certificates costs the usual ones one reading each
        }

        ByHash[hash] = certificate;
        return certificate;
    }
}
