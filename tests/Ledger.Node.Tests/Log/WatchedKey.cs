using System.Security.Cryptography;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Tests.Log;

/// <summary>A real key that counts its signatures and can be made to fail, as a key module can.</summary>
internal sealed class WatchedKey(SigningKey key) : SigningKey
{
    /// <summary>Signatures made.</summary>
    public int Signatures { get; private set; }

    /// <summary>Whether the next signatures fail.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Whether one bit of the next signatures is wrong.</summary>
    public bool IsFaulty { get; set; }

    public override SignatureAlgorithm Algorithm => key.Algorithm;

    public override ReadOnlyMemory<byte> PublicKey => key.PublicKey;

    public override byte[] Sign(ReadOnlySpan<byte> message)
    {
        if (IsBroken)
        {
            throw new CryptographicException("The key module does not answer.");
        }

        Signatures++;
        byte[] signature = key.Sign(message);
        signature[40] ^= IsFaulty ? (byte)1 : (byte)0;
        return signature;
    }

    protected override void Dispose(bool disposing) => key.Dispose();
}
