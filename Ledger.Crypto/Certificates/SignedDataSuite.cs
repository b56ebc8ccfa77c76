using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>The identifiers one signature scheme uses in signed data.</summary>
internal sealed class SignedDataSuite
{
    private static readonly SignedDataSuite Sm2 = new()
    {
        // GB/T 35275-2017, 5 and 8.
        SignedDataType = Oids.GmSignedData,
        DataType = Oids.GmData,
        DigestAlgorithm = Oids.Sm3,
        SignatureAlgorithm = Oids.Sm2Signature,
        VersionWithContent = 1,
    };

    private static readonly SignedDataSuite P256 = new()
    {
        // RFC 5652, 5.1; RFC 5754, 2.2 and 3.3.
        SignedDataType = Oids.SignedData,
        DataType = Oids.Data,
        DigestAlgorithm = Oids.Sha256,
        SignatureAlgorithm = Oids.EcdsaWithSha256,
        VersionWithContent = 3,
    };

    public required string SignedDataType { get; init; }

    public required string DataType { get; init; }

    public required string DigestAlgorithm { get; init; }

    public required string SignatureAlgorithm { get; init; }

    /// <summary>Version of signed data that holds something else than plain data: RFC 5652, 5.1 asks for 3; GB/T 35275, 8 knows 1 only.</summary>
    public required int VersionWithContent { get; init; }

    /// <exception cref="ArgumentException">The scheme is not used in signed data.</exception>
    public static SignedDataSuite Of(SignatureAlgorithm algorithm) => algorithm switch
    {
        Signing.SignatureAlgorithm.Sm2Sm3 => Sm2,
        Signing.SignatureAlgorithm.EcdsaP256Sha256 => P256,
        _ => throw new ArgumentException($"Signed data is not made with {algorithm}.", nameof(algorithm)),
    };

    /// <summary>The version of signed data of a type that hold something else than plain data.</summary>
    public static int VersionWithContentOf(string signedDataType) =>
        signedDataType == Sm2.SignedDataType ? Sm2.VersionWithContent : P256.VersionWithContent;

    public Digest Hash(ReadOnlySpan<byte> data) => Hash(DigestAlgorithm, data);

    public static Digest Hash(string digestAlgorithm, ReadOnlySpan<byte> data) => digestAlgorithm switch
    {
        Oids.Sm3 => Sm3.Hash(data),
        Oids.Sha256 => Digest.Sha256(data),
        _ => throw new ArgumentException($"{digestAlgorithm} is not used in signed data.", nameof(digestAlgorithm)),
    };

    /// <summary>Whether the identifier means this scheme; SM2 is also met under the name certificates use.</summary>
    public bool Accepts(string signatureAlgorithm) =>
        signatureAlgorithm == SignatureAlgorithm || (this == Sm2 && signatureAlgorithm == Oids.Sm2WithSm3);
}
