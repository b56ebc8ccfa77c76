using System.Security.Cryptography;

namespace Ledger.Crypto.Hashing;

/// <summary>HMAC with SM3 (GB/T 15852.2-2012; RFC 2104).</summary>
public static class HmacSm3
{
    private const int BlockLength = 64;

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

        using Sm3Stream hash = new();
        Mask(block, 0x36);
        hash.Append(block);
        hash.Append(data);
        Digest inner = hash.Finish();

        // From the inner mask to the outer one in a single step.
        Mask(block, 0x36 ^ 0x5c);
        hash.Append(block);
        CryptographicOperations.ZeroMemory(block);
        hash.Append(inner.Span);
        return hash.Finish();
    }

    private static void Mask(Span<byte> block, byte mask)
    {
        foreach (ref byte b in block)
        {
            b ^= mask;
        }
    }
}
