namespace Ledger.Crypto.Signing;

/// <summary>A way to verify SM2 signatures. All give the same answers.</summary>
public enum Sm2Engine
{
    /// <summary>OpenSSL.</summary>
    Openssl,

    /// <summary>A table of the key's multiples, on any processor.</summary>
    Scalar,

    /// <summary>The same with AVX-512 or AVX2: one signature spread over eight lanes, or eight signatures at a time.</summary>
    Lanes,
}
