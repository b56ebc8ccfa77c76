namespace Ledger.Crypto.Certificates;

/// <summary>Why signed data does not verify.</summary>
public enum SignedDataFault
{
    /// <summary>It verifies.</summary>
    None,

    /// <summary>The algorithms named are not those of the signer's key.</summary>
    WrongAlgorithm,

    /// <summary>The content is not the one that was signed.</summary>
    ContentMismatch,

    /// <summary>The signed attributes don't name the signer's certificate, or name another.</summary>
    WrongSigningCertificate,

    /// <summary>The signature value is not well-formed.</summary>
    SignatureEncoding,

    /// <summary>The signature was not made with the signer's key.</summary>
    SignatureMismatch,

    /// <summary>The signer's certificate does not let its key sign documents.</summary>
    KeyUsage,
}
