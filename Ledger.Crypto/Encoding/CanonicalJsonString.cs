using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// Strings by RFC 8785 §3.2.2.2: short escapes where JSON has them, <c>\u00xx</c> for other controls, all else as it is.
/// </summary>
internal static class CanonicalJsonString
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. "\"\\", .. Enumerable.Range(0, ' ').Select(control => (char)control)]);

    /// <summary>Writes a string with its quotation marks.</summary>
    /// <returns>False where it has half of a surrogate pair, for which there is no UTF-8; part of it has been written then.</returns>
    public static bool TryWrite(ArrayBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        for (int next = text.IndexOfAny(Escaped); next >= 0; next = text.IndexOfAny(Escaped))
        {
            if (!TryWritePlain(output, text[..next]))
            {
                return false;
            }

            WriteEscape(output, text[next]);
            text = text[(next + 1)..];
        }

        bool isWhole = TryWritePlain(output, text);
        output.Write("\""u8);
        return isWhole;
    }

    private static bool TryWritePlain(ArrayBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        OperationStatus status = Utf8.FromUtf16(
            text, output.GetSpan(System.Text.Encoding.UTF8.GetByteCount(text)), out _, out int written, replaceInvalidSequences: false);
        output.Advance(written);
        return status is OperationStatus.Done;
    }

    private static void WriteEscape(ArrayBufferWriter<byte> output, char c) => output.Write(c switch
    {
        '"' => "\\\""u8,
        '\\' => "\\\\"u8,
        '\b' => "\\b"u8,
        '\t' => "\\t"u8,
        '\n' => "\\n"u8,
        '\f' => "\\f"u8,
        '\r' => "\\r"u8,
        _ => System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")),
    });
}
