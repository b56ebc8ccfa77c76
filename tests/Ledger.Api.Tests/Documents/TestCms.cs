using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Api.Tests.Documents;

/// <summary>
/// The smallest detached CAdES message (RFC 5652, RFC 5035), P-256 with SHA-256, written apart from the product's own
/// so that the PDF side is tested by itself.
/// </summary>
internal static class TestCms
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static byte[] Create(byte[] content, X509Certificate2 signer, X509Certificate2 root)
    {
        byte[] attributes = Attributes(content, signer);
        using ECDsa key = signer.GetECDsaPrivateKey()!;
        byte[] signature = key.SignData(attributes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Encode(attributes, signature, signer, root);
    }

    /// <summary>Whether the message is this signer's over exactly this content, and nothing else is in it.</summary>
    public static bool Verify(ReadOnlyMemory<byte> message, byte[] content, X509Certificate2 signer, X509Certificate2 root)
    {
        try
        {
            AsnReader outer = new AsnReader(message, AsnEncodingRules.DER).ReadSequence();
            outer.ReadObjectIdentifier();
            AsnReader data = outer.ReadSequence(Context0).ReadSequence();
            data.ReadInteger();
            data.ReadSetOf();
            data.ReadSequence();
            data.ReadSetOf(Context0);
            AsnReader information = data.ReadSetOf().ReadSequence();
            information.ReadInteger();
            information.ReadSequence();
            information.ReadSequence();
            information.ReadEncodedValue();
            information.ReadSequence();
            byte[] signature = information.ReadOctetString();
            byte[] attributes = Attributes(content, signer);
            using ECDsa key = signer.GetECDsaPublicKey()!;
            return key.VerifyData(attributes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                && message.Span.SequenceEqual(Encode(attributes, signature, signer, root));
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static byte[] Encode(byte[] attributes, byte[] signature, X509Certificate2 signer, X509Certificate2 root)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (writer.PushSequence(Context0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                {
                    WriteAlgorithm(writer, Sha256);
                }

                WriteAlgorithm(writer, "1.2.840.113549.1.7.1");
                using (writer.PushSetOf(Context0))
                {
                    writer.WriteEncodedValue(signer.RawData);
                    writer.WriteEncodedValue(root.RawData);
                }

                using (writer.PushSetOf())
                {
                    WriteSigner(writer, signer, attributes, signature);
                }
            }
        }

        return writer.Encode();
    }

    private static byte[] Attributes(byte[] content, X509Certificate2 signer)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, "1.2.840.113549.1.9.3", value => value.WriteObjectIdentifier("1.2.840.113549.1.7.1"));
            WriteAttribute(writer, "1.2.840.113549.1.9.4", value => value.WriteOctetString(SHA256.HashData(content)));
            WriteAttribute(writer, "1.2.840.113549.1.9.16.2.47", value =>
            {
                using (value.PushSequence())
                using (value.PushSequence())
                using (value.PushSequence())
                {
                    value.WriteOctetString(SHA256.HashData(signer.RawData));
                }
            });
        }

        return writer.Encode();
    }

    private static void WriteAttribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf())
            {
                value(writer);
            }
        }
    }

    private static void WriteAlgorithm(AsnWriter writer, string identifier)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(identifier);
        }
    }

    private static void WriteSigner(AsnWriter writer, X509Certificate2 signer, byte[] attributes, byte[] signature)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(signer.IssuerName.RawData);
                writer.WriteInteger(signer.SerialNumberBytes.Span);
            }

            WriteAlgorithm(writer, Sha256);
            byte[] tagged = (byte[])attributes.Clone();
            tagged[0] = 0xA0;
            writer.WriteEncodedValue(tagged);
            WriteAlgorithm(writer, "1.2.840.10045.4.3.2");
            writer.WriteOctetString(signature);
        }
    }
}
