namespace Ledger.Crypto.Curves;

/// <summary>A point of the SM2 curve y² = x³ − 3x + b, other than infinity.</summary>
internal readonly record struct AffinePoint(FieldElement X, FieldElement Y)
{
    /// <summary>Bytes of a point: <c>04‖x‖y</c>.</summary>
    public const int Length = 1 + (2 * UInt256.Length);

    // GB/T 32918.5, 2.
    private static readonly FieldElement B = FieldElement.Of(
        new UInt256(0xDDBCBD414D940E93, 0xF39789F515AB8F92, 0x4D5A9E4BCF6509A7, 0x28E9FA9E9D9F5E34));

    /// <summary>The base point G (GB/T 32918.5, 2).</summary>
    public static AffinePoint Base { get; } = new(
        FieldElement.Of(new UInt256(0x715A4589334C74C7, 0x8FE30BBFF2660BE1, 0x5F9904466A39C994, 0x32C4AE2C1F198119)),
        FieldElement.Of(new UInt256(0x02DF32E52139F0A0, 0xD0A9877CC62A4740, 0x59BDCEE36B692153, 0xBC3736A2F4F6779C)));

    /// <summary>Reads <c>04‖x‖y</c>. As the number of points is a prime, each but infinity is a valid public key (GB/T 32918.1, 6.2).</summary>
    /// <returns>False where the length, the leading 04 or a coordinate is out of range, or the point is not of the curve.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out AffinePoint point)
    {
        point = default;
        if (bytes.Length != Length || bytes[0] != 0x04
            || !FieldElement.TryRead(bytes.Slice(1, UInt256.Length), out FieldElement x)
            || !FieldElement.TryRead(bytes[(1 + UInt256.Length)..], out FieldElement y))
        {
            return false;
        }

        point = new AffinePoint(x, y);
        FieldElement three = FieldElement.One + FieldElement.One + FieldElement.One;
        return y.Squared() == ((x.Squared() - three) * x) + B;
    }

    /// <summary>Of 128 bits, with the process's own seed: who chooses keys cannot make many that fall together.</summary>
    public override int GetHashCode() => HashCode.Combine(X.Value.L0, Y.Value.L0);

    public static AffinePoint operator -(in AffinePoint point) => new(point.X, -point.Y);
}
