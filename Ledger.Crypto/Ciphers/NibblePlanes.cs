using System.Runtime.CompilerServices;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// 64 elements of GF(2^4) at once, bitsliced: bit i of <c>Bk</c> is coefficient k of element i, modulo y^4 + y + 1.
/// Every operation is made of AND and XOR of whole words, so its time does not depend on the elements.
/// </summary>
internal readonly struct NibblePlanes(ulong b0, ulong b1, ulong b2, ulong b3)
{
    public readonly ulong B0 = b0;
    public readonly ulong B1 = b1;
    public readonly ulong B2 = b2;
    public readonly ulong B3 = b3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NibblePlanes operator ^(NibblePlanes a, NibblePlanes b) =>
        new(a.B0 ^ b.B0, a.B1 ^ b.B1, a.B2 ^ b.B2, a.B3 ^ b.B3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NibblePlanes operator *(NibblePlanes a, NibblePlanes b)
    {
        // The coefficients of y^4, y^5 and y^6, which are y + 1, y² + y and y³ + y².
        ulong y4 = (a.B1 & b.B3) ^ (a.B2 & b.B2) ^ (a.B3 & b.B1);
        ulong y5 = (a.B2 & b.B3) ^ (a.B3 & b.B2);
        ulong y6 = a.B3 & b.B3;
        return new NibblePlanes(
            (a.B0 & b.B0) ^ y4,
            (a.B0 & b.B1) ^ (a.B1 & b.B0) ^ y4 ^ y5,
            (a.B0 & b.B2) ^ (a.B1 & b.B1) ^ (a.B2 & b.B0) ^ y5 ^ y6,
            (a.B0 & b.B3) ^ (a.B1 & b.B2) ^ (a.B2 & b.B1) ^ (a.B3 & b.B0) ^ y6);
    }

    /// <summary>The square of each element: linear in characteristic 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NibblePlanes Square() => new(B0 ^ B2, B2, B1 ^ B3, B3);

    /// <summary>Each element times y³ + y² + 1, the constant of the field above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NibblePlanes TimesLambda() => new(B0 ^ B1 ^ B2, B3, B0, B0 ^ B1);

    /// <summary>The inverse of each element, and 0 of 0: the algebraic normal form of the 16 values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NibblePlanes Invert()
    {
        (ulong a, ulong b, ulong c, ulong d) = (B0, B1, B2, B3);
        ulong ab = a & b;
        ulong ac = a & c;
        ulong bc = b & c;
        ulong bd = b & d;
        ulong ad = a & d;
        ulong bcd = bc & d;
        return new NibblePlanes(
            a ^ b ^ c ^ d ^ ac ^ bc ^ (ab & c) ^ bcd,
            ab ^ ac ^ bc ^ d ^ bd ^ (ab & d),
            ab ^ c ^ ac ^ d ^ ad ^ (ac & d),
            b ^ c ^ d ^ ad ^ bd ^ (c & d) ^ bcd);
    }
}
