using System.Formats.Asn1;

namespace Ledger.Crypto.Others;

/// <summary>
/// Reads SM2 and ECDSA signatures as other programs write them: DER, integers without the zero that keeps them positive or with zeros too
/// many, and plain <c>r‖s</c>. Reading is tolerant; whether the numbers then fit key and message is judged like any other signature.
/// </summary>
public static class OthersNumbers
{
    private const int Sequence = 0x30;
    private const int LongestValue = 300;

    /// <summary>The numbers, each padded to <paramref name="width"/> bytes.</summary>
    /// <param name="value">The signature's value as found.</param>
    /// <param name="width">Bytes of a number on the key's curve: 32 for SM2 and P-256.</param>
    /// <param name="raw"><c>r‖s</c>, empty where it cannot be read.</param>
    /// <returns>How it was written.</returns>
    public static OthersSignatureForm Read(ReadOnlySpan<byte> value, int width, out byte[] raw)
    {
        raw = [];
        if (value.Length is 0 or > LongestValue)
        {
            return OthersSignatureForm.Unreadable;
        }

        // A raw value may begin with the byte of a sequence by chance; its length then does not fit one.
        if (value[0] == Sequence && TryReadSequence(value, width, out raw))
        {
            return IsDer(value, width) ? OthersSignatureForm.Der : OthersSignatureForm.LooseDer;
        }

        if (value.Length % 2 == 0 && TryPad(value[..(value.Length / 2)], value[(value.Length / 2)..], width, out raw))
        {
            return value.Length >= 2 * width ? OthersSignatureForm.Raw : OthersSignatureForm.Unreadable;
        }

        raw = [];
        return OthersSignatureForm.Unreadable;
    }

    private static bool TryReadSequence(ReadOnlySpan<byte> value, int width, out byte[] raw)
    {
        raw = [];
        try
        {
            AsnDecoder.ReadSequence(value, AsnEncodingRules.BER, out int start, out int length, out int consumed);
            ReadOnlySpan<byte> rest = value.Slice(start, length);
            return consumed == value.Length && TryReadInteger(ref rest, out ReadOnlySpan<byte> r) && TryReadInteger(ref rest, out ReadOnlySpan<byte> s)
                && rest.IsEmpty && TryPad(r, s, width, out raw);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    // Contents alone: the decoder would refuse superfluous zeros, and call a number without its zero negative.
    private static bool TryReadInteger(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> number)
    {
        Asn1Tag tag = AsnDecoder.ReadEncodedValue(rest, AsnEncodingRules.BER, out int start, out int length, out int consumed);
        number = rest.Slice(start, length);
        rest = rest[consumed..];
        return tag == Asn1Tag.Integer && length > 0;
    }

    private static bool TryPad(ReadOnlySpan<byte> r, ReadOnlySpan<byte> s, int width, out byte[] raw)
    {
        r = r.TrimStart((byte)0);
        s = s.TrimStart((byte)0);
        bool fits = r.Length > 0 && s.Length > 0 && r.Length <= width && s.Length <= width;
        raw = fits ? new byte[2 * width] : [];
        if (fits)
        {
            r.CopyTo(raw.AsSpan(width - r.Length));
            s.CopyTo(raw.AsSpan((2 * width) - s.Length));
        }

        return fits;
    }

    private static bool IsDer(ReadOnlySpan<byte> value, int width)
    {
        if (!TryReadSequence(value, width, out byte[] raw))
        {
            return false;
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteUnsigned(writer, raw.AsSpan(0, width));
            WriteUnsigned(writer, raw.AsSpan(width));
        }

        return writer.Encode().AsSpan().SequenceEqual(value);
    }

    private static void WriteUnsigned(AsnWriter writer, ReadOnlySpan<byte> number) => writer.WriteIntegerUnsigned(number.TrimStart((byte)0));
}
