using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Ledger.Crypto.Signing;

/// <summary>
/// Files that hold one secret, in the clear or as PEM with the label <c>ENCRYPTED …</c> around an EncryptedPrivateKeyInfo (RFC 7468, 11).
/// For their owner only, either way.
/// </summary>
public static class SecretFile
{
    /// <summary>Longest file, in bytes.</summary>
    public const int MaxLength = 16 * 1024;

    private const string Prefix = "ENCRYPTED ";

    /// <summary>Whether a file holds an encrypted secret.</summary>
    /// <exception cref="UnauthorizedAccessException">Group or others have any access to the file.</exception>
    /// <exception cref="CryptographicException">The file is too long.</exception>
    public static bool IsEncrypted(string path) => Use(path, content => content.Span.StartsWith("-----BEGIN ENCRYPTED "u8));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="label">What the PEM calls the secret, behind <c>ENCRYPTED</c>.</param>
    /// <param name="passphrase">For an encrypted file; null where there is none.</param>
    /// <param name="wasEncrypted">Whether the file was encrypted: then the secret itself is given, else the file as it is.</param>
    /// <returns>The secret or the file; the caller wipes it.</returns>
    /// <exception cref="UnauthorizedAccessException">Group or others have any access to the file.</exception>
    /// <exception cref="CryptographicException">Encrypted in another form, under another passphrase, or without one being given.</exception>
    /// <exception cref="IOException">The file could not be read.</exception>
    public static byte[] Read(string path, string label, KeyPassphrase? passphrase, out bool wasEncrypted)
    {
        byte[] content = PrivateFile.Read(path, MaxLength);
        wasEncrypted = content.AsSpan().StartsWith("-----BEGIN ENCRYPTED "u8);
        if (!wasEncrypted)
        {
            return content;
        }

        if (passphrase is null)
        {
            throw new CryptographicException($"{path} is encrypted, and no passphrase is given (node.json: keyPassphrase).");
        }

        try
        {
            return EncryptedSecret.Decrypt(Decode(content, Prefix + label), passphrase);
        }
        catch (CryptographicException e)
        {
            throw new CryptographicException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes an encrypted secret to a new file, mode 0600. When this returns, the file outlives a power cut.</summary>
    /// <exception cref="IOException">The file exists: secrets are never overwritten. Or it could not be written.</exception>
    public static void Create(string path, string label, ReadOnlySpan<byte> secret, KeyPassphrase passphrase) =>
        PrivateFile.Create(path, Encode(label, secret, passphrase));

    /// <summary>Puts an encrypted secret in the place of a file. After any crash it holds the old bytes or the new ones, whole.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Replace(string path, string label, ReadOnlySpan<byte> secret, KeyPassphrase passphrase) =>
        PrivateFile.Replace(path, Encode(label, secret, passphrase));

    /// <summary>Whether a file is encrypted with as many rounds as are written today.</summary>
    /// <exception cref="CryptographicException">It is encrypted in another form.</exception>
    public static bool HasEnoughRounds(string path, string label) =>
        Use(path, content => EncryptedSecret.RoundsOf(Decode(content.Span, Prefix + label)) >= KeyPassphrase.WrittenRounds);

    /// <summary>Decodes the one PEM structure of a text.</summary>
    /// <returns>The DER; the caller wipes it.</returns>
    /// <exception cref="CryptographicException">Not exactly one, or of another label.</exception>
    internal static byte[] Decode(ReadOnlySpan<byte> pem, string label)
    {
        byte[] der = new byte[pem.Length];
        try
        {
            bool found = PemEncoding.TryFindUtf8(pem, out PemFields fields);
            if (!found
                || !pem[fields.Label].SequenceEqual(System.Text.Encoding.ASCII.GetBytes(label))
                || PemEncoding.TryFindUtf8(pem[fields.Location.End..], out _)
                || Base64.DecodeFromUtf8(pem[fields.Base64Data], der, out _, out int length) != OperationStatus.Done)
            {
                throw new CryptographicException($"The file does not hold exactly one {label} in PEM.");
            }

            return der[..length];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static byte[] Encode(string label, ReadOnlySpan<byte> secret, KeyPassphrase passphrase) =>
        System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString(Prefix + label, EncryptedSecret.Encrypt(secret, passphrase)) + "\n");

    private static T Use<T>(string path, Func<ReadOnlyMemory<byte>, T> use)
    {
        byte[] content = PrivateFile.Read(path, MaxLength);
        try
        {
            return use(content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }
}
