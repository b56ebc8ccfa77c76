using System.Security.Cryptography;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Parties;

namespace Ledger.Node;

/// <summary>The files with secrets below a key folder, and their encryption under one passphrase.</summary>
internal static class KeyFolder
{
    private const int MaxDepth = 4;

    private static readonly EnumerationOptions Deep = new() { RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth, IgnoreInaccessible = false };

    /// <summary>How many files with secrets are not encrypted.</summary>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to one.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static int CountUnencrypted(string folder) => Files(folder).Count(path => KindOf(path) is not null && !SecretFile.IsEncrypted(path));

    /// <summary>
    /// Encrypts every private key, PIN, the holder secrets and the account key of a folder and those below it, each crash-safely. Called again
    /// after a crash it does what is left. Other files are not touched.
    /// </summary>
    /// <param name="folder">The key folder, or a folder with several nodes in it.</param>
    /// <param name="passphrase">The passphrase, under which the encrypted ones are already.</param>
    /// <returns>How many files were encrypted, and how many were before.</returns>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to one.</exception>
    /// <exception cref="CryptographicException">One is damaged or encrypted under another passphrase. Those before it are done.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static (int Done, int Before) Encrypt(string folder, KeyPassphrase passphrase)
    {
        (int done, int before) = (0, 0);
        foreach (string path in Files(folder))
        {
            if (KindOf(path) is Func<string, KeyPassphrase, bool> encrypt)
            {
                _ = encrypt(path, passphrase) ? done++ : before++;
            }
        }

        return (done, before);
    }

    // Sorted, so that a run cut short and the next one go the same way.
    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", Deep).Order(StringComparer.Ordinal);

    /// <summary>How a file is encrypted, by what it is; null for one that holds no secret of the node's.</summary>
    private static Func<string, KeyPassphrase, bool>? KindOf(string path) => Path.GetFileName(path) switch
    {
        "holder-secrets" => HolderSecrets.Encrypt,
        "anchor.key" => AnchorKeyFile.Encrypt,

        _ when Path.GetExtension(path) == ".pin" => KeyFile.EncryptPin,

        // A department's bearer key has the same ending, but is no private key.
        _ when Path.GetExtension(path) == ".key" && IsPrivateKey(path) => SigningKeyFile.Encrypt,
        _ => null,
    };

    private static bool IsPrivateKey(string path)
    {
        byte[] content = PrivateFile.Read(path, SecretFile.MaxLength);
        try
        {
            return content.AsSpan().IndexOf("PRIVATE KEY-----"u8) >= 0;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }
}
