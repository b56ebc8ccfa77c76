using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ledger.Crypto.Signing;

/// <summary>The DER forms of keys: SubjectPublicKeyInfo (RFC 5280, 4.1.2.7) and PKCS#8 (RFC 5208).</summary>
internal static class KeyEncoding
{
    // SubjectPublicKeyInfo up to the key itself: the lengths never vary, so neither do these bytes.
    // ecPublicKey 1.2.840.10045.2.1 with the curve sm2p256v1 1.2.156.10197.1.301
    private static ReadOnlySpan<byte> Sm2Prefix =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
        0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D, 0x03, 0x42, 0x00,
    ];

    // ecPublicKey with the curve prime256v1 1.2.840.10045.3.1.7
    private static ReadOnlySpan<byte> P256Prefix =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
        0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ];

    // id-Ed25519 1.3.101.112 without parameters (RFC 8410, 3)
    private static ReadOnlySpan<byte> Ed25519Prefix =>
        [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    /// <summary>Length of a public key in the ledger's form: 65 bytes <c>04‖x‖y</c>, or 32 bytes.</summary>
    public static int PublicKeyLength(SignatureAlgorithm algorithm) =>
        algorithm == SignatureAlgorithm.Ed25519 ? 32 : 65;

    /// <summary>The SubjectPublicKeyInfo of a public key.</summary>
    /// <exception cref="CryptographicException">The length, or the leading 04, is wrong. The point is not looked at.</exception>
    public static byte[] PublicKeyInfo(SignatureAlgorithm algorithm, ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != PublicKeyLength(algorithm)
            || (algorithm != SignatureAlgorithm.Ed25519 && publicKey[0] != 0x04))
        {
            throw new CryptographicException(
                $"A public key for {algorithm} has {PublicKeyLength(algorithm)} bytes and an uncompressed point.");
        }

        return [.. PrefixOf(algorithm), .. publicKey];
    }

    /// <summary>The scheme of a SubjectPublicKeyInfo, and where in it the public key begins, which goes to its end.</summary>
    /// <exception cref="CryptographicException">Another scheme, another length, or not an uncompressed point.</exception>
    public static (SignatureAlgorithm Algorithm, int Start) ReadPublicKeyInfo(ReadOnlySpan<byte> der)
    {
        foreach (SignatureAlgorithm algorithm in Enum.GetValues<SignatureAlgorithm>())
        {
            ReadOnlySpan<byte> prefix = PrefixOf(algorithm);
            if (der.StartsWith(prefix) && der.Length == prefix.Length + PublicKeyLength(algorithm))
            {
                return (algorithm, prefix.Length);
            }
        }

        throw new CryptographicException("The public key is neither an Ed25519 nor an uncompressed SM2 or P-256 key.");
    }

    /// <summary>The DER of the object identifier of a scheme's curve, as PKCS#11 names it.</summary>
    public static ReadOnlySpan<byte> CurveOf(SignatureAlgorithm algorithm)
    {
        // In the AlgorithmIdentifier it follows ecPublicKey, which takes 9 bytes, and two of the SEQUENCE.
        const int Before = 11;
        return algorithm == SignatureAlgorithm.Ed25519
            ? throw new ArgumentOutOfRangeException(nameof(algorithm))
            : IdentifierOf(algorithm)[Before..];
    }

    /// <summary>The scheme named by the AlgorithmIdentifier of a PKCS#8 private key.</summary>
    /// <exception cref="CryptographicException">Not PKCS#8 version 1 in DER, or a scheme the ledger does not use.</exception>
    public static SignatureAlgorithm AlgorithmOfPkcs8(ReadOnlySpan<byte> der)
    {
        ReadOnlySpan<byte> identifier = ReadAlgorithmIdentifier(der);
        foreach (SignatureAlgorithm algorithm in Enum.GetValues<SignatureAlgorithm>())
        {
            if (identifier.SequenceEqual(IdentifierOf(algorithm)))
            {
                return algorithm;
            }
        }

        throw new CryptographicException("The private key is neither an SM2, a P-256 nor an Ed25519 key.");
    }

    /// <summary>The secret number of an SM2 or P-256 key in PKCS#8, where it lies in it (RFC 5915, 3).</summary>
    /// <param name="der">PKCS#8 as libcrypto writes it.</param>
    /// <returns>32 bytes.</returns>
    public static ReadOnlySpan<byte> SecretOfPkcs8(ReadOnlySpan<byte> der)
    {
        const AsnEncodingRules Rules = AsnEncodingRules.DER;
        const int Version = 3;
        int identifier = ReadAlgorithmIdentifier(der).Length;
        AsnDecoder.ReadSequence(der, Rules, out int start, out _, out _);
        ReadOnlySpan<byte> key = Octets(der[(start + Version + identifier)..]);
        AsnDecoder.ReadSequence(key, Rules, out start, out _, out _);
        ReadOnlySpan<byte> secret = Octets(key[(start + Version)..]);
        return secret.Length == 32 ? secret : throw new CryptographicException("The secret of the key does not have 32 bytes.");

        static ReadOnlySpan<byte> Octets(ReadOnlySpan<byte> encoded) =>
            AsnDecoder.TryReadPrimitiveOctetString(encoded, Rules, out ReadOnlySpan<byte> value, out _)
                ? value
                : throw new CryptographicException("The private key is not PKCS#8 in DER.");
    }

    private static ReadOnlySpan<byte> ReadAlgorithmIdentifier(ReadOnlySpan<byte> der)
    {
        const AsnEncodingRules Rules = AsnEncodingRules.DER;
        try
        {
            AsnDecoder.ReadSequence(der, Rules, out int start, out int length, out int consumed);
            ReadOnlySpan<byte> content = der.Slice(start, length);
            bool known = AsnDecoder.TryReadInt32(content, Rules, out int version, out int versionLength);
            content = content[versionLength..];
            AsnDecoder.ReadSequence(content, Rules, out _, out _, out int identifierLength);
            AsnDecoder.ReadEncodedValue(content[identifierLength..], Rules, out _, out _, out _);
            if (consumed == der.Length && known && version == 0)
            {
                return content[..identifierLength];
            }
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("The private key is not PKCS#8 in DER.", e);
        }

        throw new CryptographicException("The private key is not PKCS#8 version 1 without trailing bytes.");
    }

    // The AlgorithmIdentifier is the first member of SubjectPublicKeyInfo, after its two bytes of tag and length.
    private static ReadOnlySpan<byte> IdentifierOf(SignatureAlgorithm algorithm)
    {
        ReadOnlySpan<byte> prefix = PrefixOf(algorithm);
        return prefix.Slice(2, 2 + prefix[3]);
    }

    private static ReadOnlySpan<byte> PrefixOf(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Sm2Sm3 => Sm2Prefix,
        SignatureAlgorithm.EcdsaP256Sha256 => P256Prefix,
        SignatureAlgorithm.Ed25519 => Ed25519Prefix,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}
