namespace Ledger.Crypto.Certificates;

/// <summary>What a certificate lets its key do (RFC 5280, 4.2.1.3); the values are those of the named bits, lowest first.</summary>
[Flags]
public enum CertificateKeyUsages
{
    /// <summary>The certificate names no use.</summary>
    None = 0,

    /// <summary>Signatures other than those on certificates and revocation lists.</summary>
    DigitalSignature = 1 << 0,

    /// <summary>Signatures that bind their signer.</summary>
    NonRepudiation = 1 << 1,

    /// <summary>Encrypting keys.</summary>
    KeyEncipherment = 1 << 2,

    /// <summary>Encrypting data directly.</summary>
    DataEncipherment = 1 << 3,

    /// <summary>Agreeing on keys.</summary>
    KeyAgreement = 1 << 4,

    /// <summary>Signing certificates.</summary>
    KeyCertSign = 1 << 5,

    /// <summary>Signing revocation lists.</summary>
    CrlSign = 1 << 6,

    /// <summary>With key agreement: encrypting only.</summary>
    EncipherOnly = 1 << 7,

    /// <summary>With key agreement: decrypting only.</summary>
    DecipherOnly = 1 << 8,
}
