namespace Ledger.Api.Documents.Fonts;

/// <summary>Neighbouring code points drawn by neighbouring glyphs.</summary>
internal readonly record struct CharacterRange(int First, int Last, int Glyph);
