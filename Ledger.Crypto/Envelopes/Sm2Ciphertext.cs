using System.Formats.Asn1;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Envelopes;

/// <summary>What SM2 encryption gives (GB/T 32918.4-2016, 6.1): the point C1, the hash C3 and the hidden message C2, in this order.</summary>
public sealed class Sm2Ciphertext
{
    /// <summary>Most bytes of a message: SM2 hides keys, and a symmetric cipher the data.</summary>
    public const int MaximumMessage = 256;

    private const int HashLength = 32;
    private const int Coordinate = UInt256.Length;
    private const int MaximumDer = 512;

    private readonly byte[] _point;
    private readonly byte[] _hash;
    private readonly byte[] _hidden;

    private Sm2Ciphertext(byte[] point, byte[] hash, byte[] hidden)
    {
        // GB/T 32918.4, 7.1, B1: C1 is a point of the curve; of SM2's, whose number of points is a prime, no other check is left (B2).
        if (!AffinePoint.TryRead(point, out _) || hash.Length != HashLength || hidden.Length is 0 or > MaximumMessage)
        {
            throw new FormatException("An SM2 ciphertext is a point of the curve, a hash of 32 bytes and 1 to 256 bytes.");
        }

        (_point, _hash, _hidden) = (point, hash, hidden);
    }

    /// <summary>The hidden message C2, as long as the message.</summary>
    public ReadOnlyMemory<byte> Hidden => _hidden;

    /// <summary>Reads the DER of GB/T 35276: SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, cipher OCTET STRING }.</summary>
    /// <exception cref="FormatException">Not DER, a number out of range or not on the curve, a length wrong.</exception>
    public static Sm2Ciphertext Parse(ReadOnlySpan<byte> der) => Der.Read(der.ToArray(), MaximumDer, "An SM2 ciphertext", reader =>
    {
        AsnReader body = reader.ReadSequence();
        byte[] point = [0x04, .. ReadCoordinate(body), .. ReadCoordinate(body)];
        Sm2Ciphertext read = new(point, body.ReadOctetString(), body.ReadOctetString());
        body.ThrowIfNotEmpty();
        return read;
    });

    /// <summary>Reads the plain form <c>C1‖C3‖C2</c> with <c>C1 = 04‖x‖y</c> (GB/T 32918.4, 6.1, A8).</summary>
    /// <exception cref="FormatException">Too short or too long, or C1 is not on the curve.</exception>
    public static Sm2Ciphertext FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length > AffinePoint.Length + HashLength
        ? new(bytes[..AffinePoint.Length].ToArray(), bytes.Slice(AffinePoint.Length, HashLength).ToArray(), bytes[(AffinePoint.Length + HashLength)..].ToArray())
        : throw new FormatException("An SM2 ciphertext has more than 97 bytes.");

    /// <summary>The plain form <c>C1‖C3‖C2</c>.</summary>
    public byte[] ToBytes() => [.. _point, .. _hash, .. _hidden];

    /// <summary>The DER of GB/T 35276.</summary>
    public byte[] ToDer()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(WithoutZeros(_point.AsSpan(1, Coordinate)));
            writer.WriteIntegerUnsigned(WithoutZeros(_point.AsSpan(1 + Coordinate)));
            writer.WriteOctetString(_hash);
            writer.WriteOctetString(_hidden);
        }

        return writer.Encode();
    }

    private static ReadOnlySpan<byte> WithoutZeros(ReadOnlySpan<byte> number)
    {
        int first = number.IndexOfAnyExcept((byte)0);
        return first < 0 ? number[^1..] : number[first..];
    }

    private static byte[] ReadCoordinate(AsnReader reader)
    {
        ReadOnlySpan<byte> bytes = reader.ReadIntegerBytes().Span;
        if (bytes[0] >= 0x80)
        {
            throw new FormatException("A coordinate is negative.");
        }

        bytes = WithoutZeros(bytes);
        byte[] coordinate = new byte[Coordinate];
        return bytes.TryCopyTo(coordinate.AsSpan(Math.Max(0, Coordinate - bytes.Length)))
            ? coordinate
            : throw new FormatException("A coordinate is too long.");
    }
}
