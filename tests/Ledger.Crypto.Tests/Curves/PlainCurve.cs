using System.Numerics;

namespace Ledger.Crypto.Tests.Curves;

/// <summary>The SM2 curve by the textbook, with the framework's big numbers; null is the point at infinity.</summary>
internal static class PlainCurve
{
    private static readonly Dictionary<string, string> Standard = VectorFile.ReadOwn("gbt-32918.txt")[0];

    public static BigInteger P { get; } = Number(Standard.Bytes("P"));

    public static BigInteger N { get; } = Number(Standard.Bytes("N"));

    public static BigInteger B { get; } = Number(Standard.Bytes("B"));

    public static PlainPoint G { get; } = new(Number(Standard.Bytes("Gx")), Number(Standard.Bytes("Gy")));

    public static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    public static byte[] Bytes(BigInteger number)
    {
        byte[] bytes = new byte[32];
        byte[] least = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        least.CopyTo(bytes, bytes.Length - least.Length);
        return bytes;
    }

    public static BigInteger Mod(BigInteger number, BigInteger modulus) => ((number % modulus) + modulus) % modulus;

    public static BigInteger Inverse(BigInteger number, BigInteger prime) => BigInteger.ModPow(Mod(number, prime), prime - 2, prime);

    /// <summary>The point with this x whose y is even, where there is one. p ≡ 3 modulo 4, so that a root is a power.</summary>
    public static PlainPoint? WithX(BigInteger x)
    {
        BigInteger square = Mod((x * x * x) - (3 * x) + B, P);
        BigInteger y = BigInteger.ModPow(square, (P + 1) / 4, P);
        return y * y % P == square ? new PlainPoint(x, y.IsEven ? y : P - y) : null;
    }

    public static PlainPoint Negate(PlainPoint point) => point with { Y = Mod(-point.Y, P) };

    public static PlainPoint? Add(PlainPoint? left, PlainPoint? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        if (left.X == right.X && Mod(left.Y + right.Y, P).IsZero)
        {
            return null;
        }

        BigInteger slope = left == right
            ? 3 * ((left.X * left.X) - 1) * Inverse(2 * left.Y, P)
            : (right.Y - left.Y) * Inverse(right.X - left.X, P);
        BigInteger x = Mod((slope * slope) - left.X - right.X, P);
        return new PlainPoint(x, Mod((slope * (left.X - x)) - left.Y, P));
    }

    /// <summary>Double and add, in Jacobian coordinates: adding as above would take an inversion for each bit.</summary>
    public static PlainPoint? Multiply(BigInteger scalar, PlainPoint? point)
    {
        (BigInteger X, BigInteger Y, BigInteger Z) sum = default;
        scalar = point is null ? 0 : Mod(scalar, N);
        for (int bit = (int)scalar.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum = Double(sum.X, sum.Y, sum.Z);
            sum = (scalar >> bit).IsEven ? sum : Add(sum.X, sum.Y, sum.Z, point!);
        }

        BigInteger inverse = Inverse(sum.Z, P);
        return sum.Z.IsZero ? null : new PlainPoint(sum.X * inverse * inverse % P, sum.Y * inverse * inverse % P * inverse % P);
    }

    private static (BigInteger X, BigInteger Y, BigInteger Z) Double(BigInteger x, BigInteger y, BigInteger z)
    {
        BigInteger s = 4 * x * y * y % P;
        BigInteger z2 = z * z % P;
        BigInteger m = 3 * (x - z2) * (x + z2) % P;
        BigInteger x3 = Mod((m * m) - (2 * s), P);
        return (x3, Mod((m * (s - x3)) - (8 * BigInteger.ModPow(y, 4, P)), P), 2 * y * z % P);
    }

    private static (BigInteger X, BigInteger Y, BigInteger Z) Add(BigInteger x, BigInteger y, BigInteger z, PlainPoint point)
    {
        BigInteger z2 = z * z % P;
        BigInteger h = Mod((point.X * z2) - x, P);
        BigInteger r = Mod((point.Y * z2 % P * z) - y, P);
        if (z.IsZero || h.IsZero)
        {
            return z.IsZero ? (point.X, point.Y, 1) : r.IsZero ? Double(x, y, z) : default;
        }

        BigInteger h2 = h * h % P;
        BigInteger h3 = h2 * h % P;
        BigInteger x3 = Mod((r * r) - h3 - (2 * x * h2), P);
        return (x3, Mod((r * ((x * h2) - x3)) - (y * h3), P), z * h % P);
    }
}
