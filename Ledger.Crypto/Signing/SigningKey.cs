namespace Ledger.Crypto.Signing;

/// <summary>
/// A private key that signs: in memory here, in a hardware module elsewhere. Nothing but <see cref="Sign"/> uses the secret.
/// </summary>
public abstract class SigningKey : IDisposable
{
    /// <summary>The one scheme this key signs with.</summary>
    public abstract SignatureAlgorithm Algorithm { get; }

    /// <summary>The public half: 65 bytes <c>04‖x‖y</c> for SM2 and P-256, 32 bytes for Ed25519.</summary>
    public abstract ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Signs a whole message; hashing is part of the scheme. Safe to call from several threads.</summary>
    /// <returns>64 bytes: <c>r‖s</c> for SM2 and P-256, <c>R‖S</c> for Ed25519.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key or its module failed.</exception>
    public abstract byte[] Sign(ReadOnlySpan<byte> message);

    /// <summary>Signs each of several messages, which a key in memory may do faster than one by one.</summary>
    /// <returns>A signature for each, as <see cref="Sign"/> gives it.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key or its module failed; there is none of the signatures then.</exception>
    public virtual byte[][] SignEach(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return [.. messages.Select(message => Sign(message.Span))];
    }

    /// <summary>Destroys the secret held in this process.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected abstract void Dispose(bool disposing);
}
