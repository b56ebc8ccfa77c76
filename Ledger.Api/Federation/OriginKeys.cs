using Ledger.Crypto.Hashing;

namespace Ledger.Api.Federation;

/// <summary>How an address names a log: SHA-256 of its origin in hexadecimal.</summary>
internal static class OriginKeys
{
    /// <summary>Reads the name, or null where it is none.</summary>
    public static Digest? Parse(string? text)
    {
        try
        {
            return text is null ? null : Digest.FromHex(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
