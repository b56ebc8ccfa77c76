using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ledger.Crypto.Encoding;

/// <summary>Reads the inside of one JSON string, up to and with its closing quotation mark (RFC 8259 §7).</summary>
internal ref struct StrictJsonString(ReadOnlySpan<byte> text)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // What ends a run that is taken as it stands: quotation mark, backslash, control characters.
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. "\"\\"u8, .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;

    public bool TryRead(out string value, out int length, out StrictJsonError error)
    {
        int end = _text.IndexOfAny(Special);
        if (end >= 0 && _text[end] == '"')
        {
            length = end + 1;
            return TryDecode(_text[..end], out value, out error);
        }

        StringBuilder read = new();
        value = "";
        length = 0;
        while (true)
        {
            if (!TryReadPlain(read, out error))
            {
                return false;
            }

            // A plain run ends before a quotation mark, a backslash or a control character.
            if (_text[_position] == '"')
            {
                value = read.ToString();
                length = _position + 1;
                return true;
            }

            if (_text[_position] != '\\' || !TryReadEscape(read, out error))
            {
                return false;
            }
        }
    }

    private bool TryReadPlain(StringBuilder read, out StrictJsonError error)
    {
        error = StrictJsonError.Syntax;
        int run = _text[_position..].IndexOfAny(Special);
        if (run < 0)
        {
            return false;
        }

        bool isText = TryDecode(_text.Slice(_position, run), out string plain, out error);
        read.Append(plain);
        _position += run;
        return isText;
    }

    private static bool TryDecode(ReadOnlySpan<byte> plain, out string text, out StrictJsonError error)
    {
        try
        {
            (text, error) = (Utf8.GetString(plain), StrictJsonError.Syntax); // for what may follow
            return true;
        }
        catch (DecoderFallbackException)
        {
            (text, error) = ("", StrictJsonError.InvalidUtf8);
            return false;
        }
    }

    private bool TryReadEscape(StringBuilder read, out StrictJsonError error)
    {
        error = StrictJsonError.Syntax;
        int place = _position + 1 < _text.Length ? "\"\\/bfnrt"u8.IndexOf(_text[_position + 1]) : -1;
        if (place >= 0)
        {
            read.Append("\"\\/\b\f\n\r\t"[place]);
            _position += 2;
            return true;
        }

        if (!TryReadUnit(out char unit))
        {
            return false;
        }

        if (!char.IsSurrogate(unit))
        {
            read.Append(unit);
            return true;
        }

        error = StrictJsonError.LoneSurrogate;
        if (!char.IsHighSurrogate(unit) || !TryReadUnit(out char low) || !char.IsLowSurrogate(low))
        {
            return false;
        }

        read.Append(unit).Append(low);
        return true;
    }

    /// <summary>One <c>\uXXXX</c>.</summary>
    private bool TryReadUnit(out char unit)
    {
        const NumberStyles Style = NumberStyles.AllowHexSpecifier;
        unit = default;
        ReadOnlySpan<byte> rest = _text[_position..];
        if (rest.Length < 6
            || !rest.StartsWith("\\u"u8)
            || !ushort.TryParse(rest[2..6], Style, CultureInfo.InvariantCulture, out ushort value))
        {
            return false;
        }

        unit = (char)value;
        _position += 6;
        return true;
    }
}
