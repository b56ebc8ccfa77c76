using System.Text;

namespace Ledger.Crypto.Transparency;

/// <summary>The character rules of c2sp.org/signed-note.</summary>
internal static class NoteText
{
    /// <summary>
    /// Strict UTF-8: throws <see cref="DecoderFallbackException"/> or its encoding twin, both ArgumentExceptions.
    /// </summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Key names: not empty, no space of any kind, no plus sign, nothing invisible that a reader could miss.
    /// </summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (char c in name)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c == '+')
            {
                return false;
            }
        }

        return !name.IsEmpty && IsWellFormed(name);
    }

    /// <summary>
    /// Note texts: whole lines without control characters, which terminals and parsers take differently.
    /// </summary>
    public static bool IsText(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c < 0x20 && c != '\n')
            {
                return false;
            }
        }

        return text.EndsWith("\n") && IsWellFormed(text);
    }

    /// <summary>The bytes of a note text.</summary>
    /// <exception cref="ArgumentException">Not a note text.</exception>
    public static byte[] Bytes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsText(text)
            ? Utf8.GetBytes(text)
            : throw new ArgumentException("A note's text is whole lines without control characters.", nameof(text));
    }

    /// <summary>Whether no surrogate stands alone, so that UTF-8 can carry it.</summary>
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out int consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[consumed..];
        }

        return true;
    }
}
