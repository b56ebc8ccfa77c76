namespace Ledger.Crypto.ESeals;

/// <summary>Why a step of verifying a seal failed.</summary>
public enum ESealFault
{
    /// <summary>It passed.</summary>
    None,

    /// <summary>The bytes are not the structure, or of another version.</summary>
    Malformed,

    /// <summary>The algorithm named is not SM2 with SM3, or the key is of another kind.</summary>
    WrongAlgorithm,

    /// <summary>The signature value can't be read (签名值编码错误): the maker's software is at fault, not necessarily the data.</summary>
    SignatureEncoding,

    /// <summary>The signature or hash is of something else (签名不匹配).</summary>
    Mismatch,

    /// <summary>The seal was applied before or after its validity.</summary>
    OutsideValidity,

    /// <summary>The seal does not list the signer's certificate.</summary>
    NotListed,

    /// <summary>A certificate has no path to a trusted root, or does not allow this use.</summary>
    NotTrusted,
}
