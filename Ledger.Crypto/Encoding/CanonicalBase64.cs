namespace Ledger.Crypto.Encoding;

/// <summary>Standard base64 with padding, of which every byte string has exactly one form (RFC 4648 §3.5).</summary>
public static class CanonicalBase64
{
    /// <summary>Reads the one form of some bytes.</summary>
    /// <exception cref="FormatException">
    /// White space, missing padding, non-zero trailing bits or any other character.
    /// </exception>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[text.Length / 4 * 3];
        if (text.Length % 4 != 0 || !Convert.TryFromBase64Chars(text, bytes, out int length))
        {
            throw new FormatException("This is not base64.");
        }

        byte[] decoded = bytes[..length];
        return text.SequenceEqual(Convert.ToBase64String(decoded))
            ? decoded
            : throw new FormatException("This base64 is not in its canonical form.");
    }
}
