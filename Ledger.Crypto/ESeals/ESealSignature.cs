using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.ESeals;

/// <summary>A seal applied to a document (SES_Signature, GB/T 38540-2020).</summary>
public sealed class ESealSignature
{
    /// <summary>Longest signature that is read, in bytes: it contains the seal.</summary>
    public const int MaxLength = ESeal.MaxLength + (64 * 1024);

    private const int MaxPropertyCharacters = 1024;

    // SES_Signature ::= SEQUENCE { toSign, cert, signatureAlgID, signature, timeStamp [0] EXPLICIT BIT STRING OPTIONAL }
    private ESealSignature(AsnReader reader)
    {
        AsnReader fields = reader.ReadSequence();
        ReadOnlyMemory<byte> signed = fields.PeekEncodedValue();

        // TBS_Sign ::= SEQUENCE { version, eseal, timeInfo, dataHash, propertyInfo, extDatas [0] EXPLICIT OPTIONAL }
        AsnReader toSign = fields.ReadSequence();
        Version = Der.ReadNumber(toSign);
        Seal = ESeal.Read(toSign);
        Time = Der.ReadTime(toSign);
        byte[] hash = Der.ReadBytesOfBitString(toSign);
        DocumentHash = hash.Length == Digest.Length
            ? new Digest(hash)
            : throw new FormatException("A sealed document's hash is not SM3.");
        PropertyInfo = toSign.ReadCharacterString(UniversalTagNumber.IA5String);
        ESealExtensions.Skip(toSign);
        toSign.ThrowIfNotEmpty();

        Value = SealedValue.Read(signed, fields);
        TimeStamp = ReadTimeStamp(fields);
        fields.ThrowIfNotEmpty();
    }

    /// <summary>Structure version of the signature.</summary>
    public int Version { get; }

    /// <summary>The seal that was applied.</summary>
    public ESeal Seal { get; }

    /// <summary>When it was applied, by the signer's own word, to the second.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>SM3 of the document.</summary>
    public Digest DocumentHash { get; }

    /// <summary>What was sealed, e.g. the path of an OFD's Signature.xml.</summary>
    public string PropertyInfo { get; }

    /// <summary>The certificate of the key that applied the seal.</summary>
    public Certificate Signer => Value.Signer;

    /// <summary>The time stamp over the signature, as found and not judged here; null where there is none.</summary>
    public ReadOnlyMemory<byte>? TimeStamp { get; }

    /// <summary>The signature itself: what a time stamp is of. DER of <c>SEQUENCE { r, s }</c>, as found.</summary>
    public ReadOnlyMemory<byte> SignatureBytes => Value.Signature;

    internal SealedValue Value { get; }

    /// <summary>Applies a seal and returns the DER of the signature.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="key">An SM2 key that may apply it.</param>
    /// <param name="signer">The key's certificate, one that the seal lists.</param>
    /// <param name="document">What is sealed; an OFD's Signature.xml, the signed range of a PDF.</param>
    /// <param name="propertyInfo">What it is, up to 1024 ASCII characters.</param>
    /// <param name="at">When; parts of a second are dropped.</param>
    /// <exception cref="ArgumentException">
    /// Another key's certificate, one the seal doesn't list, a time outside the seal's validity, or a property too long.
    /// </exception>
    public static byte[] Create(
        ESeal seal,
        SigningKey key,
        Certificate signer,
        ReadOnlySpan<byte> document,
        string propertyInfo,
        DateTimeOffset at)
    {
        Digest hash = Sm3.Hash(document);
        return Assemble(seal, signer, hash, propertyInfo, at, SignEach(seal, key, signer, [hash], propertyInfo, at)[0]);
    }

    /// <summary>Applies a seal to several documents, which a key in memory may do faster than to one after the other.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="key">An SM2 key that may apply it.</param>
    /// <param name="signer">The key's certificate, one that the seal lists.</param>
    /// <param name="documents">SM3 of each.</param>
    /// <param name="propertyInfo">What they are, up to 1024 ASCII characters.</param>
    /// <param name="at">When; parts of a second are dropped.</param>
    /// <returns>For each the 64 bytes <c>r‖s</c> alone: <see cref="Assemble"/> makes of them what <see cref="Create"/> returns.</returns>
    /// <inheritdoc cref="Create" path="/exception"/>
    public static byte[][] SignEach(
        ESeal seal,
        SigningKey key,
        Certificate signer,
        IReadOnlyList<Digest> documents,
        string propertyInfo,
        DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(propertyInfo);
        SealedValue.CheckSigner(key, signer);
        if (!seal.Info.Signers.Contains(signer) || !seal.Info.IsValidAt(at))
        {
            throw new ArgumentException("The seal does not list the certificate, or is not valid at the time.", nameof(seal));
        }

        if (propertyInfo.Length > MaxPropertyCharacters || !System.Text.Ascii.IsValid(propertyInfo))
        {
            throw new ArgumentException($"A property has up to {MaxPropertyCharacters} ASCII characters.", nameof(propertyInfo));
        }

        // One room for all: each of them is as long as the seal with its picture.
        AsnWriter writer = new(AsnEncodingRules.DER, seal.Raw.Length + MaxPropertyCharacters);
        return key is Sm2PrivateKey own && Sm2PrivateKey.SignsHashes
            ? own.SignHashes([.. documents.Select(hash =>
            {
                WriteToSign(writer, seal, hash, propertyInfo, at);
                return writer.Encode(seal, (known, signed) => known.SignedHashes.Of(own.Identity, signed));
            })])
            : key.SignEach([.. documents.Select(hash => (ReadOnlyMemory<byte>)EncodeToSign(writer, seal, hash, propertyInfo, at))]);
    }

    /// <summary>The DER of a signature that was made before, of all that it is made of.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="signer">The certificate of the key that signed.</param>
    /// <param name="document">SM3 of what was sealed.</param>
    /// <param name="propertyInfo">What it is.</param>
    /// <param name="at">When it was sealed; parts of a second are dropped.</param>
    /// <param name="signature">64 bytes <c>r‖s</c>; not verified.</param>
    /// <returns>What <see cref="Create"/> returned when these were signed, byte for byte.</returns>
    public static byte[] Assemble(
        ESeal seal, Certificate signer, Digest document, string propertyInfo, DateTimeOffset at, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(propertyInfo);
        AsnWriter writer = new(AsnEncodingRules.DER, seal.Raw.Length + signer.Raw.Length + MaxPropertyCharacters);
        byte[] signed = EncodeToSign(writer, seal, document, propertyInfo, at);
        return new SealedValue(signed, signer, Oids.Sm2WithSm3, SignatureEncoding.ToDer(signature)).Encode(writer);
    }

    /// <summary>The same signature with a time stamp (RFC 3161) of its <see cref="SignatureBytes"/>.</summary>
    /// <param name="der">What <see cref="Create"/> returned.</param>
    /// <param name="token">DER of the token.</param>
    /// <exception cref="ArgumentException">It has a time stamp already.</exception>
    /// <exception cref="FormatException">Not a signature.</exception>
    public static byte[] WithTimeStamp(ReadOnlySpan<byte> der, ReadOnlySpan<byte> token)
    {
        if (Parse(der).TimeStamp is not null)
        {
            throw new ArgumentException("The signature has a time stamp.", nameof(der));
        }

        AsnReader fields = new AsnReader(der.ToArray(), AsnEncodingRules.DER).ReadSequence();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            while (fields.HasData)
            {
                writer.WriteEncodedValue(fields.ReadEncodedValue().Span);
            }

            using (writer.PushSequence(Der.Tag(0)))
            {
                writer.WriteBitString(token);
            }
        }

        return writer.Encode();
    }

    /// <summary>Reads a signature. Nothing in it is verified yet.</summary>
    /// <param name="der">At most <see cref="MaxLength"/> bytes of DER; copied.</param>
    /// <exception cref="FormatException">Not a signature, or one with a critical extension.</exception>
    /// <exception cref="CryptographicException">A public key in it is not a point of its curve.</exception>
    public static ESealSignature Parse(ReadOnlySpan<byte> der) =>
        Der.Read(der.ToArray(), MaxLength, "A seal's signature", reader => new ESealSignature(reader));

    /// <summary>The same of bytes that nobody changes, which are not copied.</summary>
    internal static ESealSignature Read(ReadOnlyMemory<byte> der) => Der.Read(der, MaxLength, "A seal's signature", reader => new ESealSignature(reader));

    private static byte[] EncodeToSign(AsnWriter writer, ESeal seal, Digest documentHash, string propertyInfo, DateTimeOffset at)
    {
        WriteToSign(writer, seal, documentHash, propertyInfo, at);
        return writer.Encode();
    }

    private static void WriteToSign(AsnWriter writer, ESeal seal, Digest documentHash, string propertyInfo, DateTimeOffset at)
    {
        writer.Reset();
        using (writer.PushSequence())
        {
            writer.WriteInteger(ESealInfo.CurrentVersion);
            writer.WriteEncodedValue(seal.Raw.Span);
            writer.WriteGeneralizedTime(at, omitFractionalSeconds: true);
            writer.WriteBitString(documentHash.Span);
            writer.WriteCharacterString(UniversalTagNumber.IA5String, propertyInfo);
        }
    }

    private static ReadOnlyMemory<byte>? ReadTimeStamp(AsnReader fields)
    {
        if (!Der.HasTag(fields, 0))
        {
            return null;
        }

        AsnReader explicitTag = fields.ReadSequence(Der.Tag(0));
        byte[] timeStamp = Der.ReadBytesOfBitString(explicitTag);
        explicitTag.ThrowIfNotEmpty();
        return timeStamp;
    }
}
