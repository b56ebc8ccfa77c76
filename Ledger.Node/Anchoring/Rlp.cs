using System.Numerics;

namespace Ledger.Node.Anchoring;

/// <summary>Recursive Length Prefix, the byte form of Ethereum transactions (Yellow Paper, appendix B). Writing only.</summary>
internal static class Rlp
{
    private const int StringOffset = 0x80;
    private const int ListOffset = 0xc0;
    private const int LongestShortForm = 55;

    /// <summary>A byte string.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> bytes) => bytes is [< StringOffset]
        ? bytes.ToArray()
        : [.. Prefix(StringOffset, bytes.Length), .. bytes];

    /// <summary>A number ≥ 0: its big-endian bytes without leading zeros; zero is the empty string.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static byte[] Integer(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value.IsZero ? Bytes([]) : Bytes(value.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    /// <summary>A list of items that are encoded already.</summary>
    public static byte[] List(params IReadOnlyList<byte[]> items)
    {
        byte[] content = [.. items.SelectMany(item => item)];
        return [.. Prefix(ListOffset, content.Length), .. content];
    }

    private static byte[] Prefix(int offset, int length)
    {
        if (length <= LongestShortForm)
        {
            return [(byte)(offset + length)];
        }

        byte[] digits = new BigInteger(length).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [(byte)(offset + LongestShortForm + digits.Length), .. digits];
    }
}
