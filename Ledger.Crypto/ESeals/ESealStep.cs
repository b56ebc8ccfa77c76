namespace Ledger.Crypto.ESeals;

/// <summary>The steps of verifying a sealed document (GB/T 38540-2020, 7), in their order.</summary>
public enum ESealStep
{
    /// <summary>The bytes are a signature of version 4 with a seal of version 4.</summary>
    Structure = 1,

    /// <summary>The maker's key signed the seal.</summary>
    SealSignature,

    /// <summary>The maker was trusted to make seals when this one was made.</summary>
    SealMaker,

    /// <summary>The seal was valid when it was applied.</summary>
    SealValidity,

    /// <summary>The seal lists the signer's certificate.</summary>
    SignerListed,

    /// <summary>The signer's certificate was trusted, and valid, when the seal was applied.</summary>
    SignerTrusted,

    /// <summary>The signer's key signed the seal, time and document hash together.</summary>
    Signature,

    /// <summary>The document is the one that was sealed.</summary>
    DocumentHash,
}
