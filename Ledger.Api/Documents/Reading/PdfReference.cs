namespace Ledger.Api.Documents.Reading;

/// <summary>A reference to an object of generation 0.</summary>
internal sealed record PdfReference(int Number);
