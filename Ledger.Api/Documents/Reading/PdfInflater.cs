using System.Buffers;
using System.Diagnostics;
using System.IO.Compression;

namespace Ledger.Api.Documents.Reading;

/// <summary>Inflates streams of a file within its limits.</summary>
internal static class PdfInflater
{
    /// <summary>What a compressed stream holds.</summary>
    /// <param name="compressed">The stream's bytes.</param>
    /// <param name="room">The most bytes that may come out; less where they were few before.</param>
    /// <param name="clock">Runs since reading began.</param>
    /// <param name="cancel">The caller gave up.</param>
    /// <exception cref="PdfRejectedException">It is damaged, or inflates to more than any licence has.</exception>
    public static byte[] Inflate(ReadOnlyMemory<byte> compressed, long room, Stopwatch clock, CancellationToken cancel)
    {
        long ratio = Math.Max(PdfLimits.FreelyInflated, (long)PdfLimits.InflationRatio * compressed.Length);
        long limit = Math.Min(room, ratio);
        ArrayBufferWriter<byte> output = new();
        try
        {
            using MemoryStream source = new(compressed.ToArray());
            using ZLibStream inflater = new(source, CompressionMode.Decompress);
            int count;
            while ((count = inflater.Read(output.GetSpan(32 * 1024))) > 0)
            {
                output.Advance(count);
                cancel.ThrowIfCancellationRequested();
                PdfLayout.CheckTime(clock);
                if (output.WrittenCount > limit)
                {
                    throw new PdfRejectedException(PdfRejection.TooLarge, "A stream inflates to more than any licence has.");
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new PdfRejectedException(PdfRejection.Malformed, "A stream is damaged.", exception);
        }

        return Adler32.Ends(compressed.Span, output.WrittenSpan)
            ? output.WrittenSpan.ToArray()
            : throw new PdfRejectedException(PdfRejection.Malformed, "A stream is damaged.");
    }
}
