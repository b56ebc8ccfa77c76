using System.Buffers;
using System.Security.Cryptography;

namespace Ledger.Crypto.Hashing;

/// <summary>HMAC with SM3 (GB/T 15852.2-2012; RFC 2104).</summary>
public static class HmacSm3
{
    private const int BlockLength = 64;
    private const byte InnerMask = 0x36;
    private const byte OuterMask = 0x5c;

    [ThreadStatic]
    private static Sm3Stream? _kept;

    /// <summary>The 32-byte code of the data. Compare it with <see cref="CryptographicOperations.FixedTimeEquals"/>.</summary>
    /// <param name="key">Any length; over 64 bytes it is hashed first, as the standard says.</param>
    /// <param name="data">The data; may be empty.</param>
    public static Digest Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        PutKey(key, block);

        // Making a state costs as much as hashing a block. One that an exception came across is not used again; what is kept has begun anew, and forgotten.
#pragma warning disable CA2000 // Kept for the next code of this thread.
        Sm3Stream hash = _kept ?? new Sm3Stream();
#pragma warning restore CA2000
        _kept = null;
        Mask(block, InnerMask);
        hash.Append(block);
        hash.Append(data);
        Digest inner = hash.Finish();

        // From the inner mask to the outer one in a single step.
        Mask(block, InnerMask ^ OuterMask);
        hash.Append(block);
        CryptographicOperations.ZeroMemory(block);
        hash.Append(inner.Span);
        Digest code = hash.Finish();
        _kept = hash;
        return code;
    }

    /// <summary>The codes of several data, each under a key of its own, hashed in lanes: for a few that take about the same number of blocks.</summary>
    /// <param name="messages">Keys, of any length, and data.</param>
    /// <returns>The codes, in their order; each the one that <see cref="Compute"/> gives.</returns>
    public static Digest[] ComputeEach(IReadOnlyList<(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Data)> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        const int OuterLength = BlockLength + Digest.Length;
        int[] ends = new int[messages.Count];
        int length = (messages.Count * BlockLength) + messages.Sum(message => message.Data.Length);
        byte[] inner = ArrayPool<byte>.Shared.Rent(length);
        byte[] outer = ArrayPool<byte>.Shared.Rent(messages.Count * OuterLength);
        for (int i = 0, end = 0; i < ends.Length; i++)
        {
            (ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> data) = messages[i];
            Span<byte> block = inner.AsSpan(end, BlockLength);
            PutKey(key.Span, block);
            block.CopyTo(outer.AsSpan(i * OuterLength));
            Mask(block, InnerMask);
            Mask(outer.AsSpan(i * OuterLength, BlockLength), OuterMask);
            data.Span.CopyTo(inner.AsSpan(end + BlockLength));
            ends[i] = end += BlockLength + data.Length;
        }

        Digest[] codes = new Digest[ends.Length];
        Sm3Group.Hash(inner.AsSpan(0, length), ends, codes);
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i].CopyTo(outer.AsSpan((i * OuterLength) + BlockLength));
        }

        Sm3Batch.Hash(outer.AsSpan(0, codes.Length * OuterLength), OuterLength, codes);
        ArrayPool<byte>.Shared.Return(inner, clearArray: true);
        ArrayPool<byte>.Shared.Return(outer, clearArray: true);
        return codes;
    }

    private static void PutKey(ReadOnlySpan<byte> key, Span<byte> block)
    {
        block.Clear();
        if (key.Length > BlockLength)
        {
            Sm3.Hash(key).CopyTo(block);
        }
        else
        {
            key.CopyTo(block);
        }
    }

    private static void Mask(Span<byte> block, byte mask)
    {
        foreach (ref byte b in block)
        {
            b ^= mask;
        }
    }
}
