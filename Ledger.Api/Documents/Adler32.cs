using System.Buffers.Binary;

namespace Ledger.Api.Documents;

/// <summary>The check value at the end of zlib data (RFC 1950, 8.2).</summary>
internal static class Adler32
{
    /// <summary>The value of no bytes.</summary>
    public const uint Empty = 1;

    private const int Length = 4;
    private const uint Modulus = 65_521;

    // The most bytes before the sums could exceed 32 bits.
    private const int Run = 5_552;

    /// <summary>The value of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        (uint a, uint b) = (1, 0);
        for (int start = 0; start < data.Length; start += Run)
        {
            foreach (byte octet in data[start..int.Min(start + Run, data.Length)])
            {
                a += octet;
                b += a;
            }

            (a, b) = (a % Modulus, b % Modulus);
        }

        return b << 16 | a;
    }

    /// <summary>The value of two pieces behind each other.</summary>
    /// <param name="first">Value of the first.</param>
    /// <param name="second">Value of the second.</param>
    /// <param name="length">How many bytes the second has, 0 or more.</param>
    public static uint Join(uint first, uint second, int length)
    {
        // The second was counted from a = 1; each of its bytes adds what the first left in a to b.
        ulong left = (first & 0xFFFF) + Modulus - 1;
        ulong a = (left + (second & 0xFFFF)) % Modulus;
        ulong b = ((first >> 16) + (second >> 16) + (left % Modulus * ((uint)length % Modulus))) % Modulus;
        return (uint)(b << 16 | a);
    }

    /// <summary>
    /// Whether compressed data end with the check value of what was inflated from them. The framework compares it only where it is
    /// reached: data that were cut off before it, or go on behind it, pass there.
    /// </summary>
    public static bool Ends(ReadOnlySpan<byte> compressed, ReadOnlySpan<byte> inflated) =>
        compressed.Length > Length && BinaryPrimitives.ReadUInt32BigEndian(compressed[^Length..]) == Of(inflated);
}
