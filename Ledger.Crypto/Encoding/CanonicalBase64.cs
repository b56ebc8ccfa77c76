using System.Buffers;

namespace Ledger.Crypto.Encoding;

/// <summary>Standard base64 with padding, of which every byte string has exactly one form (RFC 4648 §3.5).</summary>
public static class CanonicalBase64
{
    private const int Quantum = 4;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>Reads the one form of some bytes.</summary>
    /// <exception cref="FormatException">
    /// White space, missing padding, non-zero trailing bits or any other character.
    /// </exception>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        int padding = text.EndsWith("==") ? 2 : text.EndsWith("=") ? 1 : 0;
        byte[] bytes = new byte[int.Max(0, (text.Length / Quantum * 3) - padding)];
        if (text.Length % Quantum != 0
            || text.ContainsAnyExcept(Alphabet)
            || !Convert.TryFromBase64Chars(text, bytes, out int length)
            || length != bytes.Length)
        {
            throw new FormatException("This is not base64.");
        }

        // Only the last four characters have bits that no byte takes.
        Span<char> last = stackalloc char[Quantum];
        return text.IsEmpty || (Convert.TryToBase64Chars(bytes.AsSpan((text.Length / Quantum - 1) * 3), last, out _) && text.EndsWith(last))
            ? bytes
            : throw new FormatException("This base64 is not in its canonical form.");
    }
}
