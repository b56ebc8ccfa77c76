using System.Globalization;
using System.Security.Cryptography;

namespace Ledger.Node.Consents;

/// <summary>一次性验证码: eight digits by which a holder confirms what a clerk wrote down. Kept as a keyed hash only.</summary>
internal static class OneTimeCode
{
    /// <summary>Digits of a code.</summary>
    public const int Length = 8;

    /// <summary>A new one.</summary>
    public static string New() => RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
}
