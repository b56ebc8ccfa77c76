using Ledger.Crypto.Native;

namespace Ledger.Crypto.Hashing;

/// <summary>
/// The SM3 hash (GB/T 32905-2016) of data that is all there. For data that arrives in pieces: <see cref="Sm3Stream"/>;
/// for many messages of one length: <see cref="Sm3Batch"/>.
/// </summary>
public static class Sm3
{
    /// <summary>SM3 of the data, which may be empty.</summary>
    public static Digest Hash(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Digest.Length];
        Libcrypto.Hash(Libcrypto.Sm3, data, hash);
        return new Digest(hash);
    }
}
