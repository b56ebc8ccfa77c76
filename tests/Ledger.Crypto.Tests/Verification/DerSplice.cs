using System.Formats.Asn1;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>Exchanges a value deep inside DER and mends every length around it.</summary>
internal static class DerSplice
{
    public static byte[] Replace(ReadOnlyMemory<byte> der, byte[] old, byte[] replacement)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        Copy(new AsnReader(der, AsnEncodingRules.DER), writer, old, replacement);
        return writer.Encode();
    }

    private static void Copy(AsnReader reader, AsnWriter writer, byte[] old, byte[] replacement)
    {
        while (reader.HasData)
        {
            ReadOnlyMemory<byte> value = reader.PeekEncodedValue();
            if (value.Span.SequenceEqual(old))
            {
                writer.WriteEncodedValue(replacement);
                reader.ReadEncodedValue();
            }
            else if (reader.PeekTag() == Asn1Tag.Sequence && value.Span.IndexOf(old) >= 0)
            {
                using (writer.PushSequence())
                {
                    Copy(reader.ReadSequence(), writer, old, replacement);
                }
            }
            else
            {
                writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
            }
        }
    }
}
