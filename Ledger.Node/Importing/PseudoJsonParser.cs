using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Ledger.Node.Importing;

/// <summary>Recursive descent over one text; each method leaves the position after what it read.</summary>
internal ref struct PseudoJsonParser(string text)
{
    private const string Escaped = "'\"\\/bfnrt";
    private const string Meant = "'\"\\/\b\f\n\r\t";
    private const int LongestBareWord = 64;

    private int _position;
    private int _depth;
    private int _values;

    public JsonObject ReadWhole()
    {
        SkipWhiteSpace();
        JsonObject result = Peek() == '{' ? ReadObject() : throw Fault("an object is expected");
        SkipWhiteSpace();
        return _position == text.Length ? result : throw Fault("something follows the object");
    }

    private JsonObject ReadObject()
    {
        JsonObject result = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Open();
        if (TryTake('}'))
        {
            _depth--;
            return result;
        }

        do
        {
            Count();
            SkipWhiteSpace();
            string name = ReadText();
            if (!names.Add(name))
            {
                throw Fault("the same name stands twice");
            }

            Expect(':');
            if (ReadValue() is JsonNode value)
            {
                result.Add(name, value);
            }
        }
        while (TryTake(','));
        Expect('}');
        _depth--;
        return result;
    }

    private JsonArray ReadArray()
    {
        JsonArray result = [];
        Open();
        if (TryTake(']'))
        {
            _depth--;
            return result;
        }

        do
        {
            Count();
            result.Add(ReadValue() ?? throw Fault("null stands in a list"));
        }
        while (TryTake(','));
        Expect(']');
        _depth--;
        return result;
    }

    private JsonNode? ReadValue()
    {
        SkipWhiteSpace();
        switch (Peek())
        {
            case '{':
                return ReadObject();
            case '[':
                return ReadArray();
            case '\'' or '"':
                return JsonValue.Create(ReadText());
            default:
                string word = ReadBareWord();
                return word is "null" or "None" ? null : JsonValue.Create(word);
        }
    }

    /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c> (Python's words too), as it is written.</summary>
    private string ReadBareWord()
    {
        int start = _position;
        while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] is '-' or '+' or '.'))
        {
            _position++;
        }

        string word = text[start.._position];
        bool isKnown = word is "true" or "false" or "True" or "False" or "null" or "None"
            || (word.Length is > 0 and <= LongestBareWord && IsNumber(word));
        return isKnown ? word : throw Fault("a value is expected");
    }

    private static bool IsNumber(string word) =>
        (char.IsAsciiDigit(word[0]) || (word[0] == '-' && word.Length > 1 && char.IsAsciiDigit(word[1])))
        && char.IsAsciiDigit(word[^1])
        && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private string ReadText()
    {
        char mark = Peek();
        if (mark is not ('\'' or '"'))
        {
            throw Fault("a text in apostrophes or quotation marks is expected");
        }

        _position++;
        StringBuilder read = new();
        while (_position < text.Length && text[_position] != mark)
        {
            read.Append(text[_position] == '\\' ? ReadEscape() : ReadPlain());
        }

        Expect(mark);
        string whole = read.ToString();
        return IsWellFormed(whole) ? whole : throw Fault("a text holds half of a surrogate pair");
    }

    private char ReadPlain() => text[_position] < ' ' ? throw Fault("a text holds a control character") : text[_position++];

    private char ReadEscape()
    {
        char escape = _position + 1 < text.Length ? text[_position + 1] : '\0';
        int place = Escaped.IndexOf(escape, StringComparison.Ordinal);
        if (place >= 0)
        {
            _position += 2;
            return Meant[place];
        }

        const int UnitLength = 6;
        if (escape != 'u'
            || _position + UnitLength > text.Length
            || !ushort.TryParse(text.AsSpan(_position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
        {
            throw Fault("a text holds an escape that JSON does not have");
        }

        _position += UnitLength;
        return (char)unit;
    }

    private static bool IsWellFormed(string read)
    {
        for (int i = 0; i < read.Length; i++)
        {
            if (char.IsSurrogate(read[i]))
            {
                if (i + 1 == read.Length || !char.IsSurrogatePair(read[i], read[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    private void Open()
    {
        _depth++;
        if (_depth > PseudoJson.MaximumDepth)
        {
            throw Fault("it is nested too deeply");
        }

        _position++;
    }

    private void Count()
    {
        _values++;
        if (_values > PseudoJson.MaximumValues)
        {
            throw Fault("it has too many values");
        }
    }

    private bool TryTake(char wanted)
    {
        SkipWhiteSpace();
        bool found = Peek() == wanted && _position < text.Length;
        _position += found ? 1 : 0;
        return found;
    }

    private void Expect(char wanted)
    {
        if (wanted is not ('\'' or '"'))
        {
            SkipWhiteSpace();
        }

        if (_position == text.Length || text[_position] != wanted)
        {
            throw Fault("it breaks off or goes on otherwise than it may");
        }

        _position++;
    }

    private void SkipWhiteSpace()
    {
        while (_position < text.Length && text[_position] is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    /// <summary>The next character, or NUL at the end, which begins nothing.</summary>
    private readonly char Peek() => _position < text.Length ? text[_position] : '\0';

    private readonly FormatException Fault(string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"No object as other systems write them: at character {_position + 1}, {reason}."));
}
