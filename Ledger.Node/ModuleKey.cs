using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Node;

/// <summary>A key in a hardware module, whose failures are the ledger's refusals: nothing was done, and later it may work.</summary>
internal sealed class ModuleKey : SigningKey
{
    private readonly Pkcs11Key _key;

    /// <summary>Opens a key.</summary>
    /// <inheritdoc cref="Pkcs11Key.Open"/>
    public ModuleKey(Pkcs11Settings settings, ReadOnlySpan<byte> pin) => _key = Pkcs11Key.Open(settings, pin);

    /// <inheritdoc/>
    public override SignatureAlgorithm Algorithm => _key.Algorithm;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> PublicKey => _key.PublicKey;

    /// <summary>Signs a whole message.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.Unavailable"/>: the module failed or does not answer.</exception>
    public override byte[] Sign(ReadOnlySpan<byte> message)
    {
        try
        {
            return _key.Sign(message);
        }
        catch (CryptographicException e)
        {
            throw new LedgerException(
                LedgerError.Unavailable, "签名密钥所在的密码设备暂不可用，未作任何更改。", "The module that holds the signing key cannot be used now; nothing was done.", e);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _key.Dispose();
        }
    }
}
