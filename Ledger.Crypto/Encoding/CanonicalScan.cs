using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// Reads canonical JSON (RFC 8785) whose members are known beforehand, in the one order that they have and without a tree. It gives up on
/// whatever is not just as expected, escapes by number included: <see cref="IsWhole"/> is false then, what was read counts for nothing,
/// and who reads asks <see cref="StrictJson"/>, which knows every form and says why.
/// </summary>
internal ref struct CanonicalScan(ReadOnlySpan<byte> text)
{
    // So many are below 2^53, the first number that JSON does not take.
    private const int MostDigits = 15;

    // The escapes of two characters (RFC 8785, 3.2.2.2), and what they stand for.
    private const string Escaped = "\"\\\b\f\n\r\t";

    // What does not stand for itself in a string: quotation mark, backslash, control characters.
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. "\"\\"u8, .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    private ReadOnlySpan<byte> _rest = text;
    private bool _isLost;

    /// <summary>What has not been taken yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Reads in the order of the members; a <see cref="FormatException"/> says that the value is not of the usual form.</summary>
    public delegate T Reader<T>(ref CanonicalScan scan);

    /// <summary>Whether everything was as expected, and nothing follows.</summary>
    public readonly bool IsWhole => !_isLost && _rest.IsEmpty;

    /// <summary>Reads one value by its usual form.</summary>
    /// <returns>Null for whatever is not of that form: it may be good, or nothing at all.</returns>
    public static T? TryRead<T>(ReadOnlySpan<byte> text, Reader<T> read)
        where T : class
    {
        CanonicalScan scan = new(text);
        try
        {
            T value = read(ref scan);
            return scan.IsWhole ? value : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What has to follow as it stands: brackets, names, commas, colons.</summary>
    public void Take(scoped ReadOnlySpan<byte> token) => _isLost |= !TryTake(token);

    /// <summary>What may follow.</summary>
    /// <returns>Whether it did, and was taken.</returns>
    public bool TryTake(scoped ReadOnlySpan<byte> token)
    {
        bool isNext = !_isLost && _rest.StartsWith(token);
        _rest = isNext ? _rest[token.Length..] : _rest;
        return isNext;
    }

    /// <summary>A string without escapes by number.</summary>
    /// <returns>Empty where it gave up.</returns>
    public string Text()
    {
        Take("\""u8);
        string text = Plain();
        if (TryTake("\""u8))
        {
            return text;
        }

        StringBuilder whole = new(text);
        while (TryTakeEscape(out char escaped))
        {
            whole.Append(escaped).Append(Plain());
        }

        Take("\""u8);
        return _isLost ? "" : whole.ToString();
    }

    /// <summary>A number from 0 to 999,999,999,999,999.</summary>
    /// <returns>0 where it gave up.</returns>
    public long Number()
    {
        int digits = _isLost ? -1 : _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is <= 0 or > MostDigits || (digits > 1 && _rest[0] == '0'))
        {
            _isLost = true;
            return 0;
        }

        long value = long.Parse(_rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        _rest = _rest[digits..];
        return value;
    }

    /// <summary>A string of base64, as bytes.</summary>
    /// <returns>Nothing where it gave up.</returns>
    public byte[] Base64(int maximumBytes)
    {
        ReadOnlySpan<byte> text = Raw();
        int length = CanonicalBase64.LengthOf(text);
        byte[] bytes = new byte[length <= maximumBytes ? length : 0];
        _isLost |= !CanonicalBase64.TryDecode(text, bytes);
        return _isLost ? [] : bytes;
    }

    /// <summary>A hash in base64.</summary>
    public Digest Hash() => ToDigest(Raw());

    /// <summary>A hash in base64, or null for an empty string.</summary>
    public Digest? HashOrNone()
    {
        ReadOnlySpan<byte> text = Raw();
        return text.IsEmpty ? null : ToDigest(text);
    }

    /// <summary>Values in brackets, none of them too.</summary>
    /// <param name="most">The most values.</param>
    /// <param name="read">Reads one; may refuse with a <see cref="FormatException"/>.</param>
    public List<T> Values<T>(int most, Reader<T> read)
    {
        List<T> values = [];
        Take("["u8);
        if (TryTake("]"u8))
        {
            return values;
        }

        do
        {
            values.Add(read(ref this));
        }
        while (values.Count < most && TryTake(","u8));
        Take("]"u8);
        return values;
    }

    private Digest ToDigest(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[Digest.Length];
        bytes.Clear();
        _isLost |= !CanonicalBase64.TryDecode(text, bytes);
        return new Digest(bytes);
    }

    // A string in which nothing is escaped, if it is one at all: who reads it looks at every character.
    private ReadOnlySpan<byte> Raw()
    {
        Take("\""u8);
        int end = _isLost ? -1 : _rest.IndexOf((byte)'"');
        if (end < 0)
        {
            _isLost = true;
            return default;
        }

        ReadOnlySpan<byte> text = _rest[..end];
        _rest = _rest[(end + 1)..];
        return text;
    }

    private bool TryTakeEscape(out char escaped)
    {
        int which = !_isLost && _rest.Length > 1 && _rest[0] == (byte)'\\' ? "\"\\bfnrt"u8.IndexOf(_rest[1]) : -1;
        escaped = which >= 0 ? Escaped[which] : default;
        _rest = which >= 0 ? _rest[2..] : _rest;
        return which >= 0;
    }

    // Up to the quotation mark, or whatever else does not stand for itself.
    private string Plain()
    {
        int end = _isLost ? -1 : _rest.IndexOfAny(Special);
        if (end < 0 || !Utf8.IsValid(_rest[..end]))
        {
            _isLost = true;
            return "";
        }

        string text = System.Text.Encoding.UTF8.GetString(_rest[..end]);
        _rest = _rest[end..];
        return text;
    }
}
