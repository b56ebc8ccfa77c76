using System.Globalization;
using System.Text;
using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.HttpSignatures;

/// <summary>
/// Reads the dictionaries (RFC 9651, 4.2.2) of signed messages: integers, strings, tokens, byte sequences, booleans and inner lists, in
/// the one form that a writer gives them (4.1). Decimals, dates and display strings have no place there. A key that comes twice is
/// refused, where the standard would let the last one win.
/// </summary>
internal ref struct StructuredReader
{
    /// <summary>Longest field that is read, in characters.</summary>
    public const int MaximumLength = 4096;

    /// <summary>Most members of a dictionary.</summary>
    public const int MaximumMembers = 4;

    /// <summary>Most items of an inner list.</summary>
    public const int MaximumItems = 16;

    /// <summary>Most parameters of an item or a list.</summary>
    public const int MaximumParameters = 8;

    /// <summary>Longest key, in characters.</summary>
    public const int MaximumKeyLength = 64;

    private const int MaximumDigits = 15; // RFC 9651, 3.3.1

    private readonly ReadOnlySpan<char> _text;
    private int _at;

    private StructuredReader(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The members of a field, one at least.</summary>
    /// <exception cref="HttpSignatureException"><see cref="HttpSignatureFault.Malformed"/>.</exception>
    public static IReadOnlyList<StructuredMember> ReadDictionary(string field)
    {
        Require(field.Length <= MaximumLength, $"A field has at most {MaximumLength} characters.");
        StructuredReader reader = new(field);
        List<StructuredMember> members = [];
        do
        {
            Require(members.Count < MaximumMembers, $"A dictionary has at most {MaximumMembers} members.");
            StructuredMember member = reader.ReadMember();
            Require(members.TrueForAll(other => other.Key != member.Key), "A key comes twice.");
            members.Add(member);
        }
        while (reader.TryTake(", "));

        // Whatever was tolerated on the way shows here: of each dictionary there is one written form.
        Require(reader._at == field.Length && StructuredWriter.Write(members) == field, "The field is not in its one written form.");
        return members;
    }

    private readonly char Next => _at < _text.Length ? _text[_at] : '\0';

    private StructuredMember ReadMember()
    {
        string key = ReadKey();
        if (!TryTake("="))
        {
            return new StructuredMember(key, true, [], ReadParameters());
        }

        return Next == '('
            ? new StructuredMember(key, null, ReadInnerList(), ReadParameters())
            : new StructuredMember(key, ReadBareItem(), [], ReadParameters());
    }

    // RFC 9651, 4.2.1.2
    private List<StructuredItem> ReadInnerList()
    {
        Take('(');
        List<StructuredItem> items = [];
        while (!TryTake(")"))
        {
            Require(items.Count < MaximumItems, $"An inner list has at most {MaximumItems} items.");
            if (items.Count > 0)
            {
                Take(' ');
            }

            items.Add(new StructuredItem(ReadBareItem(), ReadParameters()));
        }

        return items;
    }

    // RFC 9651, 4.2.3.2
    private List<StructuredParameter> ReadParameters()
    {
        List<StructuredParameter> parameters = [];
        while (TryTake(";"))
        {
            Require(parameters.Count < MaximumParameters, $"There are at most {MaximumParameters} parameters.");
            string name = ReadKey();
            Require(parameters.TrueForAll(other => other.Name != name), "A parameter comes twice.");
            parameters.Add(new StructuredParameter(name, TryTake("=") ? ReadBareItem() : true));
        }

        return parameters;
    }

    // RFC 9651, 4.2.3.3
    private string ReadKey()
    {
        int start = _at;
        Require(Next is '*' or (>= 'a' and <= 'z'), "A key begins with a small letter or an asterisk.");
        while (Next is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-' or '.' or '*')
        {
            _at++;
        }

        Require(_at - start <= MaximumKeyLength, $"A key has at most {MaximumKeyLength} characters.");
        return _text[start.._at].ToString();
    }

    // RFC 9651, 4.2.3.1
    private object ReadBareItem() => Next switch
    {
        '"' => ReadString(),
        ':' => ReadBytes(),
        '?' => ReadBoolean(),
        '-' or (>= '0' and <= '9') => ReadInteger(),
        '*' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => ReadToken(),
        _ => throw Malformed("An item begins with a character that none begins with."),
    };

    private long ReadInteger()
    {
        int start = _at;
        _at += Next == '-' ? 1 : 0;
        int digits = _at;
        while (char.IsAsciiDigit(Next))
        {
            _at++;
        }

        Require(_at - digits is > 0 and <= MaximumDigits, $"An integer has 1 to {MaximumDigits} digits.");
        return long.Parse(_text[start.._at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    // RFC 9651, 4.2.5
    private string ReadString()
    {
        Take('"');
        StringBuilder text = new();
        while (!TryTake("\""))
        {
            bool escaped = TryTake("\\");
            Require(Next is >= ' ' and <= '~' && (!escaped || Next is '"' or '\\'), "A string has visible ASCII and ends with a quote.");
            text.Append(Next);
            _at++;
        }

        return text.ToString();
    }

    // RFC 9651, 4.2.6
    private StructuredToken ReadToken()
    {
        int start = _at;
        while (char.IsAsciiLetterOrDigit(Next) || (Next != '\0' && "!#$%&'*+-.^_`|~:/".Contains(Next, StringComparison.Ordinal)))
        {
            _at++;
        }

        return new StructuredToken(_text[start.._at].ToString());
    }

    // RFC 9651, 4.2.7
    private byte[] ReadBytes()
    {
        Take(':');
        int length = _text[_at..].IndexOf(':');
        Require(length >= 0, "A byte sequence ends with a colon.");
        ReadOnlySpan<char> base64 = _text.Slice(_at, length);
        _at += length + 1;
        try
        {
            return CanonicalBase64.Decode(base64);
        }
        catch (FormatException e)
        {
            throw Malformed(e.Message);
        }
    }

    private bool ReadBoolean()
    {
        Take('?');
        Require(Next is '0' or '1', "A boolean is ?0 or ?1.");
        return _text[_at++] == '1';
    }

    private void Take(char expected)
    {
        Require(Next == expected, $"Here stands '{expected}'.");
        _at++;
    }

    private bool TryTake(string expected)
    {
        bool found = _text[_at..].StartsWith(expected, StringComparison.Ordinal);
        _at += found ? expected.Length : 0;
        return found;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw Malformed(message);
        }
    }

    private static HttpSignatureException Malformed(string message) => new(HttpSignatureFault.Malformed, message);
}
