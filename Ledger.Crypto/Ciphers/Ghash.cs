using System.Buffers.Binary;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// GHASH (NIST SP 800-38D, 6.4): a polynomial over GF(2^128) at the secret point H. Tables of multiples of H would be
/// indexed by secret bits; here the carry-less products come from ordinary ones. Constant time wherever the processor
/// multiplies 64-bit words in constant time, as current x86-64 and ARMv8 do.
/// </summary>
internal struct Ghash
{
    private const int BlockLength = 16;

    // GCM counts bits from the left: bit 0, the constant term, is the highest bit of the first byte. Read as
    // big-endian words, an element is therefore bit-reversed, and a product of two comes out shifted right by one.
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly ulong _highReversed;
    private readonly ulong _lowReversed;
    private ulong _sumHigh;
    private ulong _sumLow;

    /// <param name="point">H: 16 bytes.</param>
    public Ghash(ReadOnlySpan<byte> point)
    {
        _high = BinaryPrimitives.ReadUInt64BigEndian(point);
        _low = BinaryPrimitives.ReadUInt64BigEndian(point[8..]);
        _highReversed = Reverse(_high);
        _lowReversed = Reverse(_low);
    }

    /// <summary>Takes in data, filled up with zeros to whole blocks.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        for (; data.Length >= BlockLength; data = data[BlockLength..])
        {
            AppendBlock(BinaryPrimitives.ReadUInt64BigEndian(data), BinaryPrimitives.ReadUInt64BigEndian(data[8..]));
        }

        if (!data.IsEmpty)
        {
            Span<byte> last = stackalloc byte[BlockLength];
            last.Clear();
            data.CopyTo(last);
            AppendBlock(BinaryPrimitives.ReadUInt64BigEndian(last), BinaryPrimitives.ReadUInt64BigEndian(last[8..]));
        }
    }

    /// <summary>Takes in the last block: both lengths in bits.</summary>
    public void AppendLengths(int associatedBytes, int cipherBytes) =>
        AppendBlock(8 * (ulong)associatedBytes, 8 * (ulong)cipherBytes);

    /// <summary>Writes the 16 bytes of the hash.</summary>
    public readonly void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _sumHigh);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _sumLow);
    }

    // SP 800-38D, 6.4: Y = (Y + X)·H
    private void AppendBlock(ulong high, ulong low)
    {
        high ^= _sumHigh;
        low ^= _sumLow;
        ulong highReversed = Reverse(high);
        ulong lowReversed = Reverse(low);

        // Three products of 64 bits (Karatsuba), each in its lower half and, by the reversed words, its upper half.
        ulong lowLow = Multiply(low, _low);
        ulong highLow = Multiply(high, _high);
        ulong middleLow = Multiply(high ^ low, _high ^ _low) ^ lowLow ^ highLow;
        ulong lowHigh = Multiply(lowReversed, _lowReversed);
        ulong highHigh = Multiply(highReversed, _highReversed);
        ulong middleHigh = Multiply(highReversed ^ lowReversed, _highReversed ^ _lowReversed) ^ lowHigh ^ highHigh;

        ulong v0 = lowLow;
        ulong v1 = (Reverse(lowHigh) >> 1) ^ middleLow;
        ulong v2 = highLow ^ (Reverse(middleHigh) >> 1);
        ulong v3 = Reverse(highHigh) >> 1;

        // The shift by one that the reversed order of bits asks for.
        v3 = (v3 << 1) | (v2 >> 63);
        v2 = (v2 << 1) | (v1 >> 63);
        v1 = (v1 << 1) | (v0 >> 63);
        v0 <<= 1;

        // Reduction by x^128 + x^7 + x^2 + x + 1, one word at a time.
        v2 ^= v0 ^ (v0 >> 1) ^ (v0 >> 2) ^ (v0 >> 7);
        v1 ^= (v0 << 63) ^ (v0 << 62) ^ (v0 << 57);
        v3 ^= v1 ^ (v1 >> 1) ^ (v1 >> 2) ^ (v1 >> 7);
        v2 ^= (v1 << 63) ^ (v1 << 62) ^ (v1 << 57);
        (_sumHigh, _sumLow) = (v3, v2);
    }

    // The lower 64 bits of the carry-less product. Each factor is split into four with three zero bits between any two
    // bits: at most 15 partial products meet in one place, so carries stay within the gaps and are masked away. In the
    // topmost place up to 16 meet, but its carry leaves the word.
    private static ulong Multiply(ulong x, ulong y)
    {
        const ulong Lane0 = 0x1111111111111111;
        const ulong Lane1 = 0x2222222222222222;
        const ulong Lane2 = 0x4444444444444444;
        const ulong Lane3 = 0x8888888888888888;
        unchecked
        {
            (ulong x0, ulong x1, ulong x2, ulong x3) = (x & Lane0, x & Lane1, x & Lane2, x & Lane3);
            (ulong y0, ulong y1, ulong y2, ulong y3) = (y & Lane0, y & Lane1, y & Lane2, y & Lane3);
            ulong z0 = (x0 * y0) ^ (x1 * y3) ^ (x2 * y2) ^ (x3 * y1);
            ulong z1 = (x0 * y1) ^ (x1 * y0) ^ (x2 * y3) ^ (x3 * y2);
            ulong z2 = (x0 * y2) ^ (x1 * y1) ^ (x2 * y0) ^ (x3 * y3);
            ulong z3 = (x0 * y3) ^ (x1 * y2) ^ (x2 * y1) ^ (x3 * y0);
            return (z0 & Lane0) | (z1 & Lane1) | (z2 & Lane2) | (z3 & Lane3);
        }
    }

    private static ulong Reverse(ulong x)
    {
        x = ((x & 0x5555555555555555) << 1) | ((x >> 1) & 0x5555555555555555);
        x = ((x & 0x3333333333333333) << 2) | ((x >> 2) & 0x3333333333333333);
        x = ((x & 0x0F0F0F0F0F0F0F0F) << 4) | ((x >> 4) & 0x0F0F0F0F0F0F0F0F);
        return BinaryPrimitives.ReverseEndianness(x);
    }
}
