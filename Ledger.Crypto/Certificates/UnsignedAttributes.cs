using System.Formats.Asn1;

namespace Ledger.Crypto.Certificates;

/// <summary>
/// What stands beside a signature without being signed (RFC 5652, 5.3). The one attribute that is understood is the time stamp
/// of the signature (RFC 3161, appendix A), which proves itself; nothing depends on others.
/// </summary>
internal sealed class UnsignedAttributes
{
    /// <summary>What a time stamp adds to signed data besides itself: the attribute's name, and lengths of at most three bytes around it.</summary>
    public const int MostBytesBesideToken = 32;

    private UnsignedAttributes(AsnReader signer)
    {
        if (Der.HasTag(signer, 1))
        {
            AsnReader attributes = signer.ReadSetOf(Der.Tag(1));
            do
            {
                Take(attributes.ReadSequence());
            }
            while (attributes.HasData);
        }

        signer.ThrowIfNotEmpty();
    }

    public ReadOnlyMemory<byte>? TimeStamp { get; private set; }

    public bool HasOthers { get; private set; }

    /// <summary>Reads them, if there are any, to the end of the signer's information.</summary>
    public static UnsignedAttributes Read(AsnReader signer) => new(signer);

    /// <summary>Adds a time stamp to the one signer of signed data that has no unsigned attributes; all else stays as it is.</summary>
    public static byte[] Add(ReadOnlyMemory<byte> der, ReadOnlySpan<byte> token)
    {
        byte[] attribute = Attribute(token);
        return Der.Read(der, SignedData.MaxLength, "Signed data", reader =>
        {
            AsnWriter writer = new(AsnEncodingRules.DER);
            AsnReader outer = reader.ReadSequence();
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(outer.ReadEncodedValue().Span);
                AsnReader body = outer.ReadSequence(Der.Tag(0)).ReadSequence();
                using (writer.PushSequence(Der.Tag(0)))
                using (writer.PushSequence())
                {
                    AddToSigner(writer, body, attribute);
                }
            }

            return writer.Encode();
        });
    }

    private static void AddToSigner(AsnWriter writer, AsnReader body, byte[] attribute)
    {
        // The signers' information comes last.
        ReadOnlyMemory<byte> value = body.ReadEncodedValue();
        while (body.HasData)
        {
            writer.WriteEncodedValue(value.Span);
            value = body.ReadEncodedValue();
        }

        AsnReader signer = new AsnReader(value, AsnEncodingRules.DER).ReadSetOf().ReadSequence();
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            while (signer.HasData)
            {
                if (Der.HasTag(signer, 1))
                {
                    throw new FormatException("The signature carries unsigned attributes already.");
                }

                writer.WriteEncodedValue(signer.ReadEncodedValue().Span);
            }

            writer.WriteEncodedValue(attribute);
        }
    }

    private static byte[] Attribute(ReadOnlySpan<byte> token)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf(Der.Tag(1)))
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignatureTimeStamp);
            using (writer.PushSetOf())
            {
                writer.WriteEncodedValue(token);
            }
        }

        return writer.Encode();
    }

    private void Take(AsnReader attribute)
    {
        bool isTimeStamp = attribute.ReadObjectIdentifier() == Oids.SignatureTimeStamp;
        AsnReader values = attribute.ReadSetOf();
        attribute.ThrowIfNotEmpty();
        if (!isTimeStamp || TimeStamp is not null)
        {
            HasOthers = true;
            return;
        }

        TimeStamp = values.ReadEncodedValue();
        HasOthers |= values.HasData;
    }
}
