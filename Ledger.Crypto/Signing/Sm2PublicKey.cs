using System.Security.Cryptography;
using Ledger.Crypto.Curves;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>
/// An SM2 public key. Where it has been used before, it verifies by a table of its own; until then, and where the table does not answer,
/// OpenSSL does. All of it may run on several threads.
/// </summary>
internal sealed class Sm2PublicKey
{
    private readonly AffinePoint _point;
    private readonly Lazy<Digest> _identity;
    private readonly Lazy<EvpKey> _openssl;

    /// <param name="publicKey">65 bytes <c>04‖x‖y</c>.</param>
    /// <exception cref="CryptographicException">Not a point of the curve.</exception>
    public Sm2PublicKey(byte[] publicKey)
    {
        if (!AffinePoint.TryRead(publicKey, out _point))
        {
            throw new CryptographicException("The public key is not a point of the SM2 curve.");
        }

        // Two threads may both make one of either; one of them is then kept.
        _identity = new Lazy<Digest>(() => Sm2Digest.IdentityOf(publicKey), LazyThreadSafetyMode.PublicationOnly);
        _openssl = new Lazy<EvpKey>(
            () => EvpKey.FromPublicKeyInfo(KeyEncoding.PublicKeyInfo(SignatureAlgorithm.Sm2Sm3, publicKey)),
            LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Whether the signature is one of the message by this key.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="signature"><c>r‖s</c>; false for another length than 64.</param>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        VerifyHash(HashOf(message), signature, KnownPoints.Shared.Find(_point));

    /// <summary>The same in one certain way, for measurements and tests.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, Sm2Engine engine) =>
        VerifyHash(HashOf(message), signature, engine == Sm2Engine.Openssl ? null : KnownPoints.Shared.Learn(_point));

    /// <summary>Whether the signature is one of a hash <c>e</c> by this key.</summary>
    /// <param name="hash">What <see cref="Sm2Digest"/> computes.</param>
    /// <param name="signature"><c>r‖s</c>.</param>
    /// <param name="table">The key's multiples; null has OpenSSL verify.</param>
    public bool VerifyHash(Digest hash, ReadOnlySpan<byte> signature, CombTable? table)
    {
        // GB/T 32918.2, 7.1, B1 and B2: r and s are from 1 to n − 1.
        if (signature.Length != SignatureScheme.SignatureLength
            || !Scalar.TryRead(signature[..UInt256.Length], out Scalar r)
            || !Scalar.TryRead(signature[UInt256.Length..], out Scalar s))
        {
            return false;
        }

        Sm2Answer answer = table is null ? Sm2Answer.Unknown : Sm2Equation.Check(table, hash.Span, r, s);
        return answer == Sm2Answer.Holds
            || (answer == Sm2Answer.Unknown && _openssl.Value.VerifyHash(hash.Span, SignatureEncoding.ToDer(signature)));
    }

    private Digest HashOf(ReadOnlySpan<byte> message) => Sm2Digest.Of(_identity.Value, message);
}
