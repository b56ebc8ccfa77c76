namespace Ledger.Api.Documents.Pdf;

/// <summary>What one revision appends.</summary>
/// <param name="Bytes">The bytes behind the file so far.</param>
/// <param name="Base">The file with them, as the next revision stands on it.</param>
internal sealed record PdfTail(byte[] Bytes, PdfBase Base);
