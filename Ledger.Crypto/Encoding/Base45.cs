namespace Ledger.Crypto.Encoding;

/// <summary>
/// Base45 (RFC 9285): bytes in the 45 characters that a QR code's alphanumeric mode takes five and a half bits for each. Every scanner
/// gives such text back unchanged, which none does for arbitrary bytes. Each value has one form, and only that is read.
/// </summary>
public static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const int Radix = 45;

    /// <summary>Three characters for each two bytes, two for a last one.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        char[] text = new char[(bytes.Length / 2 * 3) + (bytes.Length % 2 * 2)];
        int at = 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            bool isPair = i + 1 < bytes.Length;
            int value = isPair ? (bytes[i] << 8) | bytes[i + 1] : bytes[i];
            text[at++] = Alphabet[value % Radix];
            text[at++] = Alphabet[value / Radix % Radix];
            if (isPair)
            {
                text[at++] = Alphabet[value / (Radix * Radix)];
            }
        }

        return new string(text);
    }

    /// <summary>Reads what <see cref="Encode"/> writes.</summary>
    /// <returns>Null for any other text.</returns>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.Length % 3 == 1)
        {
            return null;
        }

        byte[] bytes = new byte[(text.Length / 3 * 2) + (text.Length % 3 / 2)];
        int at = 0;
        for (int i = 0; i < text.Length; i += 3)
        {
            ReadOnlySpan<char> group = text.Slice(i, int.Min(3, text.Length - i));
            int value = 0;
            for (int j = group.Length - 1; j >= 0; j--)
            {
                int digit = Alphabet.IndexOf(group[j], StringComparison.Ordinal);
                value = digit < 0 ? int.MaxValue / Radix : (value * Radix) + digit;
                if (value > ushort.MaxValue)
                {
                    return null;
                }
            }

            if (group.Length == 3)
            {
                bytes[at++] = (byte)(value >> 8);
            }
            else if (value > byte.MaxValue)
            {
                return null;
            }

            bytes[at++] = (byte)(value & byte.MaxValue);
        }

        return bytes;
    }
}
