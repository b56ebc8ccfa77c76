namespace Ledger.Crypto.Ciphers;

/// <summary>A way to compute SM4 and the hash of its Galois mode. All give the same bytes, and none takes time that depends on key or data.</summary>
public enum Sm4Engine
{
    /// <summary>Boolean circuits over 64 blocks, on any processor.</summary>
    Portable,

    /// <summary>The S-box by way of the instruction for that of AES, four blocks to a vector, and carry-less products.</summary>
    Aes,

    /// <summary>The S-box by the affine instructions (GFNI), eight blocks to a vector of AVX2, and carry-less products.</summary>
    Gfni256,

    /// <summary>The same in vectors of AVX-512: sixteen blocks, and four carry-less products at a time.</summary>
    Gfni512,
}
