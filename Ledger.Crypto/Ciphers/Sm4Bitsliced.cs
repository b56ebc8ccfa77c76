using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Ledger.Crypto.Ciphers;

/// <summary>SM4 by Boolean circuits over 64 blocks at once, on any processor.</summary>
internal static class Sm4Bitsliced
{
    /// <summary>Blocks enciphered in one pass of <see cref="EncryptBlocks"/>; fewer take as long.</summary>
    public const int BlocksPerPass = 64;

    private const uint LowBits = 0x01010101;

    /// <summary>The S-box on the four bytes of a word (GB/T 32907, 6.2: τ).</summary>
    public static uint Substitute(uint word)
    {
        // Plane k has bit k of the bytes at bits 0, 8, 16 and 24.
        Span<ulong> planes = stackalloc ulong[8];
        for (int bit = 0; bit < 8; bit++)
        {
            planes[bit] = word >> bit;
        }

        Sm4SBox.Apply(planes);
        uint result = 0;
        for (int bit = 0; bit < 8; bit++)
        {
            result |= ((uint)(planes[bit] & LowBits)) << bit;
        }

        return result;
    }

    /// <summary>Enciphers one block, with less delay than <see cref="EncryptBlocks"/>.</summary>
    public static void EncryptBlock(ReadOnlySpan<uint> roundKeys, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<uint> x = stackalloc uint[4];
        for (int i = 0; i < 4; i++)
        {
            x[i] = BinaryPrimitives.ReadUInt32BigEndian(input[(4 * i)..]);
        }

        // GB/T 32907, 7.1: X(i+4) = X(i) + T(X(i+1) + X(i+2) + X(i+3) + rk), here in the place of X(i).
        for (int round = 0; round < Sm4.Rounds; round++)
        {
            uint b = Substitute(x[(round + 1) & 3] ^ x[(round + 2) & 3] ^ x[(round + 3) & 3] ^ roundKeys[round]);
            x[round & 3] ^= b ^ BitOperations.RotateLeft(b, 2) ^ BitOperations.RotateLeft(b, 10)
                ^ BitOperations.RotateLeft(b, 18) ^ BitOperations.RotateLeft(b, 24);
        }

        for (int i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(output[(4 * i)..], x[3 - i]);
        }

        x.Clear();
    }

    /// <summary>Enciphers up to <see cref="BlocksPerPass"/> blocks where they lie.</summary>
    public static void EncryptBlocks(ReadOnlySpan<uint> roundKeys, Span<byte> blocks)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks.Length, BlocksPerPass * Sm4.BlockLength, nameof(blocks));

        // Bitsliced: bit i of plane 32·w + b is bit b of word X(w) of block i. Rotating a word is then only
        // a matter of which plane is taken, and the S-box circuit works on 64 blocks at once.
        Span<ulong> planes = stackalloc ulong[128];
        planes.Clear();
        int count = blocks.Length / Sm4.BlockLength;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> block = blocks.Slice(Sm4.BlockLength * i, Sm4.BlockLength);
            planes[i] = BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64BigEndian(block), 32);
            planes[64 + i] = BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64BigEndian(block[8..]), 32);
        }

        BitMatrix.Transpose(planes[..64]);
        BitMatrix.Transpose(planes[64..]);
        for (int round = 0; round < Sm4.Rounds; round++)
        {
            Round(planes, round & 3, roundKeys[round]);
        }

        BitMatrix.Transpose(planes[..64]);
        BitMatrix.Transpose(planes[64..]);

        // GB/T 32907, 7.1: the four words leave in reverse order.
        for (int i = 0; i < count; i++)
        {
            Span<byte> block = blocks.Slice(Sm4.BlockLength * i, Sm4.BlockLength);
            BinaryPrimitives.WriteUInt64BigEndian(block, planes[64 + i]);
            BinaryPrimitives.WriteUInt64BigEndian(block[8..], planes[i]);
        }

        planes.Clear();
    }

    /// <summary>Adds to data the blocks that the counters become: nonce ‖ counter, nonce ‖ counter + 1 and so on.</summary>
    /// <param name="roundKeys">32 round keys.</param>
    /// <param name="nonce">12 bytes.</param>
    /// <param name="counter">The first counter; they go on modulo 2^32.</param>
    /// <param name="input">The data.</param>
    /// <param name="output">As long; the same memory, or none of it.</param>
    [SkipLocalsInit]
    public static void AddCounters(ReadOnlySpan<uint> roundKeys, ReadOnlySpan<byte> nonce, uint counter, ReadOnlySpan<byte> input, Span<byte> output)
    {
        const int PassLength = BlocksPerPass * Sm4.BlockLength;
        Span<byte> keyStream = stackalloc byte[PassLength];
        bool isOne = input.Length <= Sm4.BlockLength;
        for (int start = 0; start < input.Length; start += PassLength)
        {
            int length = Math.Min(PassLength, input.Length - start);
            Span<byte> blocks = keyStream[..((length + Sm4.BlockLength - 1) / Sm4.BlockLength * Sm4.BlockLength)];
            for (int i = 0; i < blocks.Length; i += Sm4.BlockLength)
            {
                nonce.CopyTo(blocks[i..]);
                BinaryPrimitives.WriteUInt32BigEndian(blocks[(i + nonce.Length)..], counter);
                counter = unchecked(counter + 1);
            }

            if (isOne)
            {
                EncryptBlock(roundKeys, blocks, blocks);
            }
            else
            {
                EncryptBlocks(roundKeys, blocks);
            }

            for (int i = 0; i < length; i++)
            {
                output[start + i] = (byte)(input[start + i] ^ keyStream[i]);
            }
        }

        CryptographicOperations.ZeroMemory(keyStream);
    }

    private static void Round(Span<ulong> planes, int word, uint roundKey)
    {
        Span<ulong> changed = planes.Slice(32 * word, 32);
        ReadOnlySpan<ulong> second = planes.Slice(32 * ((word + 1) & 3), 32);
        ReadOnlySpan<ulong> third = planes.Slice(32 * ((word + 2) & 3), 32);
        ReadOnlySpan<ulong> fourth = planes.Slice(32 * ((word + 3) & 3), 32);
        Span<ulong> sum = stackalloc ulong[32];
        for (int bit = 0; bit < 32; bit++)
        {
            // All ones where the key bit is set: the same key bit goes to all 64 blocks.
            ulong key = unchecked(0UL - ((roundKey >> bit) & 1));
            sum[bit] = second[bit] ^ third[bit] ^ fourth[bit] ^ key;
        }

        for (int firstBit = 0; firstBit < 32; firstBit += 8)
        {
            Sm4SBox.Apply(sum[firstBit..]);
        }

        // GB/T 32907, 6.2: L(B) = B + (B <<< 2) + (B <<< 10) + (B <<< 18) + (B <<< 24)
        for (int bit = 0; bit < 32; bit++)
        {
            changed[bit] ^= sum[bit] ^ sum[(bit + 30) & 31] ^ sum[(bit + 22) & 31] ^ sum[(bit + 14) & 31]
                ^ sum[(bit + 8) & 31];
        }
    }
}
