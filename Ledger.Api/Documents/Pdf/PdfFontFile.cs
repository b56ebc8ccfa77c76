namespace Ledger.Api.Documents.Pdf;

/// <summary>The streams of a font that were written, and what its dictionaries say of them.</summary>
/// <param name="Font">The font.</param>
/// <param name="Name">Its name as a subset.</param>
/// <param name="Glyphs">The glyphs in the order of their codes.</param>
/// <param name="File">Number of the font program.</param>
/// <param name="Unicode">Number of the map to Unicode.</param>
internal sealed record PdfFontFile(PdfFont Font, string Name, IReadOnlyList<int> Glyphs, int File, int Unicode);
