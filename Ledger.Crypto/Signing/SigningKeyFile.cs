using System.Security.Cryptography;

namespace Ledger.Crypto.Signing;

/// <summary>
/// Private keys in files for their owner only: PEM with the label <c>ENCRYPTED PRIVATE KEY</c> (PKCS#8, RFC 7468, 11), or in the clear
/// with the label <c>PRIVATE KEY</c> (RFC 7468, 10). <c>openssl genpkey</c>, with and without <c>-aes256</c>, writes the same forms.
/// </summary>
public static class SigningKeyFile
{
    /// <summary>What the PEM of a key says behind <c>BEGIN</c>, and behind <c>ENCRYPTED</c>.</summary>
    public const string Label = "PRIVATE KEY";

    /// <summary>Reads a key; the file says of which scheme it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrase">For an encrypted file; null where there is none.</param>
    /// <exception cref="UnauthorizedAccessException">Group or others have any access to the file.</exception>
    /// <exception cref="CryptographicException">
    /// The file is not one private key of a scheme the ledger uses, or is encrypted under another passphrase.
    /// </exception>
    /// <exception cref="IOException">The file could not be read.</exception>
    public static SigningKey Load(string path, KeyPassphrase? passphrase = null)
    {
        byte[] content = SecretFile.Read(path, Label, passphrase, out bool wasEncrypted);
        byte[] der = content;
        try
        {
            der = wasEncrypted ? content : SecretFile.Decode(content, Label);
            return FromPkcs8(der);
        }
        catch (CryptographicException e)
        {
            // Once in 256 times the padding under a wrong passphrase looks right.
            throw new CryptographicException($"{path}: {(wasEncrypted ? "wrong passphrase, or " : "")}{e.Message}", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>Writes a key to a new file that only the owner may read. When this returns, the file outlives a power cut.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The key.</param>
    /// <param name="passphrase">To encrypt it; null to write it in the clear.</param>
    /// <exception cref="ArgumentException">The key is held elsewhere, for example in a hardware module.</exception>
    /// <exception cref="IOException">The file exists: keys are never overwritten. Or it could not be written.</exception>
    public static void Save(string path, SigningKey key, KeyPassphrase? passphrase = null)
    {
        if (key is not SoftwareKey software)
        {
            throw new ArgumentException("Only a key in memory can be written to a file.", nameof(key));
        }

        byte[] der = software.ExportPkcs8();
        try
        {
            if (passphrase is null)
            {
                SaveInTheClear(path, der);
            }
            else
            {
                SecretFile.Create(path, Label, der, passphrase);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>Encrypts the key of a file under a passphrase, in place and crash-safely; a key under too few rounds anew.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrase">The passphrase, under which the file is already encrypted if it is.</param>
    /// <returns>False where the file was encrypted well enough before, and was not touched.</returns>
    /// <exception cref="UnauthorizedAccessException">Group or others have any access to the file.</exception>
    /// <exception cref="CryptographicException">Not a private key, or encrypted under another passphrase. The file was not touched.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public static bool Encrypt(string path, KeyPassphrase passphrase)
    {
        using SoftwareKey key = (SoftwareKey)Load(path, passphrase);
        if (SecretFile.IsEncrypted(path) && SecretFile.HasEnoughRounds(path, Label))
        {
            return false;
        }

        byte[] der = key.ExportPkcs8();
        try
        {
            SecretFile.Replace(path, Label, der, passphrase);
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static SoftwareKey FromPkcs8(ReadOnlySpan<byte> der) => KeyEncoding.AlgorithmOfPkcs8(der) switch
    {
        SignatureAlgorithm.Sm2Sm3 => Sm2PrivateKey.FromPkcs8(der),
        SignatureAlgorithm.EcdsaP256Sha256 => P256PrivateKey.FromPkcs8(der),
        _ => Ed25519PrivateKey.FromPkcs8(der),
    };

    private static void SaveInTheClear(string path, ReadOnlySpan<byte> der)
    {
        char[] text = PemEncoding.Write(Label, der);
        byte[] pem = new byte[text.Length + 1];
        try
        {
            System.Text.Encoding.ASCII.GetBytes(text, pem);
            pem[^1] = (byte)'\n';
            PrivateFile.Create(path, pem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pem);
            text.AsSpan().Clear();
        }
    }
}
