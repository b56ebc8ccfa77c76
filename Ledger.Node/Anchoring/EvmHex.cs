using System.Globalization;

namespace Ledger.Node.Anchoring;

/// <summary>The two hexadecimal forms of Ethereum's JSON-RPC: data (whole bytes) and quantities (no leading zeros).</summary>
internal static class EvmHex
{
    private const string Prefix = "0x";

    /// <summary><c>0x</c> and two lower-case digits for each byte.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Prefix + Convert.ToHexStringLower(bytes);

    /// <summary>A quantity: <c>0x0</c>, or digits without leading zeros.</summary>
    public static string Of(long quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        return Prefix + quantity.ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads data of any length.</summary>
    /// <exception cref="FormatException">No prefix, an odd number of digits, or something that is no digit.</exception>
    public static byte[] Data(string text) => text.StartsWith(Prefix, StringComparison.Ordinal)
        ? Convert.FromHexString(text.AsSpan(Prefix.Length))
        : throw new FormatException("Hexadecimal data starts with 0x.");

    /// <summary>Reads data of one length.</summary>
    /// <exception cref="FormatException">As <see cref="Data"/>, or another length.</exception>
    public static byte[] Fixed(string text, int length)
    {
        byte[] bytes = Data(text);
        return bytes.Length == length
            ? bytes
            : throw new FormatException($"{length} bytes expected, {bytes.Length} found.");
    }

    /// <summary>Reads a quantity from 0 to 2⁶³−1.</summary>
    /// <exception cref="FormatException">No prefix, no digit, a leading zero, a sign, or a greater number.</exception>
    public static long Quantity(string text)
    {
        // AllowHexSpecifier takes no sign and no space; sixteen digits could wrap to a negative number.
        if (text.StartsWith(Prefix, StringComparison.Ordinal)
            && (text.Length == Prefix.Length + 1 || text[Prefix.Length..] is not ['0', ..])
            && ulong.TryParse(
                text.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value)
            && value <= long.MaxValue)
        {
            return (long)value;
        }

        throw new FormatException("A quantity is 0x and digits without leading zeros, below 2^63.");
    }
}
