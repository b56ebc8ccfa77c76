using System.Formats.Asn1;

namespace Ledger.Crypto.Certificates;

/// <summary>The extensions of a certificate that decide what its key may do (RFC 5280, 4.2).</summary>
internal sealed class CertificateExtensions
{
    private const int MaxExtensions = 32;

    private CertificateExtensions(AsnReader extensions)
    {
        HashSet<string> seen = [];
        while (extensions.HasData)
        {
            AsnReader extension = extensions.ReadSequence();
            string oid = extension.ReadObjectIdentifier();
            bool isCritical = Der.ReadFlag(extension);
            byte[] value = extension.ReadOctetString();
            extension.ThrowIfNotEmpty();

            if (!seen.Add(oid) || seen.Count > MaxExtensions)
            {
                throw new FormatException($"The extension {oid} occurs twice, or there are too many.");
            }

            ArePurposesCritical |= isCritical && oid == Oids.ExtendedKeyUsage;
            if (!TryTake(oid, value) && isCritical)
            {
                throw new FormatException($"The critical extension {oid} is not understood.");
            }
        }

        if (PathLength is not null && !IsAuthority)
        {
            throw new FormatException("A path length is set on a certificate that is no authority.");
        }
    }

    public bool IsAuthority { get; private set; }

    public int? PathLength { get; private set; }

    public CertificateKeyUsages KeyUsages { get; private set; }

    public IReadOnlyList<string> Purposes { get; private set; } = [];

    public bool ArePurposesCritical { get; private set; }

    public byte[]? SubjectKeyIdentifier { get; private set; }

    /// <summary>Reads the SEQUENCE OF Extension.</summary>
    public static CertificateExtensions Read(AsnReader extensions) => new(extensions);

    private bool TryTake(string oid, byte[] value)
    {
        switch (oid)
        {
            case Oids.BasicConstraints:
                return Read(value, TakeBasicConstraints);
            case Oids.KeyUsage:
                return Read(value, TakeKeyUsage);
            case Oids.ExtendedKeyUsage:
                return Read(value, TakePurposes);
            case Oids.SubjectKeyIdentifier:
                return Read(value, reader => SubjectKeyIdentifier = reader.ReadOctetString());
            default:
                return false;
        }
    }

    private static bool Read(byte[] value, Action<AsnReader> take)
    {
        AsnReader reader = new(value, AsnEncodingRules.DER);
        take(reader);
        reader.ThrowIfNotEmpty();
        return true;
    }

    // RFC 5280, 4.2.1.9
    private void TakeBasicConstraints(AsnReader reader)
    {
        AsnReader constraints = reader.ReadSequence();
        IsAuthority = Der.ReadFlag(constraints);
        PathLength = constraints.HasData ? Der.ReadNumber(constraints) : null;
        constraints.ThrowIfNotEmpty();
    }

    // RFC 5280, 4.2.1.3: at least one bit is set.
    private void TakeKeyUsage(AsnReader reader)
    {
        KeyUsages = reader.ReadNamedBitListValue<CertificateKeyUsages>();
        if (KeyUsages is CertificateKeyUsages.None)
        {
            throw new FormatException("A key usage names no use.");
        }
    }

    // RFC 5280, 4.2.1.12
    private void TakePurposes(AsnReader reader)
    {
        List<string> purposes = [];
        AsnReader list = reader.ReadSequence();
        do
        {
            purposes.Add(list.ReadObjectIdentifier());
        }
        while (list.HasData);

        Purposes = purposes;
    }
}
