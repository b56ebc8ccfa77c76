using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Anchoring;

/// <summary>The account key that anchors: 64 hexadecimal digits in a file for its owner's eyes only.</summary>
internal static class AnchorKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key.</summary>
    /// <exception cref="UnauthorizedAccessException">Others than the owner have access to the file.</exception>
    /// <exception cref="FormatException">It holds no key.</exception>
    public static Secp256k1Key Load(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read);
        if ((File.GetUnixFileMode(file.SafeFileHandle) & ~OwnerOnly) != 0)
        {
            throw new UnauthorizedAccessException($"{path}: only the owner may have access to it (chmod 600).");
        }

        using StreamReader reader = new(file);
        byte[] key = Convert.FromHexString(reader.ReadToEnd().Trim());
        try
        {
            return Secp256k1Key.FromBytes(key);
        }
        catch (CryptographicException e)
        {
            throw new FormatException($"{path} holds no key of secp256k1.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Writes the key to a new file.</summary>
    public static void Save(string path, Secp256k1Key key)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        using StreamWriter writer = new(path, options);
        writer.Write(Convert.ToHexStringLower(key.Export()));
    }
}
