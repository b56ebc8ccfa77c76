namespace Ledger.Crypto.Signing;

/// <summary>A way to verify SM2 signatures. All give the same answers.</summary>
public enum Sm2Engine
{
    /// <summary>OpenSSL.</summary>
    Openssl,

    /// <summary>A table of the key's multiples, one signature at a time, on any processor.</summary>
    Scalar,
}
