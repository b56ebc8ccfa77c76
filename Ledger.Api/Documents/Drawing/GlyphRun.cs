using System.Text;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Drawing;

/// <summary>Neighbouring characters drawn from one font on one line.</summary>
/// <param name="Font">The font that has every one of the characters.</param>
/// <param name="Size">Font size in points.</param>
/// <param name="Origin">Where the baseline starts.</param>
/// <param name="Spacing">Points added after each character.</param>
/// <param name="Characters">The characters in reading order.</param>
internal sealed record GlyphRun(
    TrueTypeFont Font, double Size, Point Origin, double Spacing, IReadOnlyList<Rune> Characters);
