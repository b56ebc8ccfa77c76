using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ledger.Crypto.Certificates;

/// <summary>Reads whole DER values within a length limit and turns every fault of the encoding into a <see cref="FormatException"/>.</summary>
internal static class Der
{
    /// <summary>Reads exactly one value; nothing may follow it.</summary>
    /// <param name="der">The bytes, which the result may keep referring to.</param>
    /// <param name="maxLength">Longest input that is looked at, in bytes.</param>
    /// <param name="what">What is read, to begin the error's sentence, e.g. "A certificate".</param>
    /// <param name="read">Reads the value.</param>
    public static T Read<T>(ReadOnlyMemory<byte> der, int maxLength, string what, Func<AsnReader, T> read)
    {
        if (der.Length > maxLength)
        {
            throw new FormatException($"{what} has {der.Length} bytes; at most {maxLength} are read.");
        }

        try
        {
            AsnReader reader = new(der, AsnEncodingRules.DER);
            T value = read(reader);
            reader.ThrowIfNotEmpty();
            return value;
        }
        catch (AsnContentException malformed)
        {
            throw new FormatException($"{what} is not well-formed DER: {malformed.Message}", malformed);
        }
    }

    /// <summary>The DER of the one PEM structure of a text.</summary>
    /// <exception cref="FormatException">Not exactly one, or of another label.</exception>
    public static byte[] ReadPem(ReadOnlySpan<char> pem, string label) =>
        PemEncoding.TryFind(pem, out PemFields fields) && pem[fields.Label].SequenceEqual(label)
            && !PemEncoding.TryFind(pem[fields.Location.End..], out _)
            ? Convert.FromBase64String(pem[fields.Base64Data].ToString())
            : throw new FormatException($"The text does not hold exactly one {label} in PEM.");

    /// <summary>The tag <c>[number]</c> of a constructed, context-specific value.</summary>
    public static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);

    /// <summary>Whether the next value of a reader has the context-specific tag <c>[number]</c>.</summary>
    public static bool HasTag(AsnReader reader, int number) =>
        reader.HasData && reader.PeekTag().HasSameClassAndValue(Tag(number));

    /// <summary>Reads a BIT STRING that holds whole bytes.</summary>
    public static byte[] ReadBytesOfBitString(AsnReader reader)
    {
        byte[] bytes = reader.ReadBitString(out int unusedBits);
        return unusedBits == 0 ? bytes : throw new FormatException("A bit string does not hold whole bytes.");
    }

    /// <summary>Reads an OCTET STRING, which is not copied: in DER it lies in one piece (X.690, 10.2).</summary>
    public static ReadOnlyMemory<byte> ReadBytesOfOctetString(AsnReader reader) => reader.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> bytes)
        ? bytes
        : throw new FormatException("An octet string lies in several pieces.");

    /// <summary>Reads a BOOLEAN DEFAULT FALSE; DER leaves the default out (X.690, 11.5).</summary>
    public static bool ReadFlag(AsnReader reader)
    {
        if (!reader.HasData || !reader.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
        {
            return false;
        }

        return reader.ReadBoolean() ? true : throw new FormatException("A default value is written out.");
    }

    /// <summary>Reads a GeneralizedTime of whole seconds.</summary>
    public static DateTimeOffset ReadTime(AsnReader reader)
    {
        DateTimeOffset time = reader.ReadGeneralizedTime();
        return time.Ticks % TimeSpan.TicksPerSecond == 0 ? time : throw new FormatException("A time has fractions of a second.");
    }

    /// <summary>Reads a Time of certificates and revocation lists (RFC 5280, 4.1.2.5): UTCTime through 2049, GeneralizedTime from 2050.</summary>
    public static DateTimeOffset ReadEitherTime(AsnReader reader)
    {
        const int LastUtcTimeYear = 2049;
        if (reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime))
        {
            return reader.ReadUtcTime(LastUtcTimeYear);
        }

        DateTimeOffset time = ReadTime(reader);
        return time.Year > LastUtcTimeYear ? time : throw new FormatException("A date before 2050 is not a UTCTime.");
    }

    /// <summary>Writes a Time of certificates and revocation lists; parts of a second are dropped.</summary>
    public static void WriteEitherTime(AsnWriter writer, DateTimeOffset time)
    {
        const int FirstGeneralizedYear = 2050;
        DateTimeOffset utc = DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
        if (utc.Year < FirstGeneralizedYear)
        {
            writer.WriteUtcTime(utc, FirstGeneralizedYear - 1);
        }
        else
        {
            writer.WriteGeneralizedTime(utc, omitFractionalSeconds: true);
        }
    }

    /// <summary>Reads an INTEGER from 0 to <see cref="int.MaxValue"/>.</summary>
    public static int ReadNumber(AsnReader reader) => reader.TryReadInt32(out int number) && number >= 0
        ? number
        : throw new FormatException("An integer is out of range.");
}
