using System.IO.Compression;
using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Tests.Documents.Pdf;

public sealed class PdfDeflaterTests
{
    [Fact]
    public void What_was_put_together_inflates_to_its_parts()
    {
        byte[] text = [.. Enumerable.Range(0, 100_000).Select(i => (byte)"licence 0123456789 seal"[i % 23])];
        PdfPiece piece = PdfPiece.Of(text);
        using PdfDeflater deflater = new(16);
        deflater.AddStored(text.AsSpan(0, ushort.MaxValue));
        deflater.Add(piece);
        deflater.Add([], 6);
        deflater.Add(text.AsSpan(5), 4);
        deflater.Add(piece);
        Assert.Equal([.. text[..ushort.MaxValue], .. text, .. text[5..], .. text], Inflate(deflater.Finish()));
    }

    [Fact]
    public void A_stream_of_no_parts_is_empty()
    {
        using PdfDeflater deflater = new(0);
        Assert.Empty(Inflate(deflater.Finish()));
    }

    [Fact]
    public void A_piece_is_kept_by_what_it_is()
    {
        byte[] data = [1, 2, 3];
        PdfPiece kept = PdfKeptPieces.Of(data);
        Assert.Same(kept, PdfKeptPieces.Of([1, 2, 3]));
        Assert.NotSame(kept, PdfKeptPieces.Of([1, 2, 4]));
    }

    /// <summary>By zlib, which compares the check value.</summary>
    private static byte[] Inflate(byte[] compressed)
    {
        using MemoryStream whole = new();
        using ZLibStream stream = new(new MemoryStream(compressed), CompressionMode.Decompress);
        stream.CopyTo(whole);
        return whole.ToArray();
    }
}
