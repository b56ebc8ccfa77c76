namespace Ledger.Crypto.Ciphers;

/// <summary>
/// The S-box of SM4 (GB/T 32907-2016, 6.2) as a circuit of about 170 AND and XOR gates over 64 bytes at once. A table
/// indexed by secret bytes would betray them through the cache; a circuit has neither look-ups nor branches.
/// </summary>
/// <remarks>
/// The standard prints a table; its structure is S(x) = A·inv(A·x + D3) + D3, with A the circulant matrix whose columns
/// are CB 97 2F 5E BC 79 F2 E5, and inv the inverse modulo x^8 + x^7 + x^6 + x^5 + x^4 + x^2 + 1 (inv(0) = 0).
/// Inversion is short in the tower field of h·z + l with h, l in GF(2^4) and z² = z + λ, λ = y³ + y² + 1. Both fields
/// are the same but for their bases, so the first map below is A followed by the change of base (x to the tower element
/// F1), the last one is the change back followed by A; each is an 8×8 matrix over bits, written with common sums shared.
/// A test compares all 256 values with the table of the standard.
/// </remarks>
internal static class Sm4SBox
{
    /// <summary>
    /// For GFNI, whose field is that of AES: A followed by the change of base into it. Row i of the matrix, for bit i of the result, is
    /// byte 7 − i; the constant is added afterwards.
    /// </summary>
    public const ulong ToAes = 0x4C287DB91A22505D;

    /// <summary>The constant of <see cref="ToAes"/>.</summary>
    public const byte ToAesConstant = 0x3E;

    /// <summary>The change of base back, followed by A.</summary>
    public const ulong FromAes = 0xF3AB34A974A6B589;

    /// <summary>The constant of <see cref="FromAes"/>.</summary>
    public const byte FromAesConstant = 0xD3;

    /// <summary>Replaces 64 bytes by their images. Bit i of plane k is bit k of byte i, lowest bits first.</summary>
    public static void Apply(Span<ulong> planes)
    {
        planes = planes[..8];
        EnterTower(planes, out NibblePlanes high, out NibblePlanes low);

        // 1 / (h·z + l) = (h·z + h + l) / n with the norm n = λ·h² + h·l + l².
        NibblePlanes norm = high.Square().TimesLambda() ^ (high * low) ^ low.Square();
        NibblePlanes inverse = norm.Invert();
        LeaveTower(high * inverse, (high ^ low) * inverse, planes);
    }

    // A, the change of base, and the constant: D3 in the tower's base is C7. A set bit of it is an inversion.
    private static void EnterTower(ReadOnlySpan<ulong> x, out NibblePlanes high, out NibblePlanes low)
    {
        ulong s35 = x[3] ^ x[5];
        ulong s135 = x[1] ^ s35;
        ulong s04 = x[0] ^ x[4];
        ulong s01345 = s135 ^ s04;
        ulong s012345 = x[2] ^ s01345;
        low = new NibblePlanes(~(x[3] ^ x[6] ^ x[7]), ~s135, ~(x[2] ^ x[3] ^ s04), x[4] ^ x[5]);
        high = new NibblePlanes(x[6] ^ s35, s012345, ~(x[7] ^ s01345), ~(x[6] ^ s012345));
    }

    // The change of base back, A, and D3.
    private static void LeaveTower(NibblePlanes high, NibblePlanes low, Span<ulong> y)
    {
        (ulong x0, ulong x1, ulong x2, ulong x3) = (low.B0, low.B1, low.B2, low.B3);
        (ulong x4, ulong x5, ulong x6, ulong x7) = (high.B0, high.B1, high.B2, high.B3);
        ulong s01 = x0 ^ x1;
        ulong s014 = x4 ^ s01;
        ulong s06 = x0 ^ x6;
        ulong s25 = x2 ^ x5;
        ulong s34 = x3 ^ x4;
        y[0] = ~(s06 ^ s25);
        y[1] = ~(x5 ^ x7 ^ s01);
        y[2] = x2 ^ s34;
        y[3] = s014;
        y[4] = ~(x1 ^ x5);
        y[5] = x1;
        y[6] = ~(x7 ^ s06 ^ s34);
        y[7] = ~(s014 ^ s25);
    }
}
