using System.Buffers;
using System.Globalization;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Encoding;

/// <summary>
/// Writes one object in its canonical form (RFC 8785) member by member, without a tree in between: for what is written for every licence. Its
/// members come in the order of their names; every name is plain ASCII that needs no escape.
/// </summary>
internal ref struct CanonicalMembers
{
    private readonly ArrayBufferWriter<byte> _output;
    private ReadOnlySpan<byte> _last;

    /// <summary>Begins the object; <see cref="End"/> ends it.</summary>
    public CanonicalMembers(ArrayBufferWriter<byte> output)
    {
        _output = output;
        output.Write("{"u8);
    }

    /// <exception cref="ArgumentException">Half of a surrogate pair in the text.</exception>
    public void Text(ReadOnlySpan<byte> name, string value)
    {
        Begin(name);
        CanonicalJson.Write(_output, value);
    }

    public void Number(ReadOnlySpan<byte> name, int value)
    {
        Begin(name);
        value.TryFormat(_output.GetSpan(11), out int written, provider: CultureInfo.InvariantCulture);
        _output.Advance(written);
    }

    /// <summary>A hash as text in lower-case hexadecimal.</summary>
    public void Hex(ReadOnlySpan<byte> name, Digest value)
    {
        Begin(name);
        _output.Write("\""u8);
        Convert.TryToHexStringLower(value.Span, _output.GetSpan(2 * Digest.Length), out int written);
        _output.Advance(written);
        _output.Write("\""u8);
    }

    /// <summary>Bytes as text in base64.</summary>
    public void Base64(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Begin(name);
        WriteBase64(_output, value);
    }

    /// <summary>An array; each of its items writes itself.</summary>
    public void Array<T>(ReadOnlySpan<byte> name, IReadOnlyList<T> items, Action<ArrayBufferWriter<byte>, T> write)
    {
        Begin(name);
        _output.Write("["u8);
        for (int i = 0; i < items.Count; i++)
        {
            _output.Write(i == 0 ? [] : ","u8);
            write(_output, items[i]);
        }

        _output.Write("]"u8);
    }

    /// <summary>A member whose value the caller writes next.</summary>
    /// <exception cref="InvalidOperationException">A name before the last one.</exception>
    public void Begin(ReadOnlySpan<byte> name)
    {
        if (name.SequenceCompareTo(_last) <= 0)
        {
            throw new InvalidOperationException("Members are written in the order of their names.");
        }

        _output.Write(_last.IsEmpty ? "\""u8 : ",\""u8);
        _output.Write(name);
        _output.Write("\":"u8);
        _last = name;
    }

    public readonly void End() => _output.Write("}"u8);

    /// <summary>Bytes as one text in base64, with its quotation marks.</summary>
    public static void WriteBase64(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        output.Write("\""u8);
        System.Buffers.Text.Base64.EncodeToUtf8(value, output.GetSpan(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(value.Length)), out _, out int written);
        output.Advance(written);
        output.Write("\""u8);
    }
}
