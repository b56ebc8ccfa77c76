using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Ledger.Crypto.Encoding;

/// <summary>Standard base64 with padding, of which every byte string has exactly one form (RFC 4648 §3.5).</summary>
public static class CanonicalBase64
{
    private const int Quantum = 4;

    /// <summary>Reads the one form of some bytes.</summary>
    /// <exception cref="FormatException">
    /// White space, missing padding, non-zero trailing bits or any other character.
    /// </exception>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        int padding = text.EndsWith("==") ? 2 : text.EndsWith("=") ? 1 : 0;
        byte[] bytes = new byte[int.Max(0, (text.Length / Quantum * 3) - padding)];
        if (text.Length % Quantum != 0 || !TryDecode(text, bytes))
        {
            throw new FormatException("This is not base64.");
        }

        // Only the last four characters have bits that no byte takes.
        Span<char> last = stackalloc char[Quantum];
        return text.IsEmpty || (Convert.TryToBase64Chars(bytes.AsSpan((text.Length / Quantum - 1) * 3), last, out _) && text.EndsWith(last))
            ? bytes
            : throw new FormatException("This base64 is not in its canonical form.");
    }

    /// <summary>Reads the one form, in UTF-8, of as many bytes as there is room for.</summary>
    /// <returns>False for another number of bytes, and wherever <see cref="Decode"/> refuses.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        Span<byte> last = stackalloc byte[Quantum];
        return text.IsEmpty
            ? bytes.IsEmpty
            : text.Length % Quantum == 0 && LengthOf(text) == bytes.Length
                && Base64.DecodeFromUtf8(text, bytes, out int read, out int written) == OperationStatus.Done
                && read == text.Length && written == bytes.Length
                && Base64.EncodeToUtf8(bytes[((text.Length / Quantum - 1) * 3)..], last, out _, out _) == OperationStatus.Done
                && text.EndsWith(last);
    }

    /// <summary>Bytes that a text in UTF-8 stands for, if it is base64.</summary>
    public static int LengthOf(ReadOnlySpan<byte> text) =>
        int.Max(0, (text.Length / Quantum * 3) - (text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0));

    // The framework decodes many bytes at once from UTF-8 only. It skips white space, of which the length then tells: there are too few bytes.
    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(text.Length);
        Span<byte> ascii = rented.AsSpan(0, text.Length);
        bool isDecoded = Ascii.FromUtf16(text, ascii, out _) == OperationStatus.Done
            && Base64.DecodeFromUtf8(ascii, bytes, out int read, out int written) == OperationStatus.Done
            && read == text.Length && written == bytes.Length;
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return isDecoded;
    }
}
