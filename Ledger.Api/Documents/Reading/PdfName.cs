namespace Ledger.Api.Documents.Reading;

/// <summary>A name object as written, without its slash.</summary>
internal sealed record PdfName(string Value);
