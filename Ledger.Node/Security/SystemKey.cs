using System.Security.Cryptography;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Security;

/// <summary>A public key with which a system signs its requests.</summary>
internal sealed record SystemKey
{
    /// <summary>Its name in requests, <c>keyid</c>: 1 to 128 visible ASCII characters, one key only on this node.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// SubjectPublicKeyInfo in base64, what <c>openssl pkey -pubout</c> prints between its two lines: Ed25519, P-256 or SM2, which is thereby the
    /// algorithm of every request that names the key.
    /// </summary>
    public required string PublicKey { get; init; }

    /// <summary>From when on it verifies; null for ever before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when it verifies, that moment not included; null for ever after.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether it verifies at a moment.</summary>
    public bool IsInForce(DateTimeOffset at) => (From is null || at >= From) && (Until is null || at < Until);

    /// <summary>The key itself.</summary>
    /// <exception cref="FormatException">It is no base64.</exception>
    /// <exception cref="CryptographicException">It is no key of a scheme that the ledger uses.</exception>
    public VerifyingKey Read() => VerifyingKey.FromPublicKeyInfo(Convert.FromBase64String(PublicKey));

    /// <summary>What cannot work, as a sentence; null where there is nothing.</summary>
    internal string? Problem()
    {
        if (Id.Length is 0 or > SignedRequest.MaximumKeyIdLength || !Id.All(c => c is >= '!' and <= '~' and not '"' and not '\\'))
        {
            return $"an id has 1 to {SignedRequest.MaximumKeyIdLength} visible ASCII characters, no quotes among them.";
        }

        try
        {
            Read();
            return null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return $"publicKey of {Id}: {e.Message}";
        }
    }
}
