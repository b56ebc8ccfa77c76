using System.Formats.Asn1;
using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.TimeStamps;

/// <summary>What a time stamp says (TSTInfo: RFC 3161, 2.4.2).</summary>
/// <param name="Policy">Object identifier of the policy it was made under.</param>
/// <param name="Imprint">Hash of what was stamped.</param>
/// <param name="SerialNumber">Contents of the INTEGER that names the stamp among its authority's, 1 to 20 bytes.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Accuracy">How far <paramref name="Time"/> may be off; null where it does not say.</param>
/// <param name="Nonce">Contents of the nonce's INTEGER; null where the asker sent none.</param>
public sealed record TimeStampInfo(
    string Policy,
    MessageImprint Imprint,
    ReadOnlyMemory<byte> SerialNumber,
    DateTimeOffset Time,
    TimeSpan? Accuracy,
    ReadOnlyMemory<byte>? Nonce)
{
    private const int Version = 1;
    private const int MaxSerialNumberBytes = 20;
    private const int MaxLength = 4 * 1024;
    private const int AuthorityTag = 0;
    private const int ExtensionsTag = 1;

    /// <summary>Reads the information of a token.</summary>
    /// <exception cref="FormatException">Malformed, of another version, or with a critical or any other extension: none is understood.</exception>
    internal static TimeStampInfo Parse(ReadOnlyMemory<byte> der) => Der.Read(der, MaxLength, "A time stamp's information", Read);

    /// <summary>The DER.</summary>
    internal byte[] Encode()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version);
            writer.WriteObjectIdentifier(Policy);
            Imprint.Write(writer);
            writer.WriteInteger(SerialNumber.Span);
            writer.WriteGeneralizedTime(Time, omitFractionalSeconds: true);
            if (Accuracy is TimeSpan accuracy)
            {
                using (writer.PushSequence())
                {
                    writer.WriteInteger((int)accuracy.TotalSeconds);
                }
            }

            if (Nonce is { } nonce)
            {
                writer.WriteInteger(nonce.Span);
            }
        }

        return writer.Encode();
    }

    // TSTInfo ::= SEQUENCE { version, policy, messageImprint, serialNumber, genTime, accuracy OPTIONAL, ordering DEFAULT FALSE,
    //   nonce OPTIONAL, tsa [0] OPTIONAL, extensions [1] OPTIONAL }
    private static TimeStampInfo Read(AsnReader reader)
    {
        AsnReader info = reader.ReadSequence();
        if (Der.ReadNumber(info) != Version)
        {
            throw new FormatException("A time stamp of another version is not read.");
        }

        string policy = info.ReadObjectIdentifier();
        MessageImprint imprint = MessageImprint.Read(info);
        ReadOnlyMemory<byte> serial = info.ReadIntegerBytes();
        DateTimeOffset time = info.ReadGeneralizedTime(); // here fractions of a second are allowed
        TimeSpan? accuracy = ReadAccuracy(info);
        Der.ReadFlag(info); // whether all stamps of the authority can be ordered; nothing here depends on it
        ReadOnlyMemory<byte>? nonce = TimeStampRequest.ReadNonce(info);
        if (Der.HasTag(info, AuthorityTag))
        {
            info.ReadEncodedValue(); // a hint at the authority's name; its certificate is what counts
        }

        if (Der.HasTag(info, ExtensionsTag))
        {
            throw new FormatException("A time stamp with extensions is not read.");
        }

        info.ThrowIfNotEmpty();
        return serial.Length <= MaxSerialNumberBytes
            ? new TimeStampInfo(policy, imprint, serial, time, accuracy, nonce)
            : throw new FormatException("A time stamp's serial number is too long.");
    }

    // Accuracy ::= SEQUENCE { seconds INTEGER OPTIONAL, millis [0] INTEGER (1..999) OPTIONAL, micros [1] INTEGER (1..999) OPTIONAL }
    private static TimeSpan? ReadAccuracy(AsnReader info)
    {
        if (!info.HasData || !info.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            return null;
        }

        AsnReader accuracy = info.ReadSequence();
        int seconds = accuracy.HasData && accuracy.PeekTag().HasSameClassAndValue(Asn1Tag.Integer) ? Der.ReadNumber(accuracy) : 0;
        TimeSpan found = new(0, 0, 0, seconds, ReadPart(accuracy, 0), ReadPart(accuracy, 1));
        accuracy.ThrowIfNotEmpty();
        return found;
    }

    private static int ReadPart(AsnReader accuracy, int number)
    {
        Asn1Tag tag = new(TagClass.ContextSpecific, number);
        if (!accuracy.HasData || !accuracy.PeekTag().HasSameClassAndValue(tag))
        {
            return 0;
        }

        return accuracy.TryReadInt32(out int part, tag) && part is > 0 and < 1000
            ? part
            : throw new FormatException("A time stamp's accuracy is out of range.");
    }
}
