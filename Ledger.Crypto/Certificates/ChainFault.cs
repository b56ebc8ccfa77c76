namespace Ledger.Crypto.Certificates;

/// <summary>Why a certificate is not trusted.</summary>
public enum ChainFault
{
    /// <summary>It is trusted.</summary>
    None,

    /// <summary>No known certificate has the issuer's name, so no trusted root was reached.</summary>
    IssuerUnknown,

    /// <summary>A certificate of the path was not yet valid.</summary>
    NotYetValid,

    /// <summary>A certificate of the path was no longer valid.</summary>
    Expired,

    /// <summary>An issuer is no authority (basicConstraints).</summary>
    IssuerIsNoAuthority,

    /// <summary>An issuer's key may not sign certificates (keyUsage).</summary>
    IssuerMayNotSign,

    /// <summary>More authorities stand below an issuer than it allows, or the path is longer than is searched.</summary>
    PathTooLong,

    /// <summary>An issuer is limited to other purposes than the certificate's (extendedKeyUsage).</summary>
    PurposeNotAllowed,

    /// <summary>A signature was not made with the key of the certificate that bears the issuer's name.</summary>
    WrongSignature,

    /// <summary>Finding a path would take more certificates or signature checks than are spent on it.</summary>
    TooManyCertificates,
}
