namespace Ledger.Crypto.Certificates;

/// <summary>Object identifiers of certificates, signed data and seals, each with where it comes from.</summary>
internal static class Oids
{
    // RFC 5480: keys on elliptic curves.
    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string P256 = "1.2.840.10045.3.1.7";
    public const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";

    // GB/T 33560: SM2 and SM3.
    public const string Sm2 = "1.2.156.10197.1.301";
    public const string Sm2Signature = "1.2.156.10197.1.301.1";
    public const string Sm3 = "1.2.156.10197.1.401";
    public const string Sm2WithSm3 = "1.2.156.10197.1.501";

    // X.520: attributes of names.
    public const string CommonName = "2.5.4.3";
    public const string NameSerialNumber = "2.5.4.5";
    public const string Country = "2.5.4.6";
    public const string Locality = "2.5.4.7";
    public const string Province = "2.5.4.8";
    public const string Organisation = "2.5.4.10";
    public const string OrganisationalUnit = "2.5.4.11";

    // RFC 5280, 4.2: extensions of certificates.
    public const string SubjectKeyIdentifier = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string SubjectAlternativeName = "2.5.29.17";
    public const string BasicConstraints = "2.5.29.19";
    public const string AuthorityKeyIdentifier = "2.5.29.35";
    public const string ExtendedKeyUsage = "2.5.29.37";

    // RFC 5280, 5.2 and 5.3: extensions of revocation lists and of their entries.
    public const string RevocationListNumber = "2.5.29.20";
    public const string RevocationReason = "2.5.29.21";
    public const string InvalidityDate = "2.5.29.24";

    // RFC 5280, 4.2.1.12: purposes of keys.
    public const string AnyPurpose = "2.5.29.37.0";
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    // RFC 9336: document signing.
    public const string DocumentSigning = "1.3.6.1.5.5.7.3.36";

    // RFC 2985, 5.4.2: what a certification request asks to have in the certificate.
    public const string ExtensionRequest = "1.2.840.113549.1.9.14";

    /// <summary>Purposes of which one lets a limited key sign documents.</summary>
    public static IReadOnlyList<string> DocumentPurposes { get; } = [DocumentSigning, EmailProtection, AnyPurpose];

    /// <summary>
    /// The purpose "may make seals" (制章). No standard names one, so it is a UUID of this project under 2.25 (X.667).
    /// Without it any department's certificate could make a seal in another department's name.
    /// </summary>
    public const string SealMaking = "2.25.142498938257452059234675174898757394629";

    /// <summary>The purpose "may sign verification receipts" (核验回执), so that no department's certificate passes for a node's.</summary>
    public const string ReceiptSigning = "2.25.159882002435109202337739146573713674570";

    // RFC 5652 and RFC 5035: signed data.
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    // RFC 3161: time stamps, and the attribute of a signature that carries one.
    public const string TimeStampInfo = "1.2.840.113549.1.9.16.1.4";
    public const string SignatureTimeStamp = "1.2.840.113549.1.9.16.2.14";

    // GB/T 35275: signed data made with SM2.
    public const string GmData = "1.2.156.10197.6.1.4.2.1";
    public const string GmSignedData = "1.2.156.10197.6.1.4.2.2";
    public const string GmEnvelopedData = "1.2.156.10197.6.1.4.2.3";

    // GB/T 33560: how an envelope's key and content are hidden.
    public const string Sm2Encryption = "1.2.156.10197.1.301.3";
    public const string Sm4Gcm = "1.2.156.10197.1.104.8";
}
