using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>What stands below the fields: notes, how to verify, the issuer under its seal.</summary>
internal sealed class LicenceFooter
{
    private const double NoteSize = 7.5;
    private const double NoteLine = 10;
    private const double SealRadius = 52;

    /// <summary>Where the seal's middle lies from the issuer's: over the end of name and date, as seals are put, and clear of the label above.</summary>
    private const double SealAside = 64;

    /// <inheritdoc cref="SealAside"/>
    private const double SealBelow = 20;
    private const double IssuerHeight = 36;
    private static readonly double[] IssuerSizes = [15, 14, 13, 12, 10.5, 9, 8, 7, 6];

    private readonly Canvas _canvas;
    private readonly FontCatalogue _fonts;
    private readonly LicencePicture _picture;
    private readonly LookGeometry _geometry;
    private readonly Palette _palette;
    private readonly List<List<string>> _notes;
    private readonly CopyBlock _copy;

    public LicenceFooter(Canvas canvas, FontCatalogue fonts, LicencePicture picture, LookGeometry geometry, Palette palette)
    {
        (_canvas, _fonts, _picture, _geometry, _palette) = (canvas, fonts, picture, geometry, palette);
        _notes = [.. (picture.Template.Notes ?? []).Select(note => TextLines.Break(
            Furniture.Of(note, picture.Bilingual), fonts.Print, NoteSize, geometry.Body.Width))];
        _copy = new CopyBlock(canvas, fonts, picture, geometry.Body);
    }

    /// <summary>Room that the notes need at the foot of the fields, with what a copy says of itself below them.</summary>
    public double NotesHeight => (_notes.Count == 0 ? 0 : (_notes.Sum(note => note.Count) * NoteLine) + 6) + _copy.Height;

    public void Draw()
    {
        DrawNotes();
        _copy.Draw();
        VerificationBlock.Draw(_canvas, _fonts, _picture, _geometry.Verification, _palette);
        DrawIssuer();
        DrawQr();
    }

    /// <summary>Which page of how many.</summary>
    public void DrawPageNumber(int number, int count)
    {
        string text = Furniture.PageNumber(number, count);
        double right = number == 1 ? _geometry.Body.Right : _geometry.Continued.Right;
        double y = number == 1 ? _geometry.Body.Bottom + 11 : _geometry.Continued.Bottom + 22;
        Paragraph(() => _canvas.Text(text, _fonts.Print, 8, new(right - _fonts.Print.Measure(text, 8), y), Palette.Small));
    }

    private void DrawNotes()
    {
        double y = _geometry.Body.Bottom - NotesHeight + NoteLine + 4;
        foreach (List<string> note in _notes)
        {
            Paragraph(() =>
            {
                foreach (string line in note)
                {
                    _canvas.Text(line, _fonts.Print, NoteSize, new(_geometry.Body.Left, y), Palette.Small);
                    y += NoteLine;
                }
            });
        }
    }

    private void DrawIssuer()
    {
        (double x, double middle) = (_geometry.Issuer.X, _geometry.Issuer.Y);
        List<string> lines = [];
        double size = 0;
        foreach (double tried in IssuerSizes)
        {
            size = tried;
            lines = TextLines.Break(_picture.Issuer, _fonts.Serif, size, _geometry.IssuerWidth);
            if (lines.Count * size * 1.25 <= (lines.Count == 1 ? IssuerHeight : IssuerHeight - 4))
            {
                break;
            }
        }

        double y = middle - ((lines.Count - 1) * size * 1.25 / 2);
        string label = Furniture.Of(_picture.IssuerLabel, _picture.Bilingual);
        double labelSize = Math.Min(11.5, 11.5 * _geometry.IssuerWidth / (_fonts.Serif.Measure(label, 11.5, 2)));
        Paragraph(() => _canvas.CentredText(label, _fonts.Serif, labelSize, new(x, y - size - 10), _palette.Label, _picture.Bilingual ? 0 : 2));
        Paragraph(() =>
        {
            foreach (string line in lines)
            {
                _canvas.CentredText(line, _fonts.Serif, size, new(x, y), Ink.Text);
                y += size * 1.25;
            }
        });
        Paragraph(() => _canvas.CentredText(_picture.IssueDate, _fonts.Serif, 13, new(x, middle + 32), Ink.Text, 1));
        SealPicture.Draw(_canvas, _fonts, new(x + SealAside, middle + SealBelow), SealRadius, _picture.SealName, _picture.SealPurpose);
    }

    private void DrawQr()
    {
        Area place = _geometry.Qr;
        QrPicture.Draw(_canvas, new(place.Left, place.Top), place.Width, _picture.QrText, "核验二维码", _palette.Line);
        string text = Furniture.Of(Furniture.Scan, _picture.Bilingual);
        double size = Math.Min(8, 8 * (place.Width + 18) / _fonts.Print.Measure(text, 8));
        Paragraph(() => _canvas.CentredText(text, _fonts.Print, size, new(place.Middle, place.Bottom + 10.5), Palette.Small));
    }

    private void Paragraph(Action draw)
    {
        _canvas.Open(Role.Paragraph);
        draw();
        _canvas.Close();
    }
}
