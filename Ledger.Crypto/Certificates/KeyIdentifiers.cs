using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>How certificates name keys and signature schemes.</summary>
internal static class KeyIdentifiers
{
    /// <summary>Reads a SubjectPublicKeyInfo of an SM2 or P-256 key.</summary>
    /// <exception cref="FormatException">Another kind of key.</exception>
    /// <exception cref="CryptographicException">The point is not on its curve.</exception>
    public static VerifyingKey ReadPublicKey(AsnReader reader)
    {
        AsnReader info = reader.ReadSequence();
        AsnReader algorithm = info.ReadSequence();
        string type = algorithm.ReadObjectIdentifier();
        string curve = algorithm.ReadObjectIdentifier();
        algorithm.ThrowIfNotEmpty();
        byte[] point = Der.ReadBytesOfBitString(info);
        info.ThrowIfNotEmpty();

        return (type, curve) switch
        {
            (Oids.EcPublicKey, Oids.Sm2) => new VerifyingKey(SignatureAlgorithm.Sm2Sm3, point),
            (Oids.EcPublicKey, Oids.P256) => new VerifyingKey(SignatureAlgorithm.EcdsaP256Sha256, point),
            _ => throw new FormatException($"A key of type {type} with parameters {curve} is not read."),
        };
    }

    /// <summary>The key in the form certificate requests want.</summary>
    /// <exception cref="ArgumentException">Certificates are issued for SM2 and P-256 only.</exception>
    public static PublicKey ToPublicKey(SignatureAlgorithm algorithm, ReadOnlyMemory<byte> point)
    {
        AsnWriter parameters = new(AsnEncodingRules.DER);
        parameters.WriteObjectIdentifier(algorithm switch
        {
            SignatureAlgorithm.Sm2Sm3 => Oids.Sm2,
            SignatureAlgorithm.EcdsaP256Sha256 => Oids.P256,
            _ => throw new ArgumentException($"Certificates are not issued for {algorithm}.", nameof(algorithm)),
        });
        return new PublicKey(
            new Oid(Oids.EcPublicKey), new AsnEncodedData(parameters.Encode()), new AsnEncodedData(point.ToArray()));
    }

    /// <summary>Reads the AlgorithmIdentifier of a certificate's signature; neither scheme has parameters (RFC 5758, 3.2; GB/T 20518).</summary>
    public static SignatureAlgorithm ReadSignatureAlgorithm(AsnReader reader)
    {
        string oid = ReadAlgorithm(reader);
        return oid switch
        {
            Oids.Sm2WithSm3 => SignatureAlgorithm.Sm2Sm3,
            Oids.EcdsaWithSha256 => SignatureAlgorithm.EcdsaP256Sha256,
            _ => throw new FormatException($"A signature made with {oid} is not read."),
        };
    }

    /// <summary>The identifier of a certificate's signature.</summary>
    public static string SignatureOid(SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.Sm2Sm3 => Oids.Sm2WithSm3,
        SignatureAlgorithm.EcdsaP256Sha256 => Oids.EcdsaWithSha256,
        _ => throw new ArgumentException($"Certificates are not signed with {algorithm}.", nameof(algorithm)),
    };

    /// <summary>Reads an AlgorithmIdentifier without parameters.</summary>
    public static string ReadAlgorithm(AsnReader reader)
    {
        AsnReader identifier = reader.ReadSequence();
        string oid = identifier.ReadObjectIdentifier();
        identifier.ThrowIfNotEmpty();
        return oid;
    }

    /// <summary>Reads the AlgorithmIdentifier of a hash.</summary>
    /// <param name="reader">Stands before it.</param>
    /// <param name="allowsNull">Whether NULL as parameter is taken as well: others write it (RFC 5754, 2).</param>
    public static string ReadDigestAlgorithm(AsnReader reader, bool allowsNull)
    {
        AsnReader identifier = reader.ReadSequence();
        string oid = identifier.ReadObjectIdentifier();
        if (allowsNull && identifier.HasData)
        {
            identifier.ReadNull();
        }

        identifier.ThrowIfNotEmpty();
        return oid;
    }

    /// <summary>Writes an AlgorithmIdentifier without parameters.</summary>
    public static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
        }
    }

    /// <summary>Signs a value the way certificates, requests and revocation lists are: SEQUENCE { value, algorithm, BIT STRING of the DER signature }.</summary>
    /// <exception cref="ArgumentException">An Ed25519 key.</exception>
    /// <exception cref="CryptographicException">The key or its module failed.</exception>
    public static byte[] Sign(byte[] value, SigningKey key)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(value);
            WriteAlgorithm(writer, SignatureOid(key.Algorithm));
            writer.WriteBitString(SignatureEncoding.ToDer(key.Sign(value)));
        }

        return writer.Encode();
    }
}
