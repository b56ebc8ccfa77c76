using Ledger.Crypto.Signing;

namespace Ledger.Node.SignIn;

/// <summary>The keys by which a node shows identity providers that it is their client (RFC 7523).</summary>
internal sealed class ClientKeys : IDisposable
{
    private readonly Dictionary<string, SigningKey> _keys = new(StringComparer.Ordinal);

    private ClientKeys()
    {
    }

    /// <summary>Opens those that the settings name.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="folder">The node's key folder.</param>
    /// <param name="passphrase">Of the private keys; null where they are not encrypted.</param>
    /// <exception cref="FormatException">A key is of an algorithm that providers do not know, or its settings are malformed.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A key is malformed or cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than its owner have access to one.</exception>
    /// <exception cref="IOException">One is missing or cannot be read.</exception>
    public static ClientKeys Open(SignInOptions options, string folder, KeyPassphrase? passphrase)
    {
        ClientKeys keys = new();
        try
        {
            foreach (IdentityProviderOptions provider in options.Providers.Where(provider => provider.ClientKey is not null))
            {
                SigningKey key = KeyFile.Load(folder, provider.ClientKey!, passphrase);
                keys._keys.Add(provider.Name, key);

                // RFC 7518 and RFC 8037 have no name for SM2.
                if (key.Algorithm == SignatureAlgorithm.Sm2Sm3)
                {
                    throw new FormatException($"signIn: clientKey of {provider.Name}: P-256 or Ed25519.");
                }
            }

            return keys;
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    /// <summary>The key that is shown to a provider; null where a secret is.</summary>
    public SigningKey? Find(string provider) => _keys.GetValueOrDefault(provider);

    public void Dispose()
    {
        foreach (SigningKey key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
