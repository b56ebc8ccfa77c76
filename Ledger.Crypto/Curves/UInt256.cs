using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Ledger.Crypto.Curves;

/// <summary>A number from 0 to 2^256 − 1 in four limbs of 64 bits, lowest first.</summary>
internal readonly record struct UInt256(ulong L0, ulong L1, ulong L2, ulong L3)
{
    /// <summary>Bytes of the number.</summary>
    public const int Length = 32;

    public bool IsZero => (L0 | L1 | L2 | L3) == 0;

    /// <summary>Reads 32 bytes, highest first.</summary>
    public static UInt256 FromBytes(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..Length]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes));

    /// <summary>Writes 32 bytes, highest first.</summary>
    public void WriteTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, L3);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], L2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], L1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..Length], L0);
    }

    /// <summary>Adds modulo 2^256.</summary>
    /// <returns>The carry, 0 or 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(in UInt256 x, in UInt256 y, out UInt256 sum)
    {
        unchecked
        {
            ulong s0 = x.L0 + y.L0;
            ulong carry0 = Flag(s0 < x.L0);
            ulong s1 = x.L1 + y.L1;
            ulong carry1 = Flag(s1 < x.L1);
            s1 += carry0;
            carry1 |= Flag(s1 < carry0);
            ulong s2 = x.L2 + y.L2;
            ulong carry2 = Flag(s2 < x.L2);
            s2 += carry1;
            carry2 |= Flag(s2 < carry1);
            ulong s3 = x.L3 + y.L3;
            ulong carry3 = Flag(s3 < x.L3);
            s3 += carry2;
            carry3 |= Flag(s3 < carry2);
            sum = new UInt256(s0, s1, s2, s3);
            return carry3;
        }
    }

    /// <summary>Subtracts modulo 2^256.</summary>
    /// <returns>The borrow: 1 where <paramref name="y"/> is the larger, else 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(in UInt256 x, in UInt256 y, out UInt256 difference)
    {
        unchecked
        {
            ulong d0 = x.L0 - y.L0;
            ulong borrow0 = Flag(x.L0 < y.L0);
            ulong d1 = x.L1 - y.L1;
            ulong borrow1 = Flag(x.L1 < y.L1) | Flag(d1 < borrow0);
            d1 -= borrow0;
            ulong d2 = x.L2 - y.L2;
            ulong borrow2 = Flag(x.L2 < y.L2) | Flag(d2 < borrow1);
            d2 -= borrow1;
            ulong d3 = x.L3 - y.L3;
            ulong borrow3 = Flag(x.L3 < y.L3) | Flag(d3 < borrow2);
            d3 -= borrow2;
            difference = new UInt256(d0, d1, d2, d3);
            return borrow3;
        }
    }

    /// <summary>The number where the mask has all bits, 0 where it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt256 Masked(ulong mask) => new(L0 & mask, L1 & mask, L2 & mask, L3 & mask);

    /// <summary>Whether it is the smaller.</summary>
    public bool IsBelow(in UInt256 other) => Subtract(this, other, out _) != 0;

    // A comparison becomes an instruction, not a branch.
    private static ulong Flag(bool condition) => condition ? 1ul : 0ul;
}
