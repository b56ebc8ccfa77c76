namespace Ledger.Api.Documents.Reading;

/// <summary>A string and where its token stands in the file, delimiters included.</summary>
internal sealed record PdfString(byte[] Value, bool IsHexadecimal, int Start, int End);
