using System.Buffers;
using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Ledger.Api.Documents.Reading;

/// <summary>Inflates streams of a file within its limits.</summary>
internal static class PdfInflater
{
    private const int FirstRoom = 64 * 1024;

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
        byte[] output = ArrayPool<byte>.Shared.Rent(FirstRoom);
        try
        {
            int length = 0;
            using ZLibStream inflater = new(Open(compressed), CompressionMode.Decompress);
            int count;
            while ((count = inflater.Read(output.AsSpan(length))) > 0)
            {
                length += count;
                cancel.ThrowIfCancellationRequested();
                PdfLayout.CheckTime(clock);
                if (length > limit)
                {
                    throw new PdfRejectedException(PdfRejection.TooLarge, "A stream inflates to more than any licence has.");
                }

                output = length < output.Length ? output : Grow(output);
            }

            ReadOnlySpan<byte> inflated = output.AsSpan(0, length);
            return Adler32.Ends(compressed.Span, inflated)
                ? inflated.ToArray()
                : throw new PdfRejectedException(PdfRejection.Malformed, "A stream is damaged.");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new PdfRejectedException(PdfRejection.Malformed, "A stream is damaged.", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> compressed) =>
        MemoryMarshal.TryGetArray(compressed, out ArraySegment<byte> bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(compressed.ToArray());

    private static byte[] Grow(byte[] full)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * full.Length);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
