namespace Ledger.Api.Documents.Reading;

/// <summary>A dictionary; each key once.</summary>
internal sealed record PdfDictionary(IReadOnlyDictionary<string, object> Entries);
