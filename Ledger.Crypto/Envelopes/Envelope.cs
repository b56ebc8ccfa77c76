using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.Ciphers;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Envelopes;

/// <summary>
/// A digital envelope for one recipient (数字信封, GB/T 35275-2017, envelopedData): content under a fresh SM4 key, which is hidden by SM2 to the recipient's encryption
/// certificate. Who sent it an envelope does not say: whoever wants to know has it signed.
/// </summary>
/// <remarks>
/// The cipher is SM4-GCM with the parameters of RFC 5084, 3.2, its tag of 16 bytes behind the ciphertext: what was changed on the way does not open. The key is used for
/// this one content, so that its nonce cannot come twice.
/// </remarks>
public sealed class Envelope
{
    /// <summary>Longest envelope that is read, in bytes.</summary>
    public const int MaximumLength = 8 << 20;

    private const int Version = 1;

    private readonly byte[] _nonce;
    private readonly ReadOnlyMemory<byte> _hidden;
    private readonly ReadOnlyMemory<byte> _issuer;
    private readonly ReadOnlyMemory<byte> _serial;
    private readonly Sm2Ciphertext _key;

    // ContentInfo { contentType, [0] EnvelopedData { version, recipientInfos SET, encryptedContentInfo } }
    private Envelope(AsnReader reader)
    {
        AsnReader outer = reader.ReadSequence();
        Require(outer.ReadObjectIdentifier() == Oids.GmEnvelopedData);
        AsnReader explicitTag = outer.ReadSequence(Der.Tag(0));
        outer.ThrowIfNotEmpty();
        AsnReader body = explicitTag.ReadSequence();
        explicitTag.ThrowIfNotEmpty();
        Require(Der.ReadNumber(body) == Version);
        AsnReader recipients = body.ReadSetOf();
        (_issuer, _serial, _key) = ReadRecipient(recipients.ReadSequence());
        recipients.ThrowIfNotEmpty();
        AsnReader content = body.ReadSequence();
        body.ThrowIfNotEmpty();
        Require(content.ReadObjectIdentifier() == Oids.GmData);
        _nonce = ReadNonce(content.ReadSequence());
        _hidden = content.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0));
        Require(_hidden.Length >= Sm4Gcm.TagLength);
        content.ThrowIfNotEmpty();
    }

    /// <summary>Seals content.</summary>
    /// <param name="recipient">An SM2 certificate that lets its key encrypt. Whether it is trusted is the caller's question.</param>
    /// <param name="content">The content; may be empty.</param>
    /// <returns>The DER of the envelope.</returns>
    /// <exception cref="ArgumentException">The certificate is for something else.</exception>
    /// <exception cref="CryptographicException">OpenSSL failed.</exception>
    public static byte[] Seal(Certificate recipient, ReadOnlySpan<byte> content)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        if (!CanReceive(recipient))
        {
            throw new ArgumentException("The certificate is not one of an SM2 key that takes in keys.", nameof(recipient));
        }

        Span<byte> key = stackalloc byte[Sm4Gcm.KeyLength];
        Span<byte> nonce = stackalloc byte[Sm4Gcm.NonceLength];
        RandomNumberGenerator.Fill(key);
        RandomNumberGenerator.Fill(nonce);
        byte[] hidden = new byte[content.Length + Sm4Gcm.TagLength];
        try
        {
            using Sm4Gcm cipher = new(key);
            cipher.Encrypt(nonce, content, hidden.AsSpan(..^Sm4Gcm.TagLength), hidden.AsSpan(^Sm4Gcm.TagLength..), []);
            return Write(recipient, Sm2Encryption.Encrypt(recipient.PublicKey, key), nonce, hidden);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Whether a certificate is one that <see cref="Seal"/> takes.</summary>
    public static bool CanReceive(Certificate recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return recipient.MayEncrypt && recipient.PublicKey.Algorithm == SignatureAlgorithm.Sm2Sm3;
    }

    /// <summary>Reads an envelope without opening it.</summary>
    /// <param name="der">At most <see cref="MaximumLength"/> bytes of DER; copied.</param>
    /// <exception cref="FormatException">Not DER, not exactly one recipient, or another cipher.</exception>
    public static Envelope Parse(ReadOnlySpan<byte> der) => Der.Read(der.ToArray(), MaximumLength, "An envelope", reader => new Envelope(reader));

    /// <summary>Whether it names this certificate as its recipient's.</summary>
    public bool IsFor(Certificate recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return recipient.IssuerNameRaw.Span.SequenceEqual(_issuer.Span) && recipient.SerialNumberBytes.Span.SequenceEqual(_serial.Span);
    }

    /// <summary>Opens it.</summary>
    /// <returns>The content; null where it was sealed to another key, or is not as it was sealed.</returns>
    public byte[]? TryOpen(Sm2PrivateKey key)
    {
        byte[]? secret = Sm2Encryption.TryDecrypt(key, _key);
        if (secret is null || secret.Length != Sm4Gcm.KeyLength)
        {
            return null;
        }

        try
        {
            using Sm4Gcm cipher = new(secret);
            byte[] content = new byte[_hidden.Length - Sm4Gcm.TagLength];
            return cipher.TryDecrypt(_nonce, _hidden.Span[..content.Length], _hidden.Span[content.Length..], content, []) ? content : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    // RecipientInfo ::= SEQUENCE { version, issuerAndSerialNumber, keyEncryptionAlgorithm, encryptedKey OCTET STRING }
    private static (ReadOnlyMemory<byte> Issuer, ReadOnlyMemory<byte> Serial, Sm2Ciphertext Key) ReadRecipient(AsnReader recipient)
    {
        Require(Der.ReadNumber(recipient) == Version);
        AsnReader name = recipient.ReadSequence();
        (ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> serial) = (name.ReadEncodedValue(), name.ReadIntegerBytes());
        name.ThrowIfNotEmpty();
        Require(KeyIdentifiers.ReadAlgorithm(recipient) == Oids.Sm2Encryption);
        Sm2Ciphertext key = Sm2Ciphertext.Parse(recipient.ReadOctetString());
        recipient.ThrowIfNotEmpty();
        return (issuer, serial, key);
    }

    // GCMParameters ::= SEQUENCE { aes-nonce OCTET STRING, aes-ICVlen INTEGER DEFAULT 12 } (RFC 5084, 3.2)
    private static byte[] ReadNonce(AsnReader algorithm)
    {
        Require(algorithm.ReadObjectIdentifier() == Oids.Sm4Gcm);
        AsnReader parameters = algorithm.ReadSequence();
        algorithm.ThrowIfNotEmpty();
        byte[] nonce = parameters.ReadOctetString();
        Require(nonce.Length == Sm4Gcm.NonceLength && Der.ReadNumber(parameters) == Sm4Gcm.TagLength);
        parameters.ThrowIfNotEmpty();
        return nonce;
    }

    private static byte[] Write(Certificate recipient, Sm2Ciphertext key, ReadOnlySpan<byte> nonce, byte[] hidden)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.GmEnvelopedData);
            using (writer.PushSequence(Der.Tag(0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(Version);
                using (writer.PushSetOf())
                {
                    WriteRecipient(writer, recipient, key);
                }

                WriteContent(writer, nonce, hidden);
            }
        }

        return writer.Encode();
    }

    private static void WriteRecipient(AsnWriter writer, Certificate recipient, Sm2Ciphertext key)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(recipient.IssuerNameRaw.Span);
                writer.WriteInteger(recipient.SerialNumberBytes.Span);
            }

            KeyIdentifiers.WriteAlgorithm(writer, Oids.Sm2Encryption);
            writer.WriteOctetString(key.ToDer());
        }
    }

    private static void WriteContent(AsnWriter writer, ReadOnlySpan<byte> nonce, byte[] hidden)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.GmData);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Sm4Gcm);
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(nonce);
                    writer.WriteInteger(Sm4Gcm.TagLength);
                }
            }

            writer.WriteOctetString(hidden, new Asn1Tag(TagClass.ContextSpecific, 0));
        }
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new FormatException("An envelope is of another form than GB/T 35275 with SM2 and SM4-GCM, for one recipient.");
        }
    }
}
