using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// The block cipher SM4 (GB/T 32907-2016), forwards only, as counter modes need it. Time does not depend on key or data.
/// Safe to call from several threads.
/// </summary>
internal sealed class Sm4 : IDisposable
{
    public const int KeyLength = 16;
    public const int BlockLength = 16;

    /// <summary>Blocks enciphered in one pass of <see cref="EncryptBlocks"/>; fewer take as long.</summary>
    public const int BlocksPerPass = 64;

    private const int Rounds = 32;
    private const uint LowBits = 0x01010101;

    private readonly uint[] _roundKeys = new uint[Rounds];

    /// <exception cref="ArgumentException">The key does not have 16 bytes.</exception>
    public Sm4(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException($"An SM4 key has {KeyLength} bytes, not {key.Length}.", nameof(key));
        }

        // GB/T 32907, 7.3
        ReadOnlySpan<uint> systemParameter = [0xA3B1BAC6, 0x56AA3350, 0x677D9197, 0xB27022DC];
        Span<uint> k = stackalloc uint[4];
        for (int i = 0; i < 4; i++)
        {
            k[i] = BinaryPrimitives.ReadUInt32BigEndian(key[(4 * i)..]) ^ systemParameter[i];
        }

        for (int round = 0; round < Rounds; round++)
        {
            uint b = Substitute(k[(round + 1) & 3] ^ k[(round + 2) & 3] ^ k[(round + 3) & 3] ^ FixedParameter(round));
            k[round & 3] ^= b ^ BitOperations.RotateLeft(b, 13) ^ BitOperations.RotateLeft(b, 23);
            _roundKeys[round] = k[round & 3];
        }

        k.Clear();
    }

    /// <summary>Enciphers one block, with less delay than <see cref="EncryptBlocks"/>.</summary>
    public void EncryptBlock(ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<uint> x = stackalloc uint[4];
        for (int i = 0; i < 4; i++)
        {
            x[i] = BinaryPrimitives.ReadUInt32BigEndian(input[(4 * i)..]);
        }

        // GB/T 32907, 7.1: X(i+4) = X(i) + T(X(i+1) + X(i+2) + X(i+3) + rk), here in the place of X(i).
        for (int round = 0; round < Rounds; round++)
        {
            uint b = Substitute(x[(round + 1) & 3] ^ x[(round + 2) & 3] ^ x[(round + 3) & 3] ^ _roundKeys[round]);
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
    public void EncryptBlocks(Span<byte> blocks)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks.Length, BlocksPerPass * BlockLength, nameof(blocks));

        // Bitsliced: bit i of plane 32·w + b is bit b of word X(w) of block i. Rotating a word is then only
        // a matter of which plane is taken, and the S-box circuit works on 64 blocks at once.
        Span<ulong> planes = stackalloc ulong[128];
        planes.Clear();
        int count = blocks.Length / BlockLength;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> block = blocks.Slice(BlockLength * i, BlockLength);
            planes[i] = BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64BigEndian(block), 32);
            planes[64 + i] = BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64BigEndian(block[8..]), 32);
        }

        BitMatrix.Transpose(planes[..64]);
        BitMatrix.Transpose(planes[64..]);
        for (int round = 0; round < Rounds; round++)
        {
            Round(planes, round & 3, _roundKeys[round]);
        }

        BitMatrix.Transpose(planes[..64]);
        BitMatrix.Transpose(planes[64..]);

        // GB/T 32907, 7.1: the four words leave in reverse order.
        for (int i = 0; i < count; i++)
        {
            Span<byte> block = blocks.Slice(BlockLength * i, BlockLength);
            BinaryPrimitives.WriteUInt64BigEndian(block, planes[64 + i]);
            BinaryPrimitives.WriteUInt64BigEndian(block[8..], planes[i]);
        }

        planes.Clear();
    }

    /// <summary>Wipes the round keys.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_roundKeys.AsSpan()));

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

    // GB/T 32907, 6.2: tau, the S-box on each of four bytes. Plane k has bit k of the bytes at bits 0, 8, 16 and 24.
    private static uint Substitute(uint word)
    {
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

    // GB/T 32907, 7.3: byte j of CK(i) is (4i + j)·7 mod 256.
    private static uint FixedParameter(int round)
    {
        uint parameter = 0;
        for (int j = 0; j < 4; j++)
        {
            parameter = (parameter << 8) | (uint)(((4 * round) + j) * 7 & 0xFF);
        }

        return parameter;
    }
}
