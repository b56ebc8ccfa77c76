using System.Formats.Asn1;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.ESeals;

/// <summary>Which certificates may apply a seal (SES_CertList): the certificates themselves, or their SM3 digests.</summary>
public sealed class ESealSignerList
{
    private const int CertificatesType = 1;
    private const int DigestsType = 2;
    private const int MaxEntries = 64;

    // The standard leaves the type's spelling open; makers write the name or the identifier.
    private const string DigestName = "SM3";

    private readonly List<byte[]> _entries;

    private ESealSignerList(bool holdsDigests, List<byte[]> entries)
    {
        HoldsDigests = holdsDigests;
        _entries = entries.Count is > 0 and <= MaxEntries
            ? entries
            : throw new FormatException($"A seal lists 1 to {MaxEntries} certificates.");
    }

    /// <summary>Whether the list holds digests (type 2) rather than certificates (type 1).</summary>
    public bool HoldsDigests { get; }

    /// <summary>Number of certificates listed.</summary>
    public int Count => _entries.Count;

    /// <summary>A list of whole certificates (type 1).</summary>
    /// <exception cref="ArgumentException">None, or more than 64.</exception>
    public static ESealSignerList OfCertificates(params IReadOnlyList<Certificate> certificates) =>
        Of(certificates, holdsDigests: false);

    /// <summary>A list of the SM3 digests of certificates (type 2).</summary>
    /// <exception cref="ArgumentException">None, or more than 64.</exception>
    public static ESealSignerList OfDigests(params IReadOnlyList<Certificate> certificates) =>
        Of(certificates, holdsDigests: true);

    /// <summary>Whether the list has exactly this certificate.</summary>
    public bool Contains(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        byte[] entry = Entry(certificate, HoldsDigests);
        return _entries.Exists(known => known.AsSpan().SequenceEqual(entry));
    }

    /// <summary>Reads certListType and certList.</summary>
    internal static ESealSignerList Read(AsnReader reader)
    {
        int type = Der.ReadNumber(reader);
        AsnReader list = reader.ReadSequence();
        List<byte[]> entries = [];
        while (list.HasData && entries.Count <= MaxEntries)
        {
            entries.Add(type switch
            {
                CertificatesType => list.ReadOctetString(),
                DigestsType => ReadDigest(list.ReadSequence()),
                _ => throw new FormatException($"A seal's certificate list of type {type} is not read."),
            });
        }

        return new ESealSignerList(type == DigestsType, entries);
    }

    internal void Write(AsnWriter writer)
    {
        writer.WriteInteger(HoldsDigests ? DigestsType : CertificatesType);
        using (writer.PushSequence())
        {
            foreach (byte[] entry in _entries)
            {
                WriteEntry(writer, entry);
            }
        }
    }

    private void WriteEntry(AsnWriter writer, byte[] entry)
    {
        if (!HoldsDigests)
        {
            writer.WriteOctetString(entry);
            return;
        }

        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.PrintableString, DigestName);
            writer.WriteOctetString(entry);
        }
    }

    // CertDigestObj ::= SEQUENCE { type PrintableString, value OCTET STRING }
    private static byte[] ReadDigest(AsnReader entry)
    {
        string type = entry.ReadCharacterString(UniversalTagNumber.PrintableString);
        byte[] value = entry.ReadOctetString();
        entry.ThrowIfNotEmpty();
        return type is DigestName or Oids.Sm3 && value.Length == Digest.Length
            ? value
            : throw new FormatException($"A certificate digest of type {type} is not read.");
    }

    private static ESealSignerList Of(IReadOnlyList<Certificate> certificates, bool holdsDigests)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return certificates.Count is > 0 and <= MaxEntries
            ? new ESealSignerList(holdsDigests, [.. certificates.Select(certificate => Entry(certificate, holdsDigests))])
            : throw new ArgumentException($"A seal lists 1 to {MaxEntries} certificates.", nameof(certificates));
    }

    private static byte[] Entry(Certificate certificate, bool holdsDigests) =>
        holdsDigests ? certificate.Thumbprint.ToArray() : certificate.Raw.ToArray();
}
