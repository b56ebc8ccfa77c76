using System.Formats.Asn1;

namespace Ledger.Crypto.Certificates;

/// <summary>Reads the entries of a revocation list and the extensions of entries and list, strictly.</summary>
internal static class RevocationEntries
{
    private const int MaxExtensions = 16;
    private const int MaxNumberBytes = 20;

    /// <summary>Reads the SEQUENCE OF revoked certificates.</summary>
    public static void Read(AsnReader list, Dictionary<string, RevokedCertificate> entries)
    {
        do
        {
            RevokedCertificate entry = ReadEntry(list.ReadSequence());
            if (entries.Count == RevocationList.MaxEntries || !entries.TryAdd(entry.SerialNumber, entry))
            {
                throw new FormatException($"A list revokes more than {RevocationList.MaxEntries} certificates, or one twice.");
            }
        }
        while (list.HasData);
    }

    /// <summary>Reads the list's own extensions, [0] EXPLICIT.</summary>
    /// <returns>The list's number in hexadecimal, or null.</returns>
    public static string? ReadListExtensions(AsnReader body)
    {
        string? number = null;
        if (!body.HasData)
        {
            return number;
        }

        AsnReader tagged = body.ReadSequence(Der.Tag(0));
        ReadExtensions(tagged.ReadSequence(), (oid, value) =>
        {
            if (oid != Oids.RevocationListNumber)
            {
                // The key identifier helps finding a key; that the signature fits the issuer's is what counts.
                return oid == Oids.AuthorityKeyIdentifier;
            }

            ReadOnlyMemory<byte> bytes = value.ReadIntegerBytes();
            number = bytes.Length <= MaxNumberBytes && bytes.Span[0] < 0x80
                ? Convert.ToHexStringLower(bytes.Span)
                : throw new FormatException($"A list's number has at most {MaxNumberBytes} bytes and is not negative.");
            return true;
        });
        tagged.ThrowIfNotEmpty();
        return number;
    }

    private static RevokedCertificate ReadEntry(AsnReader entry)
    {
        string serial = Convert.ToHexStringLower(entry.ReadIntegerBytes().Span);
        DateTimeOffset at = Der.ReadEitherTime(entry);
        CertificateRevocationReason reason = CertificateRevocationReason.Unspecified;
        DateTimeOffset? since = null;
        if (entry.HasData)
        {
            ReadExtensions(entry.ReadSequence(), (oid, value) =>
            {
                switch (oid)
                {
                    case Oids.RevocationReason:
                        reason = value.ReadEnumeratedValue<CertificateRevocationReason>();
                        return Enum.IsDefined(reason) ? true : throw new FormatException($"The reason {(int)reason} does not exist in a complete list.");
                    case Oids.InvalidityDate:
                        since = Der.ReadTime(value); // RFC 5280, 5.3.2: always GeneralizedTime
                        return true;
                    default:
                        return false;
                }
            });
        }

        entry.ThrowIfNotEmpty();
        return new RevokedCertificate(serial, at, reason, since);
    }

    private static void ReadExtensions(AsnReader list, Func<string, AsnReader, bool> take)
    {
        HashSet<string> seen = [];
        do
        {
            AsnReader extension = list.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool isCritical = Der.ReadFlag(extension);
            AsnReader value = new(extension.ReadOctetString(), AsnEncodingRules.DER);
            extension.ThrowIfNotEmpty();
            if (!seen.Add(oid) || seen.Count > MaxExtensions)
            {
                throw new FormatException($"The extension {oid} occurs twice, or there are too many.");
            }

            if (!take(oid, value))
            {
                _ = isCritical ? throw new FormatException($"The critical extension {oid} is not understood.") : 0;
            }
            else if (oid != Oids.AuthorityKeyIdentifier)
            {
                value.ThrowIfNotEmpty();
            }
        }
        while (list.HasData);
    }
}
