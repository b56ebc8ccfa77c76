using System.Buffers.Binary;
using System.Formats.Asn1;

namespace Ledger.Crypto.Tests.Certificates;

/// <summary>Changes encodings by hand, to make what no writer would write.</summary>
internal static class DerEdit
{
    /// <summary>Replaces the last occurrence of some bytes and mends the lengths of the values around them.</summary>
    public static byte[] Replace(byte[] der, byte[] old, byte[] replacement)
    {
        int at = der.AsSpan().LastIndexOf(old);
        Assert.True(at > 0, "the bytes to replace are not there");
        byte[] edited = [.. der[..at], .. replacement, .. der[(at + old.Length)..]];
        MendLengths(der, edited, at, replacement.Length - old.Length);
        return edited;
    }

    /// <summary>Adds a value to the end of a SEQUENCE.</summary>
    public static byte[] Append(ReadOnlyMemory<byte> sequence, byte[] value)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            AsnReader values = new AsnReader(sequence, AsnEncodingRules.DER).ReadSequence();
            while (values.HasData)
            {
                writer.WriteEncodedValue(values.ReadEncodedValue().Span);
            }

            writer.WriteEncodedValue(value);
        }

        return writer.Encode();
    }

    // Corrects the length of every value that contains the place where bytes were added or removed.
    private static void MendLengths(byte[] original, byte[] edited, int at, int change)
    {
        int start = 0;
        while (change != 0 && TryFindAround(original, start, at, out int lengthAt, out int contents))
        {
            int octets = original[lengthAt] < 0x80 ? 0 : original[lengthAt] & 0x7f;
            if (octets == 0)
            {
                edited[lengthAt] = checked((byte)(edited[lengthAt] + change));
                Assert.True(edited[lengthAt] < 0x80, "the length would need another octet");
            }
            else
            {
                Add(edited.AsSpan(lengthAt + 1, octets), change);
            }

            start = contents;
        }
    }

    // Among the values that begin at start, the constructed one whose contents hold the place.
    private static bool TryFindAround(byte[] der, int start, int at, out int lengthAt, out int contents)
    {
        int position = start;
        while (position < at)
        {
            bool isConstructed = (der[position] & 0x20) != 0;
            bool wrapsValue = isConstructed || der[position] == 0x04;
            lengthAt = position + 1;
            int octets = der[lengthAt] < 0x80 ? 0 : der[lengthAt] & 0x7f;
            int length = octets switch
            {
                0 => der[lengthAt],
                1 => der[lengthAt + 1],
                _ => BinaryPrimitives.ReadUInt16BigEndian(der.AsSpan(lengthAt + 1)),
            };
            contents = lengthAt + 1 + octets;
            if (at >= contents && at < contents + length)
            {
                return wrapsValue;
            }

            position = contents + length;
        }

        lengthAt = contents = 0;
        return false;
    }

    private static void Add(Span<byte> number, int change)
    {
        if (number.Length == 1)
        {
            number[0] = checked((byte)(number[0] + change));
        }
        else
        {
            int value = BinaryPrimitives.ReadUInt16BigEndian(number) + change;
            BinaryPrimitives.WriteUInt16BigEndian(number, checked((ushort)value));
        }
    }
}
