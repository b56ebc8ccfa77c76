using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Ledger.Crypto.Signing;

/// <summary>
/// The DER form EncryptedPrivateKeyInfo (RFC 5958, 3) in the one scheme that is read and written: PBES2 (RFC 8018, 6.2) with PBKDF2,
/// HMAC-SHA-256 and AES-256-CBC, as <c>openssl pkey -aes256</c> has it.
/// </summary>
internal static class EncryptedSecret
{
    private const string Pbes2 = "1.2.840.113549.1.5.13";
    private const string Pbkdf2 = "1.2.840.113549.1.5.12";
    private const string HmacSha256 = "1.2.840.113549.2.9";
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";
    private const int BlockLength = 16;
    private const int MinSaltLength = 8;
    private const int MaxSaltLength = 64;

    /// <summary>Encrypts a secret under a passphrase with a fresh initialisation vector.</summary>
    /// <exception cref="CryptographicException">The passphrase has less than <see cref="KeyPassphrase.FewestBytes"/> bytes.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> secret, KeyPassphrase passphrase)
    {
        Require(passphrase.IsLongEnough, $"needs a passphrase of at least {KeyPassphrase.FewestBytes} bytes");
        byte[] vector = RandomNumberGenerator.GetBytes(BlockLength);
        byte[] key = passphrase.Derive(passphrase.Salt, KeyPassphrase.WrittenRounds);
        try
        {
            using Aes aes = Aes.Create();
            aes.SetKey(key);
            return Write(passphrase.Salt, vector, aes.EncryptCbc(secret, vector));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Decrypts a secret.</summary>
    /// <returns>The secret; the caller wipes it. A wrong passphrase goes unnoticed here once in 256 times: what is inside must be checked.</returns>
    /// <exception cref="CryptographicException">Another form or scheme, too many rounds, or the wrong passphrase.</exception>
    public static byte[] Decrypt(ReadOnlyMemory<byte> der, KeyPassphrase passphrase)
    {
        (byte[] salt, int rounds, byte[] vector, byte[] encrypted) = Read(der);
        byte[] key = passphrase.Derive(salt, rounds);
        try
        {
            using Aes aes = Aes.Create();
            aes.SetKey(key);
            return aes.DecryptCbc(encrypted, vector);
        }
        catch (CryptographicException e)
        {
            throw new CryptographicException("The passphrase is wrong, or the file is damaged.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The rounds that the form asks for.</summary>
    /// <exception cref="CryptographicException">Another form or scheme.</exception>
    public static int RoundsOf(ReadOnlyMemory<byte> der) => Read(der).Rounds;

    private static byte[] Write(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> vector, ReadOnlySpan<byte> encrypted)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Pbes2);
                using (writer.PushSequence())
                {
                    WriteDerivation(writer, salt);
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(Aes256Cbc);
                        writer.WriteOctetString(vector);
                    }
                }
            }

            writer.WriteOctetString(encrypted);
        }

        return writer.Encode();
    }

    // RFC 8018, A.2: PBKDF2-params ::= SEQUENCE { salt, iterationCount, keyLength OPTIONAL, prf DEFAULT HMAC-SHA-1 }
    private static void WriteDerivation(AsnWriter writer, ReadOnlySpan<byte> salt)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Pbkdf2);
            using (writer.PushSequence())
            {
                writer.WriteOctetString(salt);
                writer.WriteInteger(KeyPassphrase.WrittenRounds);
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(HmacSha256);
                    writer.WriteNull();
                }
            }
        }
    }

    private static (byte[] Salt, int Rounds, byte[] Vector, byte[] Encrypted) Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            AsnReader reader = new(der, AsnEncodingRules.DER);
            AsnReader outer = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            AsnReader parameters = ReadScheme(outer, Pbes2);
            byte[] encrypted = outer.ReadOctetString();
            outer.ThrowIfNotEmpty();

            (byte[] salt, int rounds) = ReadDerivation(ReadScheme(parameters, Pbkdf2));
            AsnReader cipher = parameters.ReadSequence();
            parameters.ThrowIfNotEmpty();
            Require(cipher.ReadObjectIdentifier() == Aes256Cbc, "is not encrypted with AES-256-CBC");
            byte[] vector = cipher.ReadOctetString();
            cipher.ThrowIfNotEmpty();
            Require(vector.Length == BlockLength, "has an initialisation vector of a wrong length");
            return (salt, rounds, vector, encrypted);
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("The file is not an encrypted key in DER.", e);
        }
    }

    /// <summary>Reads an AlgorithmIdentifier whose parameters are a sequence.</summary>
    private static AsnReader ReadScheme(AsnReader reader, string oid)
    {
        AsnReader identifier = reader.ReadSequence();
        Require(identifier.ReadObjectIdentifier() == oid, "is not encrypted by PBES2 with PBKDF2");
        AsnReader parameters = identifier.ReadSequence();
        identifier.ThrowIfNotEmpty();
        return parameters;
    }

    private static (byte[] Salt, int Rounds) ReadDerivation(AsnReader parameters)
    {
        byte[] salt = parameters.ReadOctetString();
        Require(salt.Length is >= MinSaltLength and <= MaxSaltLength, $"has no salt of {MinSaltLength} to {MaxSaltLength} bytes");
        Require(parameters.TryReadInt32(out int rounds), $"asks for more than {KeyPassphrase.MostRounds} rounds of PBKDF2");
        if (parameters.HasData && parameters.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            Require(parameters.TryReadInt32(out int length) && length == KeyPassphrase.KeyLength, "names another length of key");
        }

        AsnReader function = parameters.ReadSequence();
        Require(function.ReadObjectIdentifier() == HmacSha256, "does not derive its key with HMAC-SHA-256");
        function.ReadNull();
        function.ThrowIfNotEmpty();
        parameters.ThrowIfNotEmpty();
        return (salt, rounds);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CryptographicException($"The encrypted key {otherwise}.");
        }
    }
}
