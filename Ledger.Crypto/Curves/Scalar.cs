namespace Ledger.Crypto.Curves;

/// <summary>A number modulo the order n of the SM2 base point (GB/T 32918.5, 2), below n. Not for secrets.</summary>
internal readonly record struct Scalar
{
    /// <summary>n, the number of points of the curve, infinity included.</summary>
    public static readonly UInt256 Order = new(0x53BBF40939D54123, 0x7203DF6B21C6052B, ulong.MaxValue, 0xFFFFFFFEFFFFFFFF);

    private Scalar(in UInt256 value) => Value = value;

    public UInt256 Value { get; }

    public bool IsZero => Value.IsZero;

    /// <summary>Reads 32 bytes, highest first.</summary>
    /// <returns>False where the number is not from 1 to n − 1.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Scalar scalar)
    {
        scalar = new Scalar(UInt256.FromBytes(bytes));
        return !scalar.IsZero && scalar.Value.IsBelow(Order);
    }

    /// <summary>The remainder of 32 bytes, highest first, which may be any.</summary>
    public static Scalar Reduce(ReadOnlySpan<byte> bytes)
    {
        // 2^256 is below 2n.
        UInt256 number = UInt256.FromBytes(bytes);
        return UInt256.Subtract(number, Order, out UInt256 rest) == 0 ? new Scalar(rest) : new Scalar(number);
    }

    public static Scalar operator +(in Scalar x, in Scalar y)
    {
        ulong carry = UInt256.Add(x.Value, y.Value, out UInt256 sum);
        ulong borrow = UInt256.Subtract(sum, Order, out UInt256 less);
        return new Scalar(carry >= borrow ? less : sum);
    }

    public static Scalar operator -(in Scalar x, in Scalar y)
    {
        if (UInt256.Subtract(x.Value, y.Value, out UInt256 difference) != 0)
        {
            UInt256.Add(difference, Order, out difference);
        }

        return new Scalar(difference);
    }

    /// <summary>
    /// Writes the scalar as a sum of digit · 2^(width · place) with every digit odd and from 1 − 2^width to 2^width − 1.
    /// No digit is 0, so that each place takes one addition, and the sign takes none of the table.
    /// </summary>
    /// <param name="width">Bits of a digit, from 2 to 15.</param>
    /// <param name="digits">One for each place, lowest first; together at least 256 bits.</param>
    public void WriteOddDigits(int width, Span<short> digits)
    {
        // Only odd numbers have such digits. An even scalar k is −(n − k), and n is odd.
        bool isEven = (Value.L0 & 1) == 0;
        UInt256 odd = isEven ? (default(Scalar) - this).Value : Value;

        // k = Σ (2b − (2^width − 1)) · 2^(width · place) where b are the digits of (k + 2^(width · places) − 1) / 2.
        int top = (width * digits.Length) - 1;
        ReadOnlySpan<ulong> half =
        [
            (odd.L0 >> 1) | (odd.L1 << 63),
            (odd.L1 >> 1) | (odd.L2 << 63),
            (odd.L2 >> 1) | (odd.L3 << 63),
            (odd.L3 >> 1) | (top == 255 ? 1ul << 63 : 0),
            top > 255 ? 1ul << (top - 256) : 0,
            0,
        ];
        int most = (1 << width) - 1;
        for (int place = 0; place < digits.Length; place++)
        {
            (int limb, int shift) = int.DivRem(place * width, 64);
            ulong bits = (half[limb] >> shift) | (half[limb + 1] << 1 << (63 - shift));
            int digit = (2 * (int)(bits & (ulong)most)) - most;
            digits[place] = (short)(isEven ? -digit : digit);
        }
    }
}
