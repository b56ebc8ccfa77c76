using System.Security.Cryptography;
using Ledger.Crypto.ESeals;

namespace Ledger.Crypto.Verification;

/// <summary>The seal's signature on a licence, read once for all the checks that ask for it.</summary>
/// <param name="Signature">What was read; nothing in it is verified. Null where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read.</param>
internal sealed record ReadSeal(ESealSignature? Signature, string? Problem)
{
    /// <summary>Reads it; malformed bytes are an answer, never an exception.</summary>
    public static ReadSeal On(LicenceDocument licence)
    {
        try
        {
            return new ReadSeal(ESealSignature.Read(licence.Seal), Problem: null);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return new ReadSeal(Signature: null, e.Message);
        }
    }
}
