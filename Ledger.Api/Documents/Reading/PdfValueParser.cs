using System.Buffers;
using System.Globalization;
using System.Text;

namespace Ledger.Api.Documents.Reading;

/// <summary>
/// Reads single values in the one spelling our writer uses: no comments, no escapes, upper-case hexadecimal,
/// blanks only as spaces. Values are long, double, bool, PdfName, PdfString, PdfReference, PdfDictionary or a list.
/// </summary>
internal sealed class PdfValueParser(ReadOnlyMemory<byte> file)
{
    private const string Delimiters = "()<>[]{}/%";

    // None of these is in a licence; each makes a viewer run, fetch, hide or replace something.
    private static readonly HashSet<string> Forbidden = new(StringComparer.Ordinal)
    {
        "AA", "OpenAction", "JS", "JavaScript", "Launch", "URI", "URIs", "XFA", "GoToR", "GoToE", "SubmitForm", "ImportData",
        "RichMedia", "OC", "OCProperties", "Encrypt", "FFilter", "DecodeParms", "Collection",
    };

    private static readonly SearchValues<byte> Regular =
        SearchValues.Create([.. Enumerable.Range(0x21, 0x7F - 0x21).Select(octet => (byte)octet).Where(octet => !Delimiters.Contains((char)octet, StringComparison.Ordinal))]);

    private static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("-.0123456789"u8);
    private static readonly SearchValues<byte> HexadecimalDigits = SearchValues.Create("0123456789ABCDEF"u8);

    private int _values = PdfLimits.Values;

    /// <summary>The next byte to read.</summary>
    public int Position { get; private set; }

    private ReadOnlySpan<byte> Rest => file.Span[Position..];

    /// <summary>Whether the file goes on with this text.</summary>
    public bool StartsWith(ReadOnlySpan<byte> text) => Rest.StartsWith(text);

    /// <summary>Steps over a text that must come now.</summary>
    /// <exception cref="PdfRejectedException">Something else comes.</exception>
    public void Expect(ReadOnlySpan<byte> text)
    {
        if (!StartsWith(text))
        {
            throw Malformed($"expected '{Encoding.Latin1.GetString(text).Trim()}'");
        }

        Position += text.Length;
    }

    /// <summary>Steps over a number of bytes and returns them.</summary>
    /// <exception cref="PdfRejectedException">The file ends before.</exception>
    public ReadOnlyMemory<byte> Take(long length)
    {
        if (length < 0 || length > Rest.Length)
        {
            throw Malformed("a stream ends behind the file");
        }

        ReadOnlyMemory<byte> taken = file.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }

    /// <summary>A whole number without sign or leading zeros.</summary>
    /// <exception cref="PdfRejectedException">There is none.</exception>
    public int Integer() => Number() is long number and >= 0 and <= int.MaxValue ? (int)number : throw Malformed("expected a count");

    /// <summary>The next value.</summary>
    /// <exception cref="PdfRejectedException">It is malformed, or a limit is reached.</exception>
    public object Value(int depth = 0)
    {
        if (depth > PdfLimits.Depth || --_values < 0)
        {
            throw new PdfRejectedException(PdfRejection.TooLarge, "The PDF is nested too deeply or has too many values.");
        }

        switch (Peek())
        {
            case (byte)'<':
                return Rest.StartsWith("<<"u8) ? Dictionary(depth) : Hexadecimal();
            case (byte)'(':
                return Literal();
            case (byte)'[':
                return Array(depth);
            case (byte)'/':
                return Name();
            case (byte)'t':
                Expect("true"u8);
                return true;
            default:
                object number = Number();
                return number is long target && target is > 0 and <= PdfLimits.Objects && TryReference()
                    ? new PdfReference((int)target)
                    : number;
        }
    }

    private PdfRejectedException Malformed(string what) =>
        new(PdfRejection.Malformed, $"Not laid out as a licence PDF of this system: {what} at byte {Position}.");

    private byte Peek() => Position < file.Length ? file.Span[Position] : throw Malformed("the file ends too early");

    private bool TryReference()
    {
        ReadOnlySpan<byte> tail = " 0 R"u8;
        bool ends = Rest.Length > tail.Length && !IsRegular(Rest[tail.Length]);
        bool isReference = ends && StartsWith(tail);
        Position += isReference ? tail.Length : 0;
        return isReference;
    }

    private static bool IsRegular(byte octet) => Regular.Contains(octet);

    private void Spaces()
    {
        while (Position < file.Length && file.Span[Position] == ' ')
        {
            Position++;
        }
    }

    private object Number()
    {
        int length = Rest.IndexOfAnyExcept(NumberCharacters);
        length = length < 0 ? Rest.Length : length;
        if (length is 0 or > 15)
        {
            throw Malformed("expected a value");
        }

        // Most numbers by far: a few digits and nothing else.
        if (length <= 9 && (Rest[0] != '0' || length == 1) && !Rest[..length].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            long few = 0;
            foreach (byte digit in Rest[..length])
            {
                few = (10 * few) + digit - '0';
            }

            Position += length;
            return few;
        }

        string text = Encoding.ASCII.GetString(Rest[..length]);
        bool isInteger = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer);
        const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (isInteger && integer.ToString(CultureInfo.InvariantCulture) == text)
        {
            Position += length;
            return integer;
        }

        if (isInteger || !double.TryParse(text, Real, CultureInfo.InvariantCulture, out double real))
        {
            throw Malformed("a number is written in another way");
        }

        Position += length;
        return real;
    }

    private PdfName Name()
    {
        Position++;
        int length = Rest.IndexOfAnyExcept(Regular);
        length = length < 0 ? Rest.Length : length;
        if (length is 0 or > PdfLimits.NameLength)
        {
            throw Malformed("a name has no usable length");
        }

        return new(Encoding.ASCII.GetString(Take(length).Span));
    }

    private PdfString Literal()
    {
        int start = Position++;
        int length = Rest.IndexOf((byte)')');
        if (length < 0 || Rest[..length].ContainsAnyExceptInRange((byte)0x20, (byte)0x7E) || Rest[..length].IndexOfAny("(\\"u8) >= 0)
        {
            throw Malformed("a string is written in another way");
        }

        byte[] value = Take(length).ToArray();
        Position++;
        return new(value, IsHexadecimal: false, start, Position);
    }

    private PdfString Hexadecimal()
    {
        int start = Position++;
        int length = Rest.IndexOf((byte)'>');
        if (length < 0 || length % 2 != 0 || Rest[..length].IndexOfAnyExcept(HexadecimalDigits) >= 0)
        {
            throw Malformed("a hexadecimal string is written in another way");
        }

        byte[] value = Convert.FromHexString(Take(length).Span);
        Position++;
        return new(value, IsHexadecimal: true, start, Position);
    }

    private List<object> Array(int depth)
    {
        Position++;
        List<object> items = [];
        Spaces();
        while (Peek() != ']')
        {
            items.Add(Value(depth + 1));
            Spaces();
        }

        Position++;
        return items;
    }

    private PdfDictionary Dictionary(int depth)
    {
        Position += 2;
        Dictionary<string, object> entries = new(StringComparer.Ordinal);
        while (Peek() == '/')
        {
            string key = Name().Value;
            if (Forbidden.Contains(key))
            {
                throw new PdfRejectedException(PdfRejection.Malformed, $"A licence PDF of this system has no /{key}.");
            }

            Spaces();
            if (!entries.TryAdd(key, Value(depth + 1)))
            {
                throw Malformed($"the key /{key} comes twice");
            }
        }

        Expect(">>"u8);
        return new(entries);
    }
}
