using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Node;

/// <summary>
/// Where the passphrase of a node's keys comes from: a credential of systemd, a file for its owner only, or standard input. Never an
/// argument or the value of an environment variable: other programs can read those.
/// </summary>
internal static class KeyPassphraseSource
{
    /// <summary>The setting that means standard input.</summary>
    public const string StandardInput = "-";

    private const string Credential = "credential:";
    private const int MaxContent = KeyPassphrase.MaxLength + 2;

    /// <summary>Reads the passphrase that a node's settings name.</summary>
    /// <returns>The passphrase, or null where the settings name none.</returns>
    /// <exception cref="FormatException">The credential does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to the file.</exception>
    /// <exception cref="CryptographicException">There is no passphrase where it should be.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static KeyPassphrase? Open(NodeOptions options) => options.KeyPassphrase is string setting ? Open(setting, options.Folder) : null;

    /// <summary>Reads the passphrase that one setting names.</summary>
    /// <param name="setting"><c>credential:NAME</c>, <c>-</c> for the first line of standard input, or a file.</param>
    /// <param name="folder">Folder that the name of a file is relative to.</param>
    /// <inheritdoc cref="Open(NodeOptions)"/>
    public static KeyPassphrase Open(string setting, string folder)
    {
        if (setting == StandardInput)
        {
            using Stream input = Console.OpenStandardInput();
            return KeyPassphrase.FromStream(input);
        }

        if (CredentialOf(setting) is not string credential)
        {
            return KeyPassphrase.FromFile(Path.Combine(folder, setting));
        }

        byte[] content = ReadCredential(credential);
        try
        {
            return KeyPassphrase.FromFirstLine(content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>The credential that a setting names; null where it names something else.</summary>
    public static string? CredentialOf(string setting) =>
        setting.StartsWith(Credential, StringComparison.Ordinal) ? setting[Credential.Length..] : null;

    /// <summary>The first thing wrong with a setting, as a sentence; null where there is nothing.</summary>
    public static string? Problem(string setting) => setting switch
    {
        "" => "keyPassphrase: the name of a file, credential:NAME, or - for standard input.",
        _ when CredentialOf(setting) is string name && !IsName(name) =>
            "keyPassphrase: the name of a credential has letters, digits, dots, hyphens and underscores only.",
        _ => null,
    };

    /// <summary>Reads a credential of systemd.</summary>
    /// <returns>Its first 1,026 bytes; the caller wipes them.</returns>
    /// <exception cref="FormatException">There is no such credential.</exception>
    public static byte[] ReadCredential(string name)
    {
        // systemd.exec(5), CREDENTIALS: the variable holds the path of a folder that only the service may read. Its files may show group
        // bits, which there are the mask of an access list; their modes are therefore not looked at.
        string folder = Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY")
            ?? throw new FormatException($"There is no credential {name}; the unit needs LoadCredential={name}:… or LoadCredentialEncrypted=.");
        using FileStream file = new(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        byte[] content = new byte[Math.Min(file.Length, MaxContent)];
        file.ReadExactly(content);
        return content;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 255 && name is not ("." or "..") && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
