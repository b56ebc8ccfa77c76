namespace Ledger.Api.Documents.Reading;

/// <summary>A signature and exactly the bytes it covers.</summary>
/// <param name="Message">The CMS message in DER, without its padding.</param>
/// <param name="Before">The signed bytes before the value.</param>
/// <param name="After">The signed bytes after it, to the end of the signed file.</param>
/// <param name="CoversWholeFile">False when the file goes on after the signed part.</param>
internal sealed record PdfSignatureRevision(
    ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After, bool CoversWholeFile)
{
    /// <summary>The signed bytes in one piece.</summary>
    public byte[] SignedBytes() => [.. Before.Span, .. After.Span];
}
