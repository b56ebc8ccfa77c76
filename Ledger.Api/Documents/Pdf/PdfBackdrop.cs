namespace Ledger.Api.Documents.Pdf;

/// <summary>Decoration in its final form.</summary>
/// <param name="Stream">Compressed content that leaves the graphics state as it was.</param>
/// <param name="Opacities">The opacities that it uses besides full, in percent.</param>
internal sealed record PdfBackdrop(byte[] Stream, IReadOnlyList<int> Opacities);
