using System.Text;

namespace Ledger.Node.Importing;

/// <summary>
/// Reads CSV as RFC 4180 lays it down, row by row: fields in quotation marks may hold commas, line breaks and doubled quotation
/// marks; rows end in CR LF or LF. Empty rows are passed over. Bounded in memory whatever the file; not for two threads at once.
/// </summary>
internal sealed class CsvReader : IDisposable
{
    private const int BufferLength = 16 << 10;

    private readonly StreamReader _text;
    private readonly CsvLimits _limits;
    private readonly char[] _buffer = new char[BufferLength];
    private readonly StringBuilder _field = new();
    private int _position;
    private int _length;
    private int _rowLength;
    private List<string> _fields = [];

    /// <summary>Reads from a stream, which stays the caller's.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="encoding">One of <see cref="FileEncoding"/>: it has to refuse bytes that are no text.</param>
    /// <param name="limits">What a row may have at most.</param>
    public CsvReader(Stream stream, Encoding encoding, CsvLimits limits)
    {
        _text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, BufferLength, leaveOpen: true);
        _limits = limits;
    }

    /// <summary>Number of the row read last, from 1; empty rows count.</summary>
    public long Row { get; private set; }

    /// <summary>The fields of the next row that is not empty, at least one; null at the end of the file.</summary>
    /// <exception cref="ImportFormatException">
    /// Not text in the encoding, a quotation mark where none may stand, a lone CR, a NUL, or more than the limits.
    /// </exception>
    public async ValueTask<IReadOnlyList<string>?> ReadAsync(CancellationToken cancel)
    {
        while (await FillAsync(cancel))
        {
            Row++;
            await ReadRowAsync(cancel);
            if (_fields is not [""])
            {
                return _fields;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private async ValueTask ReadRowAsync(CancellationToken cancel)
    {
        _fields = [];
        _rowLength = 0;
        bool more = true;
        while (more)
        {
            if (_fields.Count == _limits.Fields)
            {
                throw Fault($"一行超过 {_limits.Fields} 个字段。", $"A row has more than {_limits.Fields} fields.");
            }

            bool isQuoted = await PeekAsync(cancel) == '"';
            more = isQuoted ? await ReadQuotedAsync(cancel) : await ReadPlainAsync(cancel);
            _fields.Add(_field.ToString());
            _field.Clear();
        }
    }

    /// <summary>Reads a field without quotation marks and what ends it; whether another field follows in the row.</summary>
    private async ValueTask<bool> ReadPlainAsync(CancellationToken cancel)
    {
        while (await FillAsync(cancel))
        {
            int run = _buffer.AsSpan(_position, _length - _position).IndexOfAny(",\r\n\"\0");
            Take(run < 0 ? _length - _position : run);
            if (run >= 0)
            {
                // RFC 4180, 2.5: a field without quotation marks has none inside.
                return _buffer[_position] == '"'
                    ? throw Fault("引号只能位于字段首尾。", "A quotation mark stands inside a field that does not begin with one.")
                    : await EndFieldAsync(cancel);
            }
        }

        return false;
    }

    /// <summary>Reads a field in quotation marks and what ends it; whether another field follows in the row.</summary>
    private async ValueTask<bool> ReadQuotedAsync(CancellationToken cancel)
    {
        _position++;
        while (await FillAsync(cancel))
        {
            int run = _buffer.AsSpan(_position, _length - _position).IndexOfAny('"', '\0');
            Take(run < 0 ? _length - _position : run);
            if (run < 0)
            {
                continue;
            }

            if (_buffer[_position] == '\0')
            {
                throw Nul();
            }

            _position++;
            if (await PeekAsync(cancel) != '"')
            {
                return await EndFieldAsync(cancel);
            }

            Take(1); // RFC 4180, 2.7: two of them are one
        }

        throw Fault("引号未闭合。", "A quotation mark is never closed.");
    }

    /// <summary>Takes what stands after a field: whether it is a comma.</summary>
    private async ValueTask<bool> EndFieldAsync(CancellationToken cancel)
    {
        switch (await PeekAsync(cancel))
        {
            case ',':
                _position++;
                return true;
            case '\n':
                _position++;
                return false;
            case '\r':
                _position++;
                if (await PeekAsync(cancel) != '\n')
                {
                    throw Fault("回车符之后应为换行符。", "A carriage return is followed by no line feed.");
                }

                _position++;
                return false;
            case null:
                return false;
            case '\0':
                throw Nul();
            default:
                throw Fault("引号闭合之后应为逗号或换行。", "Something other than a comma or a line break follows a closing quotation mark.");
        }
    }

    private void Take(int count)
    {
        _rowLength += count;
        if (_field.Length + count > _limits.FieldLength || _rowLength > _limits.RowLength)
        {
            throw Fault(
                $"字段超过 {_limits.FieldLength} 个字符，或一行超过 {_limits.RowLength} 个字符。",
                $"A field has more than {_limits.FieldLength} characters, or a row more than {_limits.RowLength}.");
        }

        _field.Append(_buffer, _position, count);
        _position += count;
    }

    private async ValueTask<char?> PeekAsync(CancellationToken cancel) => await FillAsync(cancel) ? _buffer[_position] : null;

    /// <summary>Whether there is a next character; reads on where the buffer is used up.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_position < _length)
        {
            return true;
        }

        try
        {
            _position = 0;
            _length = await _text.ReadAsync(_buffer, cancel);
            return _length > 0;
        }
        catch (DecoderFallbackException)
        {
            throw Fault("含有不属于所声明编码的字节。", "Bytes here or shortly after are no text in the encoding named.");
        }
    }

    private ImportFormatException Nul() => Fault("含有空字符（NUL）。", "There is a NUL character: this is no text.");

    private ImportFormatException Fault(string chinese, string english) => new(long.Max(Row, 1), _fields.Count + 1, chinese, english);
}
