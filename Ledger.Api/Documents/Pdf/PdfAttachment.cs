namespace Ledger.Api.Documents.Pdf;

/// <summary>A file carried inside a PDF (ISO 32000-1 §7.11.4; PDF/A-3, ISO 19005-3 §6.8).</summary>
/// <param name="Name">File name of printable ASCII characters.</param>
/// <param name="MediaType">Such as <c>application/json</c>.</param>
/// <param name="Data">The bytes.</param>
/// <param name="Relationship">What it is to the document.</param>
/// <param name="Description">For people.</param>
internal sealed record PdfAttachment(
    string Name, string MediaType, ReadOnlyMemory<byte> Data, PdfRelationship Relationship, string Description);
