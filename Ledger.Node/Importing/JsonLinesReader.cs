namespace Ledger.Node.Importing;

/// <summary>
/// Reads a file of JSON values, one in each line, ended by LF or CR LF; a byte order mark at the start is passed over, as are empty
/// lines. Gives the lines as bytes: what stands in them is read by whoever knows its form. Bounded in memory whatever the file.
/// </summary>
/// <param name="stream">The file; stays the caller's.</param>
/// <param name="maximumLineBytes">The longest line in bytes, without its end.</param>
internal sealed class JsonLinesReader(Stream stream, int maximumLineBytes)
{
    /// <summary>The longest line that imports take.</summary>
    public const int MaximumLineBytes = 256 << 10;

    // One more than a line and its CR may have, so that a line too long is seen as such.
    private readonly byte[] _buffer = new byte[maximumLineBytes + 2];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Number of the line read last, from 1; empty lines count.</summary>
    public long Row { get; private set; }

    /// <summary>The next line that is not empty, valid until the next call; null at the end of the file.</summary>
    /// <exception cref="ImportFormatException">A line is longer than the limit.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancel)
    {
        while (await NextAsync(cancel) is ReadOnlyMemory<byte> line)
        {
            Row++;
            ReadOnlyMemory<byte> text = Row == 1 && line.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? line[3..] : line;
            text = text.Span.EndsWith("\r"u8) ? text[..^1] : text;
            if (text.Length > maximumLineBytes)
            {
                throw TooLong();
            }

            if (text.Span.ContainsAnyExcept(" \t"u8))
            {
                return text;
            }
        }

        return null;
    }

    private async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancel)
    {
        int seen = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n');
            if (length >= 0)
            {
                return Take(seen + length, 1);
            }

            seen = _end - _start;
            if (_isAtEnd)
            {
                // Said with its type: a bare null would become an empty line.
                return seen == 0 ? default(ReadOnlyMemory<byte>?) : Take(seen, 0);
            }

            await FillAsync(cancel);
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int end)
    {
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, length);
        _start += length + end;
        return line;
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Row++;
            throw TooLong();
        }

        int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += read;
        _isAtEnd = read == 0;
    }

    private ImportFormatException TooLong() =>
        new(Row, 0, $"一行超过 {maximumLineBytes} 字节。", $"A line has more than {maximumLineBytes} bytes.");
}
