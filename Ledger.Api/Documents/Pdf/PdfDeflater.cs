using System.Buffers.Binary;

namespace Ledger.Api.Documents.Pdf;

/// <summary>Puts a stream together for FlateDecode (RFC 1950) of parts, some of which were compressed before.</summary>
internal sealed class PdfDeflater : IDisposable
{
    // Deflate with a window of 32 KiB, as if at the usual level.
    private static readonly byte[] Header = [0x78, 0x9C];

    // A last block with nothing in it.
    private static readonly byte[] End = [0x03, 0x00];

    private readonly MemoryStream _stream;
    private uint _sum = Adler32.Empty;

    /// <param name="room">About how many bytes will come out.</param>
    public PdfDeflater(int room)
    {
        _stream = new MemoryStream(room);
        _stream.Write(Header);
    }

    /// <summary>Adds what was compressed before.</summary>
    public void Add(PdfPiece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        _stream.Write(piece.Blocks.Span);
        _sum = Adler32.Join(_sum, piece.Sum, piece.Length);
    }

    /// <summary>Compresses and adds; nothing where there is nothing.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="level">1 for speed to 9 for size.</param>
    public void Add(ReadOnlySpan<byte> data, int level)
    {
        if (!data.IsEmpty)
        {
            PdfPiece.Write(_stream, data, level);
            _sum = Adler32.Join(_sum, Adler32.Of(data), data.Length);
        }
    }

    /// <summary>Adds bytes as they are: for so few that compressing takes longer than it saves.</summary>
    /// <param name="data">At most 65,535 bytes.</param>
    public void AddStored(ReadOnlySpan<byte> data)
    {
        // RFC 1951, 3.2.4: no last block, stored, then the length and its complement.
        Span<byte> head = stackalloc byte[5];
        head[0] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(head[1..], checked((ushort)data.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(head[3..], unchecked((ushort)~data.Length));
        _stream.Write(head);
        _stream.Write(data);
        _sum = Adler32.Join(_sum, Adler32.Of(data), data.Length);
    }

    /// <summary>The whole stream. Nothing can be added afterwards.</summary>
    public byte[] Finish()
    {
        _stream.Write(End);
        Span<byte> sum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, _sum);
        _stream.Write(sum);
        return _stream.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
