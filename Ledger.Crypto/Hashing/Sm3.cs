using Ledger.Crypto.Native;

namespace Ledger.Crypto.Hashing;

/// <summary>The SM3 hash (GB/T 32905-2016) of data that is all there. For data that arrives in pieces: <see cref="Sm3Stream"/>.</summary>
public static class Sm3
{
    /// <summary>SM3 of the data, which may be empty.</summary>
    public static unsafe Digest Hash(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Digest.Length];
        fixed (byte* input = data, output = hash)
        {
            Libcrypto.Check(Libcrypto.EVP_Digest(input, (nuint)data.Length, output, null, Libcrypto.Sm3, 0));
        }

        return new Digest(hash);
    }
}
