using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Others;

/// <summary>
/// Verifies with keys of others: SM2, ECDSA on the three NIST curves, RSA of 2,048 to 8,192 bits. The scheme follows from the key in the
/// certificate; what the message says must fit it.
/// </summary>
internal static class OthersKey
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string RsaPss = "1.2.840.113549.1.1.10";
    private const string P384 = "1.3.132.0.34";
    private const string P521 = "1.3.132.0.35";
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 8192;
    private const int LongestExponent = 4;

    /// <summary>Compares one signature.</summary>
    /// <param name="keyInfo">SubjectPublicKeyInfo.</param>
    /// <param name="scheme">Identifier of the signature's algorithm as the message names it.</param>
    /// <param name="digest">Identifier of its digest.</param>
    /// <param name="message">What is signed.</param>
    /// <param name="value">The signature.</param>
    /// <param name="form">How its numbers are written; <see cref="OthersSignatureForm.Der"/> where there are none.</param>
    public static OthersOutcome Verify(
        ReadOnlyMemory<byte> keyInfo, string scheme, string digest, ReadOnlySpan<byte> message, ReadOnlySpan<byte> value, out OthersSignatureForm form)
    {
        form = OthersSignatureForm.Der;
        try
        {
            AsnReader info = new AsnReader(keyInfo, AsnEncodingRules.BER).ReadSequence();
            AsnReader algorithm = info.ReadSequence();
            string type = algorithm.ReadObjectIdentifier();
            bool isCurve = type == Oids.EcPublicKey && algorithm.PeekTag() == Asn1Tag.ObjectIdentifier;
            string curve = isCurve ? algorithm.ReadObjectIdentifier() : "";
            byte[] key = info.ReadBitString(out _);
            return (type, curve) switch
            {
                (Oids.EcPublicKey, Oids.Sm2) => Sm2(key, digest, message, value, out form),
                (Oids.EcPublicKey, Oids.P256) => Curve(ECCurve.NamedCurves.nistP256, 32, key, digest, message, value, out form),
                (Oids.EcPublicKey, P384) => Curve(ECCurve.NamedCurves.nistP384, 48, key, digest, message, value, out form),
                (Oids.EcPublicKey, P521) => Curve(ECCurve.NamedCurves.nistP521, 66, key, digest, message, value, out form),
                (Rsa, _) => RsaKey(key, scheme, digest, message, value),
                _ => OthersOutcome.NotJudged,
            };
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or FormatException or ArgumentException)
        {
            return OthersOutcome.NotJudged; // no key that anybody could have signed with
        }
    }

    private static OthersOutcome Sm2(
        byte[] point, string digest, ReadOnlySpan<byte> message, ReadOnlySpan<byte> value, out OthersSignatureForm form)
    {
        const int Width = 32;
        form = OthersNumbers.Read(value, Width, out byte[] raw);
        return digest != Oids.Sm3 ? OthersOutcome.NotJudged
            : form == OthersSignatureForm.Unreadable ? OthersOutcome.Unreadable
            : Of(new VerifyingKey(SignatureAlgorithm.Sm2Sm3, point).Verify(message, raw));
    }

    private static OthersOutcome Curve(
        ECCurve curve, int width, byte[] point, string digest, ReadOnlySpan<byte> message, ReadOnlySpan<byte> value, out OthersSignatureForm form)
    {
        form = OthersNumbers.Read(value, width, out byte[] raw);
        if (OthersHash.NameOf(digest) is not HashAlgorithmName hash || point.Length != (2 * width) + 1 || point[0] != 4)
        {
            return OthersOutcome.NotJudged;
        }

        if (form == OthersSignatureForm.Unreadable)
        {
            return OthersOutcome.Unreadable;
        }

        using ECDsa key = ECDsa.Create(new ECParameters
        {
            Curve = curve,
            Q = new ECPoint { X = point[1..(width + 1)], Y = point[(width + 1)..] },
        });
        return Of(key.VerifyData(message, raw, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    private static OthersOutcome RsaKey(byte[] key, string scheme, string digest, ReadOnlySpan<byte> message, ReadOnlySpan<byte> value)
    {
        AsnReader numbers = new AsnReader(key, AsnEncodingRules.BER).ReadSequence();
        byte[] modulus = numbers.ReadIntegerBytes().Span.TrimStart((byte)0).ToArray();
        byte[] exponent = numbers.ReadIntegerBytes().Span.TrimStart((byte)0).ToArray();
        bool fits = scheme is Rsa or RsaPss || DigestOf(scheme) == digest;
        if (!fits || OthersHash.NameOf(digest) is not HashAlgorithmName hash || exponent.Length is 0 or > LongestExponent
            || modulus.Length is < LeastRsaBits / 8 or > MostRsaBits / 8)
        {
            return OthersOutcome.NotJudged;
        }

        using RSA rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        RSASignaturePadding padding = scheme == RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        bool agrees = rsa.VerifyData(message, value, hash, padding);

        // The salt of PSS may have another length than is tried here; that it differs is then not said.
        return agrees ? OthersOutcome.Agrees : scheme == RsaPss ? OthersOutcome.NotJudged : OthersOutcome.Differs;
    }

    // RFC 5754, 3.2: the scheme may name the digest as well, and then it is the same.
    private static string? DigestOf(string scheme) => scheme switch
    {
        "1.2.840.113549.1.1.11" => Oids.Sha256,
        "1.2.840.113549.1.1.12" => OthersHash.Sha384,
        "1.2.840.113549.1.1.13" => OthersHash.Sha512,
        _ => null,
    };

    private static OthersOutcome Of(bool agrees) => agrees ? OthersOutcome.Agrees : OthersOutcome.Differs;
}
