using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>
/// Draws a licence as its template says. Long fields are first set smaller, then continued on further pages; nothing is cut and nothing
/// overlaps. Equal pictures give equal drawings.
/// </summary>
internal sealed class LicenceDesign
{
    private const double ComfortableSize = 11;
    private const double PhotoClearance = 16;
    private static readonly double[] AsideSizes = [14, 13, 12, 11, 10, 9, 8];

    private readonly Canvas _canvas;
    private readonly FontCatalogue _fonts;
    private readonly LicencePicture _picture;
    private readonly LookGeometry _geometry;
    private readonly Palette _palette;
    private readonly LicenceHeader _header;
    private readonly LicenceFooter _footer;
    private readonly CopyBlock _furtherCopy;

    private LicenceDesign(Canvas canvas, FontCatalogue fonts, LicencePicture picture)
    {
        _canvas = canvas;
        _fonts = fonts;
        _picture = picture;
        _palette = Palette.Of(picture.Template.Colour);
        _geometry = LookGeometry.Of(picture.Template, picture.Template.Ornament);
        _header = new LicenceHeader(canvas, fonts, picture, _geometry, _palette);
        _footer = new LicenceFooter(canvas, fonts, picture, _geometry, _palette);
        _furtherCopy = new CopyBlock(canvas, fonts, picture, _geometry.Continued);
    }

    /// <summary>Draws the licence on as many pages as it needs.</summary>
    /// <exception cref="ArgumentException">No font has one of the characters, or a text is longer than any that can be issued.</exception>
    public static void Draw(Canvas canvas, FontCatalogue fonts, LicencePicture picture)
    {
        PictureLimits.Check(picture);
        new LicenceDesign(canvas, fonts, picture).Draw();
    }

    private void Draw()
    {
        _canvas.Expect(FixedText.Of(_picture), _fonts.Serif);
        PrintedOrder order = PrintedOrder.Of(_picture);
        Area body = _geometry.Body with { Top = _header.BodyTop, Bottom = _geometry.Body.Bottom - _footer.NotesHeight };
        Area? aside = _geometry.Aside is { } left ? left with { Top = _header.AsideTop, Bottom = _header.AsideBottom } : null;
        Area? photo = PhotoPlace(aside ?? body);
        List<FieldPart> parts = [];
        if (aside is { } place && order.Aside.Count > 0)
        {
            parts.Add(Fit(ClearOf(photo, place), AsideSizes, ruled: false, layout => layout.Arrange(order.Aside)));
        }

        if (order.Groups.Count + order.Tables.Count > 0)
        {
            parts.Add(Fit(ClearOf(photo, body), _geometry.Sizes, _picture.Template.Ruled, order.BodyRows));
        }

        DrawPages(parts, photo);
    }

    /// <summary>The largest size at which everything fits its place; if none does, a comfortable one, and what is left goes on further pages.</summary>
    private FieldPart Fit(Area area, IReadOnlyList<double> sizes, bool ruled, Func<FieldLayout, IEnumerable<FieldRow>> arrange)
    {
        FieldPart? fitting = null;
        (int low, int high) = (0, sizes.Count - 1);
        while (low <= high)
        {
            // What fits at a size fits at every smaller one.
            int middle = (low + high) / 2;
            FieldPart whole = Arrange(area, sizes[middle], ruled, arrange);
            bool fits = whole.Table.Height(whole.Rows) <= area.Height;
            (fitting, low, high) = fits ? (whole, low, middle - 1) : (fitting, middle + 1, high);
        }

        if (fitting is not null)
        {
            return fitting;
        }

        FieldPart part = Arrange(area, Math.Min(ComfortableSize, sizes[^2]), ruled, arrange);
        List<FieldRow> rest = part.Rows;
        return part with { Rows = part.Table.Take(rest, area.Height), Rest = rest };
    }

    private FieldPart Arrange(Area area, double size, bool ruled, Func<FieldLayout, IEnumerable<FieldRow>> arrange)
    {
        FieldStyle style = new(size, _picture.Bilingual, ruled);
        return new(area, new FieldTable(_canvas, _fonts, style, _palette), [.. arrange(new FieldLayout(_fonts, style, area.Left, area.Width))], []);
    }

    private Area? PhotoPlace(Area inside)
    {
        if (_picture.Photo is null)
        {
            return null;
        }

        Area place = _geometry.Photo;
        double down = Math.Max(0, inside.Top - place.Top);
        return place with { Top = place.Top + down, Bottom = Math.Min(place.Bottom + down, inside.Bottom) };
    }

    private static Area ClearOf(Area? photo, Area area) =>
        photo is { } place && place.Left < area.Right && place.Right > area.Left && place.Top < area.Bottom && place.Bottom > area.Top
            ? area with { Right = place.Left - PhotoClearance } : area;

    private void DrawPages(List<FieldPart> parts, Area? photo)
    {
        List<(FieldTable Table, List<FieldRow> Rows)> further = [];
        foreach (FieldPart part in parts)
        {
            while (part.Rest.Count > 0)
            {
                further.Add((part.Table, part.Table.Take(part.Rest, _furtherCopy.Rest.Height)));
            }
        }

        DrawFirst(parts, photo, further.Count);
        for (int i = 0; i < further.Count; i++)
        {
            new LicenceFrame(_canvas, _geometry, _palette).DrawFurther();
            _header.DrawContinued();
            further[i].Table.Draw(further[i].Rows, _furtherCopy.Rest, 0);
            _furtherCopy.Draw();
            _footer.DrawPageNumber(i + 2, further.Count + 1);
            Watermarks.Draw(_canvas, _fonts, _picture, _geometry);
        }

        SignaturePage.Draw(_canvas, _fonts, _picture, _palette);
    }

    private void DrawFirst(List<FieldPart> parts, Area? photo, int further)
    {
        new LicenceFrame(_canvas, _geometry, _palette).DrawFirst(_picture.Template.Look);
        _header.Draw();
        if (photo is { } place && _picture.Photo is { } picture)
        {
            _canvas.Open(Role.Figure, "持证人照片");
            _canvas.Photo(picture, place.Left, place.Top, place.Width, place.Height);
            _canvas.Stroke(Outline.Rectangle(place.Left, place.Top, place.Width, place.Height), 0.5, _palette.Line);
            _canvas.Close();
        }

        foreach (FieldPart part in parts)
        {
            part.Draw(spread: further == 0);
        }

        _footer.Draw();
        if (further > 0)
        {
            _footer.DrawPageNumber(1, further + 1);
        }

        Watermarks.Draw(_canvas, _fonts, _picture, _geometry);
    }
}
