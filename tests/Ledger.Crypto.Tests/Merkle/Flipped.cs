using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Tests.Merkle;

/// <summary>Damage of the smallest kind.</summary>
internal static class Flipped
{
    /// <summary>The digest with one bit changed, bit 0 being the most significant.</summary>
    public static Digest Bit(Digest digest, int bit)
    {
        byte[] bytes = digest.ToArray();
        bytes[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        return new Digest(bytes);
    }
}
