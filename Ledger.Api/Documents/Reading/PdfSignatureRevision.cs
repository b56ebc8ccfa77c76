using System.Buffers;

namespace Ledger.Api.Documents.Reading;

/// <summary>A signature and exactly the bytes it covers.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Message">The CMS message or token in DER, without its padding.</param>
/// <param name="Before">The signed bytes before the value.</param>
/// <param name="After">The signed bytes after it, to the end of its revision.</param>
/// <param name="CoversWholeFile">False when the file goes on after the signed part.</param>
internal sealed record PdfSignatureRevision(
    PdfSignatureKind Kind, ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After, bool CoversWholeFile)
{
    /// <summary>The signed bytes in one piece.</summary>
    public byte[] SignedBytes() => [.. Before.Span, .. After.Span];

    /// <summary>Does something with the signed bytes in one piece, which is a buffer that is used again.</summary>
    public T Over<T>(SignedBytesFunction<T> use)
    {
        int length = Before.Length + After.Length;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Before.Span.CopyTo(buffer);
            After.Span.CopyTo(buffer.AsSpan(Before.Length));
            return use(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What is done with signed bytes.</summary>
    internal delegate T SignedBytesFunction<T>(ReadOnlySpan<byte> signed);
}
