namespace Ledger.Crypto.Signing;

/// <summary>The signature schemes the ledger uses. Which one a key has is written in its registry entry, never in a message.</summary>
public enum SignatureAlgorithm
{
    /// <summary>SM2 with SM3, user id <c>1234567812345678</c> (GB/T 32918.2, GB/T 35276). Public key 65 bytes, signature 64.</summary>
    Sm2Sm3,

    /// <summary>ECDSA on P-256 with SHA-256 (FIPS 186-5). Public key 65 bytes, signature 64.</summary>
    EcdsaP256Sha256,

    /// <summary>Ed25519 (RFC 8032). Public key 32 bytes, signature 64.</summary>
    Ed25519,
}
