using System.Globalization;
using System.Text;

namespace Ledger.Crypto.Encoding;

/// <summary>Reads the inside of one JSON string, up to and with its closing quotation mark (RFC 8259 §7).</summary>
internal ref struct StrictJsonString(ReadOnlySpan<byte> text)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;

    public bool TryRead(out string value, out int length, out StrictJsonError error)
    {
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
        int start = _position;
        while (_position < _text.Length && _text[_position] is >= 0x20 and not (byte)'"' and not (byte)'\\')
        {
            _position++;
        }

        error = StrictJsonError.Syntax;
        if (_position == _text.Length)
        {
            return false;
        }

        try
        {
            read.Append(Utf8.GetString(_text[start.._position]));
            return true;
        }
        catch (DecoderFallbackException)
        {
            error = StrictJsonError.InvalidUtf8;
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
