namespace Ledger.Crypto.Certificates;

/// <summary>Why a certificate was revoked (CRLReason, RFC 5280, 5.3.1); the values are those of the standard.</summary>
public enum CertificateRevocationReason
{
    /// <summary>Nobody said.</summary>
    Unspecified = 0,

    /// <summary>Its private key is known or used by others.</summary>
    KeyCompromise = 1,

    /// <summary>The issuer's private key is known or used by others.</summary>
    AuthorityCompromise = 2,

    /// <summary>The holder's name or place changed.</summary>
    AffiliationChanged = 3,

    /// <summary>Another certificate took its place.</summary>
    Superseded = 4,

    /// <summary>It is not needed any more.</summary>
    CessationOfOperation = 5,

    /// <summary>It does not count for the time being.</summary>
    CertificateHold = 6,

    /// <summary>The holder lost the right that it certifies.</summary>
    PrivilegeWithdrawn = 9,

    /// <summary>The private key of the attribute authority is known to others.</summary>
    AttributeAuthorityCompromise = 10,
}
