using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.Others;

/// <summary>
/// A certificate of somebody else's, read only as far as is needed to find the signer and the key. Where it is one that this system fully
/// understands, <see cref="Known"/> is there to judge its chain.
/// </summary>
internal sealed class OthersCertificate
{
    private OthersCertificate(AsnReader reader)
    {
        ReadOnlyMemory<byte> raw = reader.PeekEncodedValue();
        AsnReader body = reader.ReadSequence().ReadSequence();
        if (Der.HasTag(body, 0))
        {
            body.ReadEncodedValue();
        }

        SerialNumber = body.ReadIntegerBytes();
        body.ReadEncodedValue();
        IssuerName = body.ReadEncodedValue();
        body.ReadEncodedValue();
        Subject = NameOf(body.ReadEncodedValue());
        PublicKeyInfo = body.ReadEncodedValue();
        while (body.HasData && !Der.HasTag(body, 3))
        {
            body.ReadEncodedValue();
        }

        SubjectKeyIdentifier = body.HasData ? FindKeyIdentifier(body.ReadSequence(Der.Tag(3)).ReadSequence()) : null;
        Known = TryKnow(raw);
    }

    public ReadOnlyMemory<byte> IssuerName { get; }

    public ReadOnlyMemory<byte> SerialNumber { get; }

    public byte[]? SubjectKeyIdentifier { get; }

    public ReadOnlyMemory<byte> PublicKeyInfo { get; }

    /// <summary>The holder's name to show.</summary>
    public string Subject { get; }

    /// <summary>The certificate as this system reads its own kind: SM2 or P-256 keys, and nothing critical that is unknown. Else null.</summary>
    public Certificate? Known { get; }

    /// <summary>Reads one; null where it cannot be read even so far.</summary>
    public static OthersCertificate? TryRead(ReadOnlyMemory<byte> raw)
    {
        try
        {
            return raw.Length > Certificate.MaxLength ? null : new OthersCertificate(new AsnReader(raw, AsnEncodingRules.BER));
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static string NameOf(ReadOnlyMemory<byte> raw)
    {
        const int Longest = 160;
        try
        {
            string text = DistinguishedName.Read(new AsnReader(raw, AsnEncodingRules.BER)).Text;
            return text.Length > Longest ? text[..Longest] + "…" : text;
        }
        catch (Exception e) when (e is AsnContentException or FormatException)
        {
            return "(a name that cannot be shown)";
        }
    }

    private static byte[]? FindKeyIdentifier(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() == Oids.SubjectKeyIdentifier)
            {
                if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
                {
                    extension.ReadEncodedValue();
                }

                return new AsnReader(extension.ReadOctetString(), AsnEncodingRules.BER).ReadOctetString();
            }
        }

        return null;
    }

    private static Certificate? TryKnow(ReadOnlyMemory<byte> raw)
    {
        try
        {
            return Certificate.Parse(raw);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
