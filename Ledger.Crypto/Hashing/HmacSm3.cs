using System.Security.Cryptography;

namespace Ledger.Crypto.Hashing;

/// <summary>HMAC with SM3 (GB/T 15852.2-2012; RFC 2104).</summary>
public static class HmacSm3
{
    private const int BlockLength = 64;

    [ThreadStatic]
    private static Sm3Stream? _kept;

    /// <summary>The 32-byte code of the data. Compare it with <see cref="CryptographicOperations.FixedTimeEquals"/>.</summary>
    /// <param name="key">Any length; over 64 bytes it is hashed first, as the standard says.</param>
    /// <param name="data">The data; may be empty.</param>
    public static Digest Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        block.Clear();
        if (key.Length > BlockLength)
        {
            Sm3.Hash(key).CopyTo(block);
        }
        else
        {
            key.CopyTo(block);
        }

        // Making a state costs as much as hashing a block. One that an exception came across is not used again; what is kept has begun anew, and forgotten.
#pragma warning disable CA2000 // Kept for the next code of this thread.
        Sm3Stream hash = _kept ?? new Sm3Stream();
#pragma warning restore CA2000
        _kept = null;
        Mask(block, 0x36);
        hash.Append(block);
        hash.Append(data);
        Digest inner = hash.Finish();

        // From the inner mask to the outer one in a single step.
        Mask(block, 0x36 ^ 0x5c);
        hash.Append(block);
        CryptographicOperations.ZeroMemory(block);
        hash.Append(inner.Span);
        Digest code = hash.Finish();
        _kept = hash;
        return code;
    }

    private static void Mask(Span<byte> block, byte mask)
    {
        foreach (ref byte b in block)
        {
            b ^= mask;
        }
    }
}
