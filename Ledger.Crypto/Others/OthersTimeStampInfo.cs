using System.Formats.Asn1;

namespace Ledger.Crypto.Others;

/// <summary>What a time stamp of others says (TSTInfo, RFC 3161, 2.4.2): of which hash, and when.</summary>
internal sealed record OthersTimeStampInfo(string Digest, byte[] Imprint, DateTimeOffset Time)
{
    /// <summary>Content type of time stamps.</summary>
    public const string ContentType = "1.2.840.113549.1.9.16.1.4";

    /// <exception cref="FormatException">It cannot be read.</exception>
    public static OthersTimeStampInfo Parse(byte[] content)
    {
        try
        {
            AsnReader fields = new AsnReader(content, AsnEncodingRules.BER).ReadSequence();
            fields.ReadEncodedValue();
            fields.ReadEncodedValue();
            AsnReader imprint = fields.ReadSequence();
            string digest = imprint.ReadSequence().ReadObjectIdentifier();
            byte[] hash = imprint.ReadOctetString();
            fields.ReadEncodedValue();
            return new OthersTimeStampInfo(digest, hash, fields.ReadGeneralizedTime());
        }
        catch (AsnContentException e)
        {
            throw new FormatException("The time stamp is not well-formed.", e);
        }
    }
}
