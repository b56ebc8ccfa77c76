namespace Ledger.Api.Documents.Reading;

/// <summary>A stream: its dictionary and its bytes as they stand in the file.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, ReadOnlyMemory<byte> Data);
