using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Certificates;

/// <summary>Reads signature values where a bad encoding is reported apart from a signature that does not match.</summary>
internal static class SignatureValue
{
    /// <summary>Reads the DER <c>SEQUENCE { r, s }</c> of SM2 and ECDSA into its 64 bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> der, out byte[] raw)
    {
        try
        {
            raw = SignatureEncoding.FromDer(der);
            return true;
        }
        catch (FormatException)
        {
            raw = [];
            return false;
        }
    }
}
