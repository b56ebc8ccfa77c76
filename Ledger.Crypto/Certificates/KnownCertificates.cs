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

    private static readonly ConcurrentDictionary<Digest, Certificate> ByHash = new();

    /// <summary>The certificate of these bytes, read now unless it is known.</summary>
    public static Certificate Get(ReadOnlySpan<byte> der, Func<Certificate> read)
    {
        if (der.Length > Certificate.MaxLength)
        {
            return read(); // which refuses it
        }

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
