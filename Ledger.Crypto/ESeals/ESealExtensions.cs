using System.Formats.Asn1;
using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.ESeals;

/// <summary>The optional <c>extDatas [0] EXPLICIT</c> of seals and signatures. None is understood here.</summary>
internal static class ESealExtensions
{
    /// <summary>Reads past the extensions, if there are any.</summary>
    /// <exception cref="FormatException">One is critical: whoever does not understand it must not accept the rest.</exception>
    public static void Skip(AsnReader reader)
    {
        if (!Der.HasTag(reader, 0))
        {
            return;
        }

        AsnReader explicitTag = reader.ReadSequence(Der.Tag(0));
        AsnReader list = explicitTag.ReadSequence();
        explicitTag.ThrowIfNotEmpty();
        while (list.HasData)
        {
            AsnReader extension = list.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            if (Der.ReadFlag(extension))
            {
                throw new FormatException($"The critical extension {oid} of a seal is not understood.");
            }

            extension.ReadOctetString();
            extension.ThrowIfNotEmpty();
        }
    }
}
