using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>Writes a certificate, whatever it says; <see cref="CertificateAuthority"/> holds the rules.</summary>
internal sealed class CertificateBuilder(CertificateTemplate template, byte[] subjectName, PublicKey publicKey)
{
    private const int SerialNumberBytes = 16;

    /// <summary>DER of the issuer's name, or null for a root, which is its own issuer.</summary>
    public ReadOnlyMemory<byte>? IssuerName { get; init; }

    /// <summary>Identifier of the issuer's key, or null to write none.</summary>
    public byte[]? IssuerKeyIdentifier { get; init; }

    public Certificate Sign(SigningKey issuer, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        // The signer ignores the name of the hash: hashing is part of its scheme.
        CertificateRequest request = new(
            new X500DistinguishedName(subjectName), publicKey, HashAlgorithmName.SHA256);
        AddConstraints(request);
        AddIdentifiers(request);

        X500DistinguishedName issuerName = IssuerName is null ? request.SubjectName : new(IssuerName.Value.Span);
        using X509Certificate2 certificate = request.Create(
            issuerName, new CertificateSigner(issuer), notBefore, notAfter, NewSerialNumber());
        return Certificate.Parse(certificate.RawData);
    }

    private void AddConstraints(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            template.IsAuthority, template.PathLength is not null, template.PathLength ?? 0, critical: true));
        if (template.KeyUsages is not CertificateKeyUsages.None)
        {
            AsnWriter bits = new(AsnEncodingRules.DER);
            bits.WriteNamedBitList(template.KeyUsages);
            request.CertificateExtensions.Add(new X509Extension(Oids.KeyUsage, bits.Encode(), critical: true));
        }

        if (template.Purposes.Count > 0)
        {
            OidCollection purposes = [.. template.Purposes.Select(purpose => new Oid(purpose))];
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(purposes, template.ArePurposesCritical));
        }
    }

    private void AddIdentifiers(CertificateRequest request)
    {
        // RFC 7093, 2 (1): the first 160 bits of SHA-256.
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(
            publicKey, X509SubjectKeyIdentifierHashAlgorithm.ShortSha256, critical: false));
        if (IssuerKeyIdentifier is not null)
        {
            request.CertificateExtensions.Add(
                X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(IssuerKeyIdentifier));
        }

        if (template.Hosts.Count > 0)
        {
            request.CertificateExtensions.Add(AlternativeNames());
        }
    }

    private X509Extension AlternativeNames()
    {
        SubjectAlternativeNameBuilder names = new();
        foreach (string host in template.Hosts)
        {
            if (IPAddress.TryParse(host, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return names.Build();
    }

    // Positive, never short, and not to be guessed (RFC 5280, 4.1.2.2).
    private static byte[] NewSerialNumber()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(SerialNumberBytes);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        return serial;
    }
}
