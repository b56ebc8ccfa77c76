using System.Formats.Asn1;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.ESeals;

/// <summary>
/// What seals and signatures have in common: bytes, the signer's certificate, an algorithm and a signature over the bytes.
/// </summary>
/// <param name="Signed">The DER that is signed.</param>
/// <param name="Signer">The certificate of the key it is signed with.</param>
/// <param name="Algorithm">Object identifier of the scheme.</param>
/// <param name="Signature">DER of <c>SEQUENCE { r, s }</c>, as found.</param>
internal sealed record SealedValue(ReadOnlyMemory<byte> Signed, Certificate Signer, string Algorithm, byte[] Signature)
{
    /// <summary>Signs bytes; the key's scheme is SM2.</summary>
    public static SealedValue Sign(ReadOnlyMemory<byte> signed, SigningKey key, Certificate signer) =>
        new(signed, signer, Oids.Sm2WithSm3, SignatureEncoding.ToDer(key.Sign(signed.Span)));

    /// <summary>Reads the certificate, algorithm and signature that follow the signed part.</summary>
    public static SealedValue Read(ReadOnlyMemory<byte> signed, AsnReader reader) => new(
        signed,
        Certificate.Parse(Der.ReadBytesOfOctetString(reader)),
        reader.ReadObjectIdentifier(),
        Der.ReadBytesOfBitString(reader));

    /// <summary>Writes all four as a SEQUENCE.</summary>
    public byte[] Encode() => Encode(new AsnWriter(AsnEncodingRules.DER, Signed.Length + Signer.Raw.Length + 256));

    /// <summary>The same with a writer that was used before.</summary>
    public byte[] Encode(AsnWriter writer)
    {
        writer.Reset();
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(Signed.Span);
            writer.WriteOctetString(Signer.Raw.Span);
            writer.WriteObjectIdentifier(Algorithm);
            writer.WriteBitString(Signature);
        }

        return writer.Encode();
    }

    /// <exception cref="ArgumentException">The key is not SM2, or the certificate is another key's or doesn't let it sign.</exception>
    public static void CheckSigner(SigningKey key, Certificate signer)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(signer);
        if (key.Algorithm is not SignatureAlgorithm.Sm2Sm3)
        {
            throw new ArgumentException("Seals are made and applied with SM2 keys.", nameof(key));
        }

        if (!signer.MaySign || !signer.PublicKey.IsOf(key))
        {
            throw new ArgumentException("The certificate is another key's or does not let it sign.", nameof(signer));
        }
    }

    /// <summary>Whether the signature is the signer's, with an encoding that can't be read apart from one that doesn't match.</summary>
    /// <param name="hashes">Hashes of what begins with a seal; null where it does not.</param>
    public ESealFault Verify(SignedHashes? hashes = null)
    {
        if (Algorithm != Oids.Sm2WithSm3 || Signer.PublicKey.Sm2 is not Sm2PublicKey key)
        {
            return ESealFault.WrongAlgorithm;
        }

        if (!SignatureValue.TryRead(Signature, out byte[] raw))
        {
            return ESealFault.SignatureEncoding;
        }

        Digest hash = hashes?.Of(key.Identity, Signed.Span) ?? key.HashOf(Signed.Span);
        return key.VerifyHash(hash, raw) ? ESealFault.None : ESealFault.Mismatch;
    }
}
