using System.Formats.Asn1;
using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.TimeStamps;

/// <summary>What a time-stamping authority answers (RFC 3161, 2.4.2): a token, or why there is none.</summary>
internal sealed class TimeStampResponse
{
    // A token, and around it at most some sentences.
    private const int MaxLength = TimeStampToken.MaxLength + (4 * 1024);
    private const int Granted = 0;
    private const int GrantedWithModifications = 1;
    private const int Rejection = 2;
    private const int MaxTexts = 8;

    private TimeStampResponse(AsnReader reader)
    {
        // TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo OPTIONAL }
        AsnReader response = reader.ReadSequence();
        AsnReader information = response.ReadSequence();
        int status = Der.ReadNumber(information);
        Reason = string.Join(' ', ReadTexts(information).Prepend($"status {status}"));
        if (information.HasData)
        {
            information.ReadEncodedValue(); // the failure's bits say less than status and texts
        }

        information.ThrowIfNotEmpty();
        byte[]? token = response.HasData ? response.ReadEncodedValue().ToArray() : null;
        response.ThrowIfNotEmpty();
        bool granted = status is Granted or GrantedWithModifications;
        Token = granted == (token is not null)
            ? token
            : throw new FormatException("A time-stamp response has a token exactly when it is granted.");
    }

    /// <summary>DER of the token, not verified; null where the request was refused.</summary>
    public byte[]? Token { get; }

    /// <summary>The status, and what the authority says of it.</summary>
    public string Reason { get; }

    /// <summary>Reads a response.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TimeStampResponse Parse(ReadOnlySpan<byte> der) =>
        Der.Read(der.ToArray(), MaxLength, "A time-stamp response", reader => new TimeStampResponse(reader));

    /// <summary>DER of a response that grants a token.</summary>
    public static byte[] Grant(ReadOnlySpan<byte> token)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(Granted);
            }

            writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }

    /// <summary>DER of a response that refuses.</summary>
    /// <param name="failure">Number of the bit of PKIFailureInfo.</param>
    /// <param name="reason">For people.</param>
    public static byte[] Refuse(TimeStampFailure failure, string reason)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteInteger(Rejection);
            using (writer.PushSequence())
            {
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, reason);
            }

            // Bit 0 is the highest of the first byte; DER leaves out what follows the last one set.
            int bit = (int)failure;
            byte[] bits = new byte[(bit / 8) + 1];
            bits[^1] = (byte)(0x80 >> (bit % 8));
            writer.WriteBitString(bits, 7 - (bit % 8));
        }

        return writer.Encode();
    }

    private static List<string> ReadTexts(AsnReader information)
    {
        List<string> texts = [];
        if (information.HasData && information.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            AsnReader list = information.ReadSequence();
            while (list.HasData && texts.Count < MaxTexts)
            {
                texts.Add(list.ReadCharacterString(UniversalTagNumber.UTF8String));
            }
        }

        return texts;
    }
}
