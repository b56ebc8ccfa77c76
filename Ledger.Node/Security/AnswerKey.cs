using Ledger.Crypto.Signing;

namespace Ledger.Node.Security;

/// <summary>
/// The key with which a node signs its answers to signed requests: <c>answers.key</c> or <c>answers.p11</c> among its keys. An Ed25519 key is
/// made where there is none, as nothing but the answers of the moment depends on it.
/// </summary>
internal sealed class AnswerKey : IDisposable
{
    private const string Name = "answers";

    private AnswerKey(string folder, string origin, KeyPassphrase? passphrase)
    {
        Key = KeyFile.Load(folder, Name, passphrase);
        Id = $"{origin}/{Name}";
    }

    /// <summary>The key.</summary>
    public SigningKey Key { get; }

    /// <summary>Its name in answers, <c>keyid</c>.</summary>
    public string Id { get; }

    /// <summary>Opens it, or makes one.</summary>
    /// <param name="folder">The node's key folder.</param>
    /// <param name="origin">The log's origin, the first part of its name.</param>
    /// <param name="passphrase">Of the private keys; null where they are not encrypted.</param>
    /// <exception cref="FormatException">The key's settings are malformed.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is malformed or cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to it.</exception>
    /// <exception cref="IOException">It cannot be read, or not be written.</exception>
    public static AnswerKey Open(string folder, string origin, KeyPassphrase? passphrase)
    {
        string file = Path.Combine(folder, Name + ".key");
        if (!File.Exists(file) && !File.Exists(Path.Combine(folder, Name + ".p11")))
        {
            using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
            SigningKeyFile.Save(file, key, passphrase);
        }

        return new AnswerKey(folder, origin, passphrase);
    }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();
}
