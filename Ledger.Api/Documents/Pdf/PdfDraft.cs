namespace Ledger.Api.Documents.Pdf;

/// <summary>A first revision, signed, and where the later ones go.</summary>
/// <param name="File">The file.</param>
/// <param name="Base">The same as a revision stands on it.</param>
/// <param name="Contents">Where the signature's value stands; null where the file is not signed.</param>
/// <param name="Places">What it keeps for later revisions; null where none may follow.</param>
internal sealed record PdfDraft(byte[] File, PdfBase Base, PdfContents? Contents, PdfPlaces? Places);
