using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>An SM2 private key that signs with SM3 under the default user id (GB/T 32918.2, GB/T 35276).</summary>
public sealed class Sm2PrivateKey : SoftwareKey
{
    private readonly Lazy<Sm2LaneSigner> _lanes;
    private readonly Digest _identity;

    private Sm2PrivateKey(EvpKey key)
        : base(SignatureAlgorithm.Sm2Sm3, key)
    {
        _identity = Sm2Digest.IdentityOf(PublicKey.Span);
        _lanes = new Lazy<Sm2LaneSigner>(MakeLanes);
    }

    /// <summary>The hash Z of user id, curve and key (GB/T 32918.2, 5.5).</summary>
    internal Digest Identity => _identity;

    /// <summary>Whether <see cref="SignHashes"/> is how this process signs; libcrypto takes the message only.</summary>
    internal static bool SignsHashes => Sm2Signing.Engine == Sm2Engine.Lanes;

    /// <summary>A new random key.</summary>
    public static Sm2PrivateKey Generate() => new(EvpKey.Generate("SM2"));

    /// <summary>The key of an unencrypted PKCS#8 structure in DER.</summary>
    /// <exception cref="CryptographicException">Malformed, of another scheme, or its public half is not that of its secret.</exception>
    public static Sm2PrivateKey FromPkcs8(ReadOnlySpan<byte> der) => new(Read(SignatureAlgorithm.Sm2Sm3, der));

    /// <inheritdoc/>
    public override byte[] Sign(ReadOnlySpan<byte> message) => Sign(message, Sm2Signing.Engine);

    /// <summary>The same in one certain way, for measurements and tests.</summary>
    /// <exception cref="PlatformNotSupportedException">Not one that <see cref="Sm2Signing.IsSupported"/>.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message, Sm2Engine engine)
    {
        if (!Sm2Signing.IsSupported(engine))
        {
            throw new PlatformNotSupportedException($"SM2 keys do not sign by {engine} here.");
        }

        if (engine == Sm2Engine.Openssl)
        {
            return base.Sign(message);
        }

        return SignHashes([Sm2Digest.Of(_identity, message)])[0];
    }

    /// <inheritdoc/>
    public override byte[][] SignEach(IReadOnlyList<ReadOnlyMemory<byte>> messages) => SignEach(messages, Sm2Signing.Engine);

    /// <summary>The same in one certain way, for measurements and tests.</summary>
    /// <exception cref="PlatformNotSupportedException">Not one that <see cref="Sm2Signing.IsSupported"/>.</exception>
    public byte[][] SignEach(IReadOnlyList<ReadOnlyMemory<byte>> messages, Sm2Engine engine)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (engine != Sm2Engine.Lanes || !Sm2Signing.IsSupported(engine))
        {
            return [.. messages.Select(message => Sign(message.Span, engine))];
        }

        Digest[] hashes = new Digest[messages.Count];
        Sm2Digest.OfEach([.. messages.Select(message => (_identity, message))], hashes);
        return SignHashes(hashes);
    }

    /// <summary>Signs, in lanes, each of the messages that have these hashes e under <see cref="Identity"/>.</summary>
    internal byte[][] SignHashes(ReadOnlySpan<Digest> hashes)
    {
        byte[] signatures = new byte[hashes.Length * SignatureScheme.SignatureLength];
        _lanes.Value.Sign(hashes, signatures);
        return [.. signatures.Chunk(SignatureScheme.SignatureLength)];
    }

    /// <summary>The message that a ciphertext hides to this key; null where it hides none (GB/T 32918.4).</summary>
    /// <param name="ciphertext">DER that was read strictly.</param>
    internal byte[]? TryDecrypt(ReadOnlySpan<byte> ciphertext) => Secret.TryDecrypt(ciphertext);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _lanes.IsValueCreated)
        {
            _lanes.Value.Dispose();
        }

        base.Dispose(disposing);
    }

    private Sm2LaneSigner MakeLanes()
    {
        byte[] der = ExportPkcs8();
        try
        {
            return new Sm2LaneSigner(KeyEncoding.SecretOfPkcs8(der), PublicKey.ToArray());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }
}
