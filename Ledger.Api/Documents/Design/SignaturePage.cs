using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>签名页: who signed with what, where the log has it, and how to check all that, for people who have no verifier at hand.</summary>
internal static class SignaturePage
{
    private static readonly double[] Sizes = [9.5, 8.5, 7.5];

    /// <summary>Draws it on pages of its own, upright, behind those of the licence; nothing where the picture has no such part.</summary>
    public static void Draw(Canvas canvas, FontCatalogue fonts, LicencePicture picture, Palette palette)
    {
        if (picture.Signatures.Count == 0)
        {
            return;
        }

        LookGeometry geometry = LookGeometry.OfPlainPage;
        CopyBlock copy = new(canvas, fonts, picture, geometry.Continued);
        Area place = copy.Rest;
        (FieldTable table, List<FieldRow> rows) = Arrange(canvas, fonts, picture, palette, place);
        bool first = true;
        while (rows.Count > 0)
        {
            new LicenceFrame(canvas, geometry, palette).DrawFurther();
            DrawHead(canvas, fonts, picture, palette, place, first);
            table.Draw(table.Take(rows, place.Height), place, 0);
            copy.Draw();
            Watermarks.Draw(canvas, fonts, picture, geometry);
            first = false;
        }
    }

    private static (FieldTable Table, List<FieldRow> Rows) Arrange(
        Canvas canvas, FontCatalogue fonts, LicencePicture picture, Palette palette, Area place)
    {
        FieldTable table = null!;
        List<FieldRow> rows = [];
        foreach (double size in Sizes)
        {
            FieldStyle style = new(size, Bilingual: true, Ruled: true);
            FieldLayout layout = new(fonts, style, place.Left, place.Width);
            table = new FieldTable(canvas, fonts, style, palette) { HasBookmarks = false };
            rows = [.. picture.Signatures.SelectMany(section => layout.Arrange(section.Fields).Prepend(layout.Heading(section.Heading)))];
            if (table.Height(rows) <= place.Height)
            {
                break;
            }
        }

        return (table, rows);
    }

    private static void DrawHead(Canvas canvas, FontCatalogue fonts, LicencePicture picture, Palette palette, Area place, bool first)
    {
        string title = $"{Furniture.SignaturePage.Label} {Furniture.SignaturePage.English}";
        if (first)
        {
            canvas.Bookmark(title, 0, chapter: true);
        }

        canvas.Open(Role.Heading);
        canvas.CentredText(title, fonts.SerifBold, 17, new(place.Middle, place.Top - 38), palette.Title, 0.5);
        canvas.Close();
        string line = $"{picture.Title} {picture.Number}";
        double size = Math.Min(9.5, 9.5 * place.Width / fonts.Print.Measure(line, 9.5));
        canvas.Open(Role.Paragraph);
        canvas.CentredText(line, fonts.Print, size, new(place.Middle, place.Top - 20), Palette.Small);
        canvas.Close();
    }
}
