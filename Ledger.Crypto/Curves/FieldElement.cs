using System.Runtime.CompilerServices;

namespace Ledger.Crypto.Curves;

/// <summary>
/// A number modulo the prime p of the SM2 curve (GB/T 32918.5, 2), held in Montgomery form: times 2^256, below p. Not for secrets: some
/// operations take time that depends on the value.
/// </summary>
internal readonly record struct FieldElement
{
    /// <summary>p = 2^256 − 2^224 − 2^96 + 2^64 − 1.</summary>
    public static readonly UInt256 Prime = new(ulong.MaxValue, 0xFFFFFFFF00000000, ulong.MaxValue, 0xFFFFFFFEFFFFFFFF);

    // 2^512 mod p: a product with it brings a number into Montgomery form.
    private static readonly FieldElement SquareOfRadix = new(
        new UInt256(0x0000000200000003, 0x00000002FFFFFFFF, 0x0000000100000001, 0x0000000400000002));

    private readonly UInt256 _value;

    /// <param name="value">The number times 2^256, modulo p.</param>
    public FieldElement(UInt256 value) => _value = value;

    /// <summary>1, which is 2^256 mod p in Montgomery form.</summary>
    public static FieldElement One { get; } = new(new UInt256(1, 0x00000000FFFFFFFF, 0, 0x0000000100000000));

    /// <summary>The number times 2^256, modulo p.</summary>
    public UInt256 Value => _value;

    public bool IsZero => _value.IsZero;

    /// <summary>The element of a number below p.</summary>
    public static FieldElement Of(in UInt256 number) => new FieldElement(number) * SquareOfRadix;

    /// <summary>Reads 32 bytes, highest first.</summary>
    /// <returns>False where the number is not below p.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FieldElement element)
    {
        UInt256 number = UInt256.FromBytes(bytes);
        element = Of(number);
        return number.IsBelow(Prime);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldElement operator +(in FieldElement x, in FieldElement y) =>
        new(FieldProduct.Reduced(UInt256.Add(x._value, y._value, out UInt256 sum), sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldElement operator -(in FieldElement x, in FieldElement y)
    {
        ulong borrow = UInt256.Subtract(x._value, y._value, out UInt256 difference);
        UInt256.Add(difference, Prime.Masked(unchecked(0 - borrow)), out UInt256 result);
        return new FieldElement(result);
    }

    public static FieldElement operator *(in FieldElement x, in FieldElement y) => new(FieldProduct.Of(x._value, y._value));

    public static FieldElement operator -(in FieldElement x) => default(FieldElement) - x;

    /// <summary>The product with itself.</summary>
    public FieldElement Squared() => new(FieldProduct.Of(_value, _value));

    /// <summary>1 / x; 0 for 0.</summary>
    public FieldElement Inverse()
    {
        // Fermat: x^(p − 2), four bits of the exponent at a time.
        Span<FieldElement> powers = stackalloc FieldElement[16];
        powers[0] = One;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * this;
        }

        ReadOnlySpan<ulong> exponent = [Prime.L3, Prime.L2, Prime.L1, Prime.L0 - 2];
        FieldElement result = One;
        foreach (ulong limb in exponent)
        {
            for (int shift = 60; shift >= 0; shift -= 4)
            {
                result = result.Squared().Squared().Squared().Squared() * powers[(int)((limb >> shift) & 15)];
            }
        }

        return result;
    }

    /// <summary>Replaces each element by its inverse, with one inversion for all (Montgomery's trick).</summary>
    /// <param name="elements">None of them 0.</param>
    public static void InvertAll(Span<FieldElement> elements)
    {
        FieldElement[] products = new FieldElement[elements.Length];
        FieldElement product = One;
        for (int i = 0; i < elements.Length; i++)
        {
            products[i] = product;
            product *= elements[i];
        }

        FieldElement inverse = product.Inverse();
        for (int i = elements.Length - 1; i >= 0; i--)
        {
            FieldElement element = elements[i];
            elements[i] = inverse * products[i];
            inverse *= element;
        }
    }
}
