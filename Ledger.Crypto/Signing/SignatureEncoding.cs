using System.Formats.Asn1;

namespace Ledger.Crypto.Signing;

/// <summary>
/// The two forms of an SM2 or ECDSA signature: 64 bytes <c>r‖s</c>, and DER <c>SEQUENCE { r INTEGER, s INTEGER }</c>
/// (GB/T 35276, 7.3; RFC 3279, 2.2.3).
/// </summary>
public static class SignatureEncoding
{
    /// <summary>The most bytes of the DER form.</summary>
    public const int MaxDerLength = 2 + (2 * (2 + 1 + NumberLength));

    private const int NumberLength = 32;
    private const byte SequenceTag = 0x30;
    private const byte IntegerTag = 0x02;

    /// <summary>The DER form of 64 bytes <c>r‖s</c>.</summary>
    /// <exception cref="ArgumentException">The length is not 64.</exception>
    public static byte[] ToDer(ReadOnlySpan<byte> raw)
    {
        if (raw.Length != 2 * NumberLength)
        {
            throw new ArgumentException($"A signature has {2 * NumberLength} bytes, not {raw.Length}.", nameof(raw));
        }

        Span<byte> der = stackalloc byte[MaxDerLength];
        return der[..WriteDer(raw, der)].ToArray();
    }

    /// <summary>The 64 bytes <c>r‖s</c> of a DER signature. Neither number is compared with the order of a curve.</summary>
    /// <exception cref="FormatException">
    /// Not the one DER encoding of two numbers from 1 to 2^256 − 1: a longer form, zero, a negative number, trailing bytes.
    /// </exception>
    public static byte[] FromDer(ReadOnlySpan<byte> der)
    {
        byte[] raw = new byte[2 * NumberLength];
        try
        {
            AsnDecoder.ReadSequence(der, AsnEncodingRules.DER, out int start, out int length, out _);
            ReadOnlySpan<byte> numbers = der.Slice(start, length);
            numbers = ReadNumber(numbers, raw.AsSpan(0, NumberLength));
            ReadNumber(numbers, raw.AsSpan(NumberLength));

            // Covers trailing bytes, inside and after the sequence, and whatever the reader might tolerate.
            Span<byte> canonical = stackalloc byte[MaxDerLength];
            if (!der.SequenceEqual(canonical[..WriteDer(raw, canonical)]))
            {
                throw new FormatException("The signature has bytes that its DER form would not have.");
            }
        }
        catch (AsnContentException e)
        {
            throw new FormatException("The signature is not DER.", e);
        }

        return raw;
    }

    private static ReadOnlySpan<byte> ReadNumber(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ReadOnlySpan<byte> number = AsnDecoder.ReadIntegerBytes(source, AsnEncodingRules.DER, out int consumed);
        bool negative = (number[0] & 0x80) != 0;
        number = WithoutLeadingZeros(number);
        if (negative || number.Length > NumberLength || (number.Length == 1 && number[0] == 0))
        {
            throw new FormatException("A number of the signature is not positive, or longer than 32 bytes.");
        }

        number.CopyTo(destination[(NumberLength - number.Length)..]);
        return source[consumed..];
    }

    // Written here and not by a general writer: each verification does so twice. All lengths are below 128 and take one byte (X.690, 8.1.3.4).
    private static int WriteDer(ReadOnlySpan<byte> raw, Span<byte> der)
    {
        const int Header = 2;
        int r = WriteNumber(raw[..NumberLength], der[Header..]);
        int s = WriteNumber(raw[NumberLength..], der[(Header + r)..]);
        (der[0], der[1]) = (SequenceTag, (byte)(r + s));
        return Header + r + s;
    }

    private static int WriteNumber(ReadOnlySpan<byte> number, Span<byte> der)
    {
        const int Header = 2;
        number = WithoutLeadingZeros(number);

        // A first bit of 1 would make it negative (8.3.3).
        int zeros = number[0] >> 7;
        (der[0], der[1], der[Header]) = (IntegerTag, (byte)(zeros + number.Length), 0);
        number.CopyTo(der[(Header + zeros)..]);
        return Header + zeros + number.Length;
    }

    // Leaves one byte of zero.
    private static ReadOnlySpan<byte> WithoutLeadingZeros(ReadOnlySpan<byte> number)
    {
        int first = number.IndexOfAnyExcept((byte)0);
        return first < 0 ? number[^1..] : number[first..];
    }
}
