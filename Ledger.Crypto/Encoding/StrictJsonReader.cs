using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// Recursive descent over the grammar of RFC 8259; each method leaves the position after what it read.
/// </summary>
internal ref struct StrictJsonReader
{
    private const int NamesKept = 64;
    private const int FirstMembers = 32;

    // A longer name is not kept: what strangers send must not fill the memory.
    private const int LongestKept = 64;

    [ThreadStatic]
    private static string?[]? _kept;

    private readonly ReadOnlySpan<byte> _text;
    private readonly StrictJsonLimits _limits;
    private readonly bool _isCanonical;
    private readonly JsonPath _path;
    private readonly string?[] _names;

    // Of all objects that are being read, the innermost one's last: an object is made when its members are known, of just that size.
    private KeyValuePair<string, JsonNode?>[] _members = new KeyValuePair<string, JsonNode?>[FirstMembers];
    private int _memberCount;
    private int _position;

    /// <param name="text">The text.</param>
    /// <param name="limits">What it may have at most.</param>
    /// <param name="isCanonical">Whether any other form than the canonical one is refused.</param>
    public StrictJsonReader(ReadOnlySpan<byte> text, StrictJsonLimits limits, bool isCanonical)
    {
        _text = text;
        _limits = limits;
        _isCanonical = isCanonical;
        _path = new JsonPath();
        _names = _kept ??= new string?[NamesKept];
    }

    public JsonNode ReadWhole()
    {
        if (_text.Length > _limits.MaxBytes)
        {
            throw Refused(StrictJsonError.TooLarge);
        }

        if (_text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            throw Refused(StrictJsonError.ByteOrderMark);
        }

        JsonNode value = ReadValue();
        SkipWhiteSpace();
        return _position == _text.Length ? value : throw Refused(StrictJsonError.TrailingData);
    }

    private JsonNode ReadValue()
    {
        SkipWhiteSpace();
        switch (Peek())
        {
            case (byte)'{':
                return ReadObject();
            case (byte)'[':
                return ReadArray();
            case (byte)'"':
                return JsonValue.Create(ReadString());
            case (byte)'t':
                Expect("true"u8);
                return JsonValue.Create(true);
            case (byte)'f':
                Expect("false"u8);
                return JsonValue.Create(false);
            case (byte)'n':
                Expect("null"u8);
                throw Refused(StrictJsonError.NullValue);
            default:
                return JsonValue.Create(ReadInteger());
        }
    }

    private JsonObject ReadObject()
    {
        StrictJsonNames names = new();
        int first = _memberCount;
        Open((byte)'{');
        if (TryTake((byte)'}'))
        {
            return [];
        }

        do
        {
            SkipWhiteSpace();
            string name = ReadName();
            _path.Enter(name);
            if (!names.TryAdd(name, out bool isInOrder))
            {
                throw Refused(StrictJsonError.DuplicateName);
            }

            CheckForm(isInOrder);

            SkipWhiteSpace();
            Expect(":"u8);
            Keep(name, ReadValue());
            _path.Leave();
        }
        while (TryTake((byte)','));
        SkipWhiteSpace();
        Expect("}"u8);
        JsonObject result = new(new ArraySegment<KeyValuePair<string, JsonNode?>>(_members, first, _memberCount - first));
        _memberCount = first;
        return result;
    }

    private void Keep(string name, JsonNode value)
    {
        if (_memberCount == _members.Length)
        {
            Array.Resize(ref _members, 2 * _members.Length);
        }

        _members[_memberCount++] = new KeyValuePair<string, JsonNode?>(name, value);
    }

    /// <summary>A name; where this thread read one before that stands there in the same bytes, that one: requests have the same names all over.</summary>
    private string ReadName()
    {
        ReadOnlySpan<byte> rest = _text[_position..];
        int end = rest.Length > 1 && rest[0] == '"' ? rest[1..].IndexOf((byte)'"') : 0;
        if (end is <= 0 or > LongestKept)
        {
            return ReadString();
        }

        ReadOnlySpan<byte> written = rest.Slice(1, end);
        ref string? kept = ref _names[(end + (7 * written[0]) + (31 * written[^1])) % NamesKept];
        if (kept is not null && Ascii.Equals(written, kept))
        {
            _position += end + 2;
            return kept;
        }

        // Kept is what stands there as it is read: without an escape.
        string name = ReadString();
        kept = Ascii.Equals(written, name) ? name : kept;
        return name;
    }

    private JsonArray ReadArray()
    {
        JsonArray result = [];
        Open((byte)'[');
        if (TryTake((byte)']'))
        {
            return result;
        }

        do
        {
            _path.Enter(result.Count);
            result.Add(ReadValue());
            _path.Leave();
        }
        while (TryTake((byte)','));
        SkipWhiteSpace();
        Expect("]"u8);
        return result;
    }

    /// <summary>Takes an opening bracket, unless that would be one too deep.</summary>
    private void Open(byte bracket)
    {
        if (_path.Depth >= _limits.MaxDepth)
        {
            throw Refused(StrictJsonError.TooDeep);
        }

        Expect([bracket]);
    }

    private string ReadString()
    {
        if (Peek() != '"')
        {
            throw Refused(StrictJsonError.Syntax);
        }

        StrictJsonString text = new(_text[(_position + 1)..]);
        if (!text.TryRead(out string value, out int length, out StrictJsonError error))
        {
            throw Refused(error);
        }

        // Without an escape a string has one form only.
        ReadOnlySpan<byte> read = _text.Slice(_position, 1 + length);
        CheckForm(!_isCanonical || !read.Contains((byte)'\\') || IsCanonical(read, value));
        _position += read.Length;
        return value;
    }

    private static bool IsCanonical(ReadOnlySpan<byte> written, string text)
    {
        ArrayBufferWriter<byte> canonical = new();
        CanonicalJson.Write(canonical, text);
        return written.SequenceEqual(canonical.WrittenSpan);
    }

    private long ReadInteger()
    {
        int start = _position;
        bool negative = Peek() == '-';
        _position += negative ? 1 : 0;
        int digits = CountDigits();
        ReadOnlySpan<byte> number = _text.Slice(_position, digits);
        _position += digits;
        if (digits == 0 || (digits > 1 && number[0] == '0'))
        {
            throw Refused(StrictJsonError.Syntax);
        }

        if (Peek() is (byte)'.' or (byte)'e' or (byte)'E' || (negative && number is [(byte)'0']))
        {
            throw Refused(StrictJsonError.NotAnInteger);
        }

        return long.TryParse(_text[start.._position], System.Globalization.CultureInfo.InvariantCulture, out long value)
            && value is >= -StrictJson.MaxInteger and <= StrictJson.MaxInteger
            ? value
            : throw Refused(StrictJsonError.NumberOutOfRange);
    }

    private readonly int CountDigits()
    {
        int other = _text[_position..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return other < 0 ? _text.Length - _position : other;
    }

    private bool TryTake(byte wanted)
    {
        SkipWhiteSpace();
        bool found = Peek() == wanted;
        _position += found ? 1 : 0;
        return found;
    }

    private void Expect(scoped ReadOnlySpan<byte> token)
    {
        if (!_text[_position..].StartsWith(token))
        {
            throw Refused(StrictJsonError.Syntax);
        }

        _position += token.Length;
    }

    private void SkipWhiteSpace()
    {
        if (Peek() > ' ')
        {
            return;
        }

        int other = _text[_position..].IndexOfAnyExcept(" \t\r\n"u8);
        CheckForm(other == 0 || _position == _text.Length);
        _position = other < 0 ? _text.Length : _position + other;
    }

    /// <summary>Refuses what has the right meaning but not the one form, where that form is asked for.</summary>
    private readonly void CheckForm(bool isCanonical)
    {
        if (_isCanonical && !isCanonical)
        {
            throw Refused(StrictJsonError.NotCanonical);
        }
    }

    /// <summary>The next byte, or 0 at the end, which begins nothing.</summary>
    private readonly byte Peek() => _position < _text.Length ? _text[_position] : (byte)0;

    private readonly StrictJsonException Refused(StrictJsonError error) => new(error, _path.ToString());
}
