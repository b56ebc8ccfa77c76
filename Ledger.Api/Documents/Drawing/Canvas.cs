using System.Numerics;
using System.Text;
using Ledger.Api.Documents.Fonts;
using Ledger.Node.Licences;

namespace Ledger.Api.Documents.Drawing;

/// <summary>
/// Pages to draw on, whatever the file format. Lengths are points, the origin is the top left corner of the page.
/// What is drawn between <see cref="Open"/> and <see cref="Close"/> belongs to that element; everything else is decoration.
/// </summary>
internal abstract class Canvas
{
    /// <summary>Starts a page; all drawing goes there until the next one starts. No element may be open but tables.</summary>
    public abstract void NewPage(double width, double height);

    /// <summary>
    /// Opens an element of the document's structure inside the innermost open one. The alternative describes a
    /// figure; for an element of text it is the text itself, where characters are set apart or broken into lines.
    /// </summary>
    public abstract void Open(Role role, string? alternative = null);

    /// <summary>Closes the element opened last.</summary>
    public abstract void Close();

    public abstract void Fill(Outline outline, Ink ink);

    /// <summary>
    /// Fills a shape that the caller keeps to draw it again: a file format may keep what it made of it as long as the shape lives. Not within a backdrop.
    /// </summary>
    /// <param name="outline">The shape, in measures of its own.</param>
    /// <param name="place">Puts it on the page.</param>
    /// <param name="ink">The colour.</param>
    public virtual void FillKept(Outline outline, Matrix3x2 place, Ink ink) => Fill(outline, place, ink);

    public abstract void Stroke(Outline outline, double width, Ink ink);

    /// <summary>Fills a shape given in measures of its own.</summary>
    /// <param name="outline">The shape.</param>
    /// <param name="place">Puts it on the page.</param>
    /// <param name="ink">The colour.</param>
    public virtual void Fill(Outline outline, Matrix3x2 place, Ink ink)
    {
        ArgumentNullException.ThrowIfNull(outline);
        Fill(outline.Transform(place), ink);
    }

    /// <summary>Strokes lines given in measures of their own, at several places.</summary>
    /// <param name="outline">The lines.</param>
    /// <param name="places">Put them on the page: each moves, turns, mirrors, or scales alike in both directions.</param>
    /// <param name="width">How wide they are on the page.</param>
    /// <param name="ink">The colour.</param>
    public virtual void Stroke(Outline outline, IReadOnlyList<Matrix3x2> places, double width, Ink ink)
    {
        ArgumentNullException.ThrowIfNull(outline);
        ArgumentNullException.ThrowIfNull(places);
        foreach (Matrix3x2 place in places)
        {
            Stroke(outline.Transform(place), width, ink);
        }
    }

    public abstract void Glyphs(GlyphRun run, Ink ink);

    /// <summary>
    /// Tells before anything is drawn what will be, and is the same in many documents: a file format may prepare for it once and for all. Every
    /// character must be drawn, none need be told.
    /// </summary>
    /// <param name="characters">The characters.</param>
    /// <param name="fonts">What will draw them.</param>
    /// <exception cref="ArgumentException">No font has one of the characters.</exception>
    public virtual void Expect(IEnumerable<Rune> characters, FontChain fonts)
    {
    }

    /// <summary>Tells where the issuer's seal stands; true where programs that show the file draw the seal there themselves.</summary>
    public virtual bool PlaceSeal(Point middle, double radius) => false;

    /// <summary>Draws a photograph into a rectangle, as large as it fits without being distorted.</summary>
    public abstract void Photo(JpegPhoto photo, double x, double y, double width, double height);

    /// <summary>
    /// Draws decoration that is the same wherever the key is: a file format may keep what it made of it. What is drawn must depend on the key
    /// alone, has no text and no element, and leaves nothing behind for what follows.
    /// </summary>
    public virtual void Backdrop(object key, Action draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        draw();
    }

    /// <summary>Notes a place that readers can jump to; a file format without such places ignores it.</summary>
    /// <param name="title">What stands there.</param>
    /// <param name="y">How far down the page it begins.</param>
    /// <param name="chapter">Whether the places that follow are parts of it.</param>
    public virtual void Bookmark(string title, double y, bool chapter = false)
    {
    }

    /// <summary>How much larger a placed thing is than its own measures say.</summary>
    protected static double ScaleOf(Matrix3x2 place) => Math.Sqrt(Math.Abs(place.GetDeterminant()));

    /// <summary>Draws a line of text from <paramref name="origin"/> on its baseline, changing fonts where one lacks a character.</summary>
    /// <exception cref="ArgumentException">No font has one of the characters.</exception>
    public void Text(string text, FontChain fonts, double size, Point origin, Ink ink, double spacing = 0)
    {
        List<Rune> characters = [];
        TrueTypeFont? current = null;
        double start = origin.X;
        double x = origin.X;
        foreach (Rune rune in text.EnumerateRunes())
        {
            TrueTypeFont font = fonts.For(rune);
            if (font != current && current is not null)
            {
                Glyphs(new(current, size, new(start, origin.Y), spacing, characters), ink);
                characters = [];
                start = x;
            }

            current = font;
            characters.Add(rune);
            x += font.Width(rune, size) + spacing;
        }

        if (current is not null)
        {
            Glyphs(new(current, size, new(start, origin.Y), spacing, characters), ink);
        }
    }

    /// <summary>Draws a line of text around <paramref name="middle"/>.</summary>
    /// <exception cref="ArgumentException">No font has one of the characters.</exception>
    public void CentredText(string text, FontChain fonts, double size, Point middle, Ink ink, double spacing = 0)
    {
        // The last character's own spacing is not part of what the eye sees.
        double width = fonts.Measure(text, size, spacing) - spacing;
        Text(text, fonts, size, middle with { X = middle.X - (width / 2) }, ink, spacing);
    }
}
