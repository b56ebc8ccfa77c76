using Ledger.Crypto.Signing;

namespace Ledger.Crypto.HttpSignatures;

/// <summary>What signed messages call the algorithms (RFC 9421, 6.2). <c>sm2-sm3</c> is ours: the standard has no name for it.</summary>
public static class SignatureAlgorithmName
{
    /// <summary>The name of an algorithm.</summary>
    public static string Of(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Sm2Sm3 => "sm2-sm3",
        SignatureAlgorithm.EcdsaP256Sha256 => "ecdsa-p256-sha256",
        SignatureAlgorithm.Ed25519 => "ed25519",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    /// <summary>The algorithm of a name, or null where there is none.</summary>
    public static SignatureAlgorithm? Parse(string name)
    {
        foreach (SignatureAlgorithm algorithm in Enum.GetValues<SignatureAlgorithm>())
        {
            if (Of(algorithm) == name)
            {
                return algorithm;
            }
        }

        return null;
    }
}
