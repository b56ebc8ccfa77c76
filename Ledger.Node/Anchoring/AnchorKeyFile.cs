using System.Security.Cryptography;
using System.Text;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Anchoring;

/// <summary>The account key that anchors: 64 hexadecimal digits in a file for its owner's eyes only, in the clear or encrypted.</summary>
internal static class AnchorKeyFile
{
    private const string Label = "ACCOUNT KEY";

    /// <summary>Reads the key.</summary>
    /// <exception cref="UnauthorizedAccessException">Others than the owner have access to the file.</exception>
    /// <exception cref="FormatException">It holds no key.</exception>
    /// <exception cref="CryptographicException">It is encrypted, and not under this passphrase.</exception>
    public static Secp256k1Key Load(string path, KeyPassphrase? passphrase = null)
    {
        byte[] content = SecretFile.Read(path, Label, passphrase, out _);
        try
        {
            return Parse(path, content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Writes the key to a new file, encrypted where a passphrase is given.</summary>
    public static void Save(string path, Secp256k1Key key, KeyPassphrase? passphrase = null)
    {
        byte[] text = Format(key);
        try
        {
            if (passphrase is null)
            {
                PrivateFile.Create(path, text);
            }
            else
            {
                SecretFile.Create(path, Label, text, passphrase);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Encrypts the file in place, crash-safely.</summary>
    /// <returns>False where it was encrypted before.</returns>
    public static bool Encrypt(string path, KeyPassphrase passphrase)
    {
        using Secp256k1Key key = Load(path, passphrase);
        if (SecretFile.IsEncrypted(path))
        {
            return false;
        }

        byte[] text = Format(key);
        SecretFile.Replace(path, Label, text, passphrase);
        CryptographicOperations.ZeroMemory(text);
        return true;
    }

    private static Secp256k1Key Parse(string path, ReadOnlySpan<byte> text)
    {
        Span<byte> secret = stackalloc byte[32];
        try
        {
            ReadOnlySpan<byte> digits = text.Trim(" \r\n"u8);
            return digits.Length == 2 * secret.Length && Convert.FromHexString(digits, secret, out _, out _) == System.Buffers.OperationStatus.Done
                ? Secp256k1Key.FromBytes(secret)
                : throw new FormatException($"{path} does not hold 64 hexadecimal digits.");
        }
        catch (CryptographicException e)
        {
            throw new FormatException($"{path} holds no key of secp256k1.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static byte[] Format(Secp256k1Key key)
    {
        byte[] secret = key.Export();
        char[] digits = new char[2 * secret.Length];
        Convert.TryToHexStringLower(secret, digits, out _);
        byte[] text = Encoding.ASCII.GetBytes(digits);
        CryptographicOperations.ZeroMemory(secret);
        digits.AsSpan().Clear();
        return text;
    }
}
