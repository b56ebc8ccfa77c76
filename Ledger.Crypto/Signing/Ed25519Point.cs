using System.Numerics;
using System.Security.Cryptography;

namespace Ledger.Crypto.Signing;

/// <summary>Checks of an Ed25519 public key. Public data only, so nothing here runs in constant time.</summary>
internal static class Ed25519Point
{
    // RFC 8032, 5.1
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Modulo(-121665 * BigInteger.ModPow(121666, P - 2, P));

    /// <summary>Refuses bytes that are no point of the curve in its one encoding, or one of the eight points of small order.</summary>
    /// <exception cref="CryptographicException">Refused.</exception>
    public static void Check(ReadOnlySpan<byte> encoded)
    {
        // RFC 8032, 5.1.3, 1: y is little-endian, its top bit the sign of x.
        byte[] bytes = encoded.ToArray();
        bool odd = (bytes[^1] & 0x80) != 0;
        bytes[^1] &= 0x7F;
        BigInteger y = new(bytes, isUnsigned: true);

        // RFC 8032, 5.1.3, 2: x² = (y² − 1) / (d·y² + 1) must have a root; −0 is no encoding.
        BigInteger ySquared = Modulo(y * y);
        BigInteger xSquared = Modulo((ySquared - 1) * BigInteger.ModPow((D * ySquared) + 1, P - 2, P));
        bool isSquare = BigInteger.ModPow(xSquared, (P - 1) / 2, P) <= 1;
        if (y >= P || !isSquare || (xSquared.IsZero && odd))
        {
            throw new CryptographicException("The Ed25519 public key is not a point of the curve.");
        }

        // Orders 1 and 2 have x = 0, order 4 has y = 0, and a point of order 8 doubles to one of order 4, whose
        // y = (y² + x²) / (1 − d·x²·y²) is 0.
        if (xSquared.IsZero || ySquared.IsZero || Modulo(xSquared + ySquared).IsZero)
        {
            throw new CryptographicException("The Ed25519 public key has a small order.");
        }
    }

    private static BigInteger Modulo(BigInteger value)
    {
        BigInteger rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }
}
