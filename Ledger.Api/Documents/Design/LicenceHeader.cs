using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>What stands above the fields: ornament, name, number, statement. Where one needs more room, what follows begins lower.</summary>
internal sealed class LicenceHeader
{
    private readonly Canvas _canvas;
    private readonly FontCatalogue _fonts;
    private readonly LicencePicture _picture;
    private readonly LookGeometry _geometry;
    private readonly Palette _palette;
    private readonly TitleBlock _title;
    private readonly NumberBlock _number;
    private readonly StatementBlock? _statement;

    public LicenceHeader(Canvas canvas, FontCatalogue fonts, LicencePicture picture, LookGeometry geometry, Palette palette)
    {
        (_canvas, _fonts, _picture, _geometry, _palette) = (canvas, fonts, picture, geometry, palette);
        _title = new TitleBlock(fonts, picture, geometry);
        _number = new NumberBlock(fonts, picture, geometry, _title.Bottom);
        double top = IsCard ? geometry.Statement.Top : Math.Max(geometry.Statement.Top, Above() + 22);
        double lowest = (IsCard ? geometry.Body.Top : geometry.Aside?.Top ?? geometry.Body.Top) + 130;
        _statement = StatementBlock.Of(fonts, picture, geometry.Statement with { Top = top, Bottom = lowest });
    }

    /// <summary>Where the fields begin.</summary>
    public double BodyTop => IsBooklet ? Math.Max(_geometry.Body.Top, _number.Bottom + 10)
        : IsCard ? Math.Max(_geometry.Body.Top, _statement?.Bottom + 8 ?? 0)
        : Math.Max(_geometry.Body.Top, Math.Max(Math.Max(Above() + 12, _number.Bottom + 10), _statement?.Bottom + 8 ?? 0));

    /// <summary>Where the fields that stand apart begin.</summary>
    public double AsideTop => Math.Max(_geometry.Aside?.Top ?? 0, Math.Max(_title.Bottom + 12, IsCard ? 0 : _statement?.Bottom + 8 ?? 0));

    /// <summary>Where they must end.</summary>
    public double AsideBottom => Math.Min(_geometry.Aside?.Bottom ?? 0, IsCard ? _number.Top - 16 : double.MaxValue);

    private bool IsCard => _geometry.Card is not null;

    private bool IsBooklet => _geometry.Aside is not null && !IsCard;

    /// <summary>Draws all of it on the first page.</summary>
    public void Draw()
    {
        if (_picture.Template.Ornament && _title.LeavesRoom)
        {
            _canvas.Backdrop((nameof(OrnamentPicture), _geometry.Ornament, _geometry.OrnamentRadius, _palette), () =>
                OrnamentPicture.Draw(_canvas, _geometry.Ornament, _geometry.OrnamentRadius, _palette));
        }

        _canvas.Bookmark(_picture.Title, 0, chapter: true);
        _title.Draw(_canvas, _palette);
        _number.Draw(_canvas, _palette);
        _statement?.Draw(_canvas);
    }

    /// <summary>Draws the head of a further page.</summary>
    public void DrawContinued()
    {
        (Area place, double middle) = (_geometry.Continued, _geometry.Continued.Middle);
        string title = _picture.Title + Furniture.FurtherPage;
        double size = Math.Min(20, place.Width / (title.EnumerateRunes().Count() * 1.15));
        _canvas.Open(Role.Heading);
        _canvas.CentredText(title, _fonts.SerifBold, size, new(middle, place.Top - 40), _palette.Title, size * 0.13);
        _canvas.Close();
        Line(NumberBlock.LineOf(_picture), 9.5, place.Width, new(middle, place.Top - 21), centred: true);
        _canvas.Stroke(Outline.Line(place.Left, place.Top - 11, place.Right, place.Top - 11), 0.6, _palette.Line);
        string identifier = $"{Furniture.Of(Furniture.Identifier, _picture.Bilingual)} {_picture.Identifier}";
        Line(identifier, 7.5, place.Width - 150, new(place.Left, place.Bottom + 22), centred: false);
    }

    /// <summary>What the statement and the fields of a single sheet stand below.</summary>
    private double Above() => IsBooklet || _geometry.NumberIsBlock ? _title.Bottom : Math.Max(_title.Bottom, _number.Bottom);

    private void Line(string text, double largest, double widest, Point place, bool centred)
    {
        double size = Math.Min(largest, largest * widest / _fonts.Print.Measure(text, largest));
        _canvas.Open(Role.Paragraph);
        if (centred)
        {
            _canvas.CentredText(text, _fonts.Print, size, place, Palette.Small);
        }
        else
        {
            _canvas.Text(text, _fonts.Print, size, place, Palette.Small);
        }

        _canvas.Close();
    }
}
