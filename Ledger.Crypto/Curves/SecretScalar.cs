using System.Runtime.CompilerServices;

namespace Ledger.Crypto.Curves;

/// <summary>
/// A number modulo the order n of the SM2 base point, below n, that must stay secret: no operation has a branch, an address or a division
/// that depends on it. (<see cref="Scalar"/> is for numbers that everybody may know.)
/// </summary>
internal readonly struct SecretScalar(UInt256 value)
{
    // −1 / n modulo 2^64.
    private const ulong Factor = 0x327F9E8872350975;

    // 2^512 mod n: a product with it multiplies by 2^256.
    private static readonly SecretScalar SquareOfRadix = new(
        new UInt256(0x901192AF7C114F20, 0x3464504ADE6FA2FA, 0x620FC84C3AFFE0D4, 0x1EB5E412A22B3D3B));

    /// <summary>The number.</summary>
    public UInt256 Value { get; } = value;

    /// <summary>The number 1.</summary>
    public static SecretScalar One => new(new UInt256(1, 0, 0, 0));

    public static SecretScalar operator +(in SecretScalar x, in SecretScalar y) =>
        new(Reduced(UInt256.Add(x.Value, y.Value, out UInt256 sum), sum));

    public static SecretScalar operator -(in SecretScalar x, in SecretScalar y)
    {
        ulong borrow = UInt256.Subtract(x.Value, y.Value, out UInt256 difference);
        UInt256.Add(difference, Scalar.Order.Masked(unchecked(0 - borrow)), out UInt256 result);
        return new SecretScalar(result);
    }

    /// <summary>x · y / 2^256 (Montgomery).</summary>
    [SkipLocalsInit]
    public static SecretScalar Product(in SecretScalar x, in SecretScalar y)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        AddProduct(x.Value, y.Value.L0, ref t0, ref t1, ref t2, ref t3, ref t4);
        AddProduct(x.Value, y.Value.L1, ref t0, ref t1, ref t2, ref t3, ref t4);
        AddProduct(x.Value, y.Value.L2, ref t0, ref t1, ref t2, ref t3, ref t4);
        AddProduct(x.Value, y.Value.L3, ref t0, ref t1, ref t2, ref t3, ref t4);
        return new SecretScalar(Reduced(t4, new UInt256(t0, t1, t2, t3)));
    }

    /// <summary>2^256 / x, with which <see cref="Product"/> divides by x; 0 for 0.</summary>
    public SecretScalar Divisor()
    {
        // Fermat: x^(n − 2), in Montgomery's form. The exponent is known to everybody.
        SecretScalar power = Product(this, SquareOfRadix);
        SecretScalar result = Product(One, SquareOfRadix);
        ReadOnlySpan<ulong> exponent = [Scalar.Order.L3, Scalar.Order.L2, Scalar.Order.L1, Scalar.Order.L0 - 2];
        foreach (ulong limb in exponent)
        {
            for (int bit = 63; bit >= 0; bit--)
            {
                result = Product(result, result);
                if ((limb >> bit & 1) != 0)
                {
                    result = Product(result, power);
                }
            }
        }

        return result;
    }

    /// <summary>The number itself, or where the mask has all bits its opposite.</summary>
    public SecretScalar NegatedBy(ulong mask)
    {
        UInt256 negative = (new SecretScalar(default) - this).Value.Masked(mask);
        UInt256 same = Value.Masked(~mask);
        return new SecretScalar(new UInt256(
            same.L0 | negative.L0, same.L1 | negative.L1, same.L2 | negative.L2, same.L3 | negative.L3));
    }

    // Subtracts n where there is a carry or the number is not below n; enough for what is below 2n.
    private static UInt256 Reduced(ulong carry, in UInt256 number)
    {
        ulong borrow = UInt256.Subtract(number, Scalar.Order, out UInt256 less);
        ulong keep = unchecked(0 - (borrow & ~carry));
        UInt256 kept = number.Masked(keep);
        less = less.Masked(~keep);
        return new UInt256(kept.L0 | less.L0, kept.L1 | less.L1, kept.L2 | less.L2, kept.L3 | less.L3);
    }

    // t = (t + x · y) / 2^64 modulo n. Before and after, t is below 2n; as n < 2^256 − 2^224, the sum with x · y has five limbs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(in UInt256 x, ulong y, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        unchecked
        {
            ulong carry = 0;
            t0 = FieldProduct.MultiplyAdd(x.L0, y, t0, ref carry);
            t1 = FieldProduct.MultiplyAdd(x.L1, y, t1, ref carry);
            t2 = FieldProduct.MultiplyAdd(x.L2, y, t2, ref carry);
            t3 = FieldProduct.MultiplyAdd(x.L3, y, t3, ref carry);
            t4 += carry;

            ulong m = t0 * Factor;
            carry = 0;
            FieldProduct.MultiplyAdd(Scalar.Order.L0, m, t0, ref carry);
            t0 = FieldProduct.MultiplyAdd(Scalar.Order.L1, m, t1, ref carry);
            t1 = FieldProduct.MultiplyAdd(Scalar.Order.L2, m, t2, ref carry);
            t2 = FieldProduct.MultiplyAdd(Scalar.Order.L3, m, t3, ref carry);
            t3 = t4 + carry;
            t4 = t3 < carry ? 1ul : 0ul;
        }
    }
}
