using System.Security.Cryptography;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>A public key that verifies with one scheme. Making one costs more than using it: keep it.</summary>
public sealed class VerifyingKey : IEquatable<VerifyingKey>
{
    private readonly byte[] _publicKey;

    // One of the two.
    private readonly Sm2PublicKey? _sm2;
    private readonly EvpKey? _other;

    /// <summary>Reads a public key and checks that it is one.</summary>
    /// <param name="algorithm">The scheme the registry gives the key for.</param>
    /// <param name="publicKey">65 bytes <c>04‖x‖y</c> for SM2 and P-256, 32 bytes for Ed25519.</param>
    /// <exception cref="CryptographicException">
    /// Wrong length or form, or not a point of the curve; for Ed25519 also a point of small order, under which
    /// anyone can sign.
    /// </exception>
    public VerifyingKey(SignatureAlgorithm algorithm, ReadOnlySpan<byte> publicKey)
    {
        byte[] encoded = KeyEncoding.PublicKeyInfo(algorithm, publicKey);
        if (algorithm == SignatureAlgorithm.Ed25519)
        {
            // libcrypto checks the points of P-256 as it reads them, but takes any 32 bytes here.
            Ed25519Point.Check(publicKey);
        }

        Algorithm = algorithm;
        _publicKey = publicKey.ToArray();
        if (algorithm == SignatureAlgorithm.Sm2Sm3)
        {
            _sm2 = new Sm2PublicKey(_publicKey);
        }
        else
        {
            _other = EvpKey.FromPublicKeyInfo(encoded);
        }
    }

    /// <summary>Reads a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7); which scheme the key is of stands in it.</summary>
    /// <exception cref="CryptographicException">It is not the DER of a key of a scheme that the ledger uses.</exception>
    public static VerifyingKey FromPublicKeyInfo(ReadOnlySpan<byte> der)
    {
        (SignatureAlgorithm algorithm, int start) = KeyEncoding.ReadPublicKeyInfo(der);
        return new VerifyingKey(algorithm, der[start..]);
    }

    /// <summary>The SubjectPublicKeyInfo of the key, DER.</summary>
    public byte[] ToPublicKeyInfo() => KeyEncoding.PublicKeyInfo(Algorithm, _publicKey);

    /// <summary>The one scheme this key verifies.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>The bytes the key was made of.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>The key, where it is one for SM2.</summary>
    internal Sm2PublicKey? Sm2 => _sm2;

    /// <summary>Whether the signature is one of the whole message by this key. Safe to call from several threads.</summary>
    /// <param name="message">The message; hashing is part of the scheme.</param>
    /// <param name="signature">64 bytes: <c>r‖s</c> for SM2 and P-256, <c>R‖S</c> for Ed25519.</param>
    /// <returns>False for anything that is not such a signature, a wrong length included.</returns>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _sm2?.Verify(message, signature) ?? SignatureScheme.Verify(Algorithm, _other!, message, signature);

    /// <summary>The same for an SM2 key, in one certain way, for who measures it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signature"><c>r‖s</c>, 64 bytes.</param>
    /// <param name="engine">The way; all but OpenSSL's take a table of the key's multiples, which is built where there is none.</param>
    /// <exception cref="InvalidOperationException">The key is of another scheme.</exception>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, Sm2Engine engine) =>
        (_sm2 ?? throw new InvalidOperationException($"The key is for {Algorithm}.")).Verify(message, signature, engine);

    /// <summary>Whether this is the public half of a private key.</summary>
    public bool IsOf(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Algorithm == key.Algorithm && key.PublicKey.Span.SequenceEqual(_publicKey);
    }

    /// <inheritdoc/>
    public bool Equals(VerifyingKey? other) =>
        other is not null && Algorithm == other.Algorithm && _publicKey.AsSpan().SequenceEqual(other._publicKey);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerifyingKey);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Algorithm);
        hash.AddBytes(_publicKey);
        return hash.ToHashCode();
    }
}
