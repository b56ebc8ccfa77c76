using System.IO.Compression;

namespace Ledger.Api.Documents.Pdf;

/// <summary>
/// A part of streams that was compressed once and goes into each of them as it is: whole blocks (RFC 1951), none of them a stream's last, that
/// end with a whole byte and look back on nothing before them.
/// </summary>
/// <param name="Blocks">The blocks.</param>
/// <param name="Sum">Adler-32 of what they inflate to.</param>
/// <param name="Length">How many bytes they inflate to.</param>
internal sealed record PdfPiece(ReadOnlyMemory<byte> Blocks, uint Sum, int Length)
{
    /// <summary>Compresses, with all the effort that something done once is worth.</summary>
    /// <param name="data">At least one byte.</param>
    public static PdfPiece Of(ReadOnlySpan<byte> data)
    {
        using MemoryStream blocks = new();
        Write(blocks, data, PdfOutput.SmallestSize);
        return new(blocks.ToArray(), Adler32.Of(data), data.Length);
    }

    /// <summary>Writes such blocks.</summary>
    /// <param name="to">Where to; left at their end.</param>
    /// <param name="data">What to compress; at least one byte.</param>
    /// <param name="level">1 for speed to 9 for size.</param>
    public static void Write(MemoryStream to, ReadOnlySpan<byte> data, int level)
    {
        long end;
        using (DeflateStream stream = new(to, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
        {
            stream.Write(data);
            stream.Flush();
            end = to.Position;
        }

        // What is written at the end of the data is a last block.
        to.SetLength(end);
    }
}
