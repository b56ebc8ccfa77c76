using System.Text.Json.Nodes;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>Forms that several parts of a status bundle share.</summary>
internal static class BundleJson
{
    /// <summary>An array of hashes in base64.</summary>
    public static JsonArray Base64(IEnumerable<Digest> digests) =>
        new([.. digests.Select(digest => (JsonNode)digest.ToBase64())]);

    /// <summary>Bytes as Ethereum writes them: <c>0x</c> and lower-case hexadecimal.</summary>
    public static string ToPrefixedHex(ReadOnlySpan<byte> bytes) => $"0x{Convert.ToHexStringLower(bytes)}";

    /// <exception cref="FormatException">Another form or another length.</exception>
    public static byte[] FromPrefixedHex(string text, int length)
    {
        if (text.Length == 2 + (2 * length) && text.StartsWith("0x", StringComparison.Ordinal))
        {
            byte[] bytes = Convert.FromHexString(text.AsSpan(2));
            if (ToPrefixedHex(bytes) == text)
            {
                return bytes;
            }
        }

        throw new FormatException($"Write {length} bytes as 0x and {2 * length} lower-case hexadecimal digits.");
    }
}
