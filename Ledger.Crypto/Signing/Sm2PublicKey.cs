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

    /// <summary>The point that the key is.</summary>
    public ref readonly AffinePoint Point => ref _point;

    /// <summary>The hash Z of user id, curve and key (GB/T 32918.2, 5.5).</summary>
    public Digest Identity => _identity.Value;

    /// <summary>The hash e of a message (GB/T 32918.2, 7.1, B4).</summary>
    public Digest HashOf(ReadOnlySpan<byte> message) => Sm2Digest.Of(_identity.Value, message);

    /// <summary>Whether the signature is one of the message by this key.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="signature"><c>r‖s</c>; false for another length than 64.</param>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => VerifyHash(HashOf(message), signature);

    /// <summary>Whether the signature is one of a hash e by this key.</summary>
    /// <param name="hash">What <see cref="HashOf"/> gives.</param>
    /// <param name="signature"><c>r‖s</c>; false for another length than 64.</param>
    public bool VerifyHash(Digest hash, ReadOnlySpan<byte> signature) => Sm2Verification.Engine == Sm2Engine.Lanes
        ? VerifyHash(hash, signature, Sm2Verification.LaneKeys.Find(_point))
        : VerifyHash(hash, signature, Sm2Verification.ScalarKeys.Find(_point));

    /// <summary>The same in one certain way, for measurements and tests.</summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, Sm2Engine engine) => engine switch
    {
        Sm2Engine.Lanes => VerifyHash(HashOf(message), signature, Sm2Verification.LaneKeys.Learn(_point)),
        Sm2Engine.Scalar => VerifyHash(HashOf(message), signature, Sm2Verification.ScalarKeys.Learn(_point)),
        _ => VerifyHash(HashOf(message), signature, default(CombTable)),
    };

    /// <summary>Whether the signature is one of a hash e by this key.</summary>
    /// <param name="hash">What <see cref="HashOf"/> gives.</param>
    /// <param name="signature"><c>r‖s</c>.</param>
    /// <param name="table">The key's multiples; null has OpenSSL verify.</param>
    public bool VerifyHash(Digest hash, ReadOnlySpan<byte> signature, CombTable? table) =>
        TryRead(signature, out Scalar r, out Scalar s)
        && Settle(table is null ? Sm2Answer.Unknown : Sm2Equation.Check(table, Scalar.Reduce(hash.Span), r, s), hash, signature);

    /// <summary>The same in lanes.</summary>
    public bool VerifyHash(Digest hash, ReadOnlySpan<byte> signature, LaneTable? table) =>
        TryRead(signature, out Scalar r, out Scalar s)
        && Settle(
            table is null ? Sm2Answer.Unknown : Sm2LaneEquation.Check(new LaneClaim(table, Scalar.Reduce(hash.Span), r, s)), hash, signature);

    /// <summary>Reads r and s, which are from 1 to n − 1 (GB/T 32918.2, 7.1, B1 and B2).</summary>
    public static bool TryRead(ReadOnlySpan<byte> signature, out Scalar r, out Scalar s)
    {
        (r, s) = (default, default);
        return signature.Length == SignatureScheme.SignatureLength
            && Scalar.TryRead(signature[..UInt256.Length], out r)
            && Scalar.TryRead(signature[UInt256.Length..], out s);
    }

    /// <summary>Hides a message to the key (GB/T 32918.4).</summary>
    /// <returns>The ciphertext as OpenSSL writes it: DER.</returns>
    public byte[] Encrypt(ReadOnlySpan<byte> message) => _openssl.Value.Encrypt(message);

    /// <summary>An answer, and OpenSSL's where there is none.</summary>
    public bool Settle(Sm2Answer answer, Digest hash, ReadOnlySpan<byte> signature) => answer == Sm2Answer.Holds
        || (answer == Sm2Answer.Unknown && _openssl.Value.VerifyHash(hash.Span, SignatureEncoding.ToDer(signature)));
}
