using Ledger.Crypto.Signing;

namespace Ledger.Node.Security;

/// <summary>
/// A key with which a node signs messages of the moment: <c>answers</c> its answers to signed requests, <c>requests</c> what it asks other provinces'. It lies among
/// its keys as <c>.key</c> or <c>.p11</c>. An Ed25519 key is made where there is none, as nothing later depends on it.
/// </summary>
internal sealed class MessageKey : IDisposable
{
    /// <summary>Signs answers.</summary>
    public const string Answers = "answers";

    /// <summary>Signs requests to other provinces.</summary>
    public const string Requests = "requests";

    private MessageKey(string folder, string name, string origin, KeyPassphrase? passphrase)
    {
        Key = KeyFile.Load(folder, name, passphrase);
        Id = $"{origin}/{name}";
    }

    /// <summary>The key.</summary>
    public SigningKey Key { get; }

    /// <summary>Its name in messages, <c>keyid</c>.</summary>
    public string Id { get; }

    /// <summary>Opens it, or makes one.</summary>
    /// <param name="folder">The node's key folder.</param>
    /// <param name="name"><see cref="Answers"/> or <see cref="Requests"/>.</param>
    /// <param name="origin">The log's origin, the first part of its name.</param>
    /// <param name="passphrase">Of the private keys; null where they are not encrypted.</param>
    /// <exception cref="FormatException">The key's settings are malformed.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is malformed or cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to it.</exception>
    /// <exception cref="IOException">It cannot be read, or not be written.</exception>
    public static MessageKey Open(string folder, string name, string origin, KeyPassphrase? passphrase)
    {
        string file = Path.Combine(folder, name + ".key");
        if (!File.Exists(file) && !File.Exists(Path.Combine(folder, name + ".p11")))
        {
            using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
            SigningKeyFile.Save(file, key, passphrase);
        }

        return new MessageKey(folder, name, origin, passphrase);
    }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();
}
