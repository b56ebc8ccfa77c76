using System.Numerics;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Documents.Design;

/// <summary>
/// The one look of all licences: A4 across, number and QR code above, fields in the middle, seal over the issuer below.
/// Long fields are first set smaller, then continued on further pages; nothing is cut and nothing overlaps.
/// </summary>
internal sealed class LicenceDesign
{
    private const double Left = LicenceFrame.Margin;
    private const double Right = LicenceFrame.Width - LicenceFrame.Margin;
    private const double Middle = LicenceFrame.Width / 2;
    private const double FieldTop = 196;
    private const double FieldBottom = 416;
    private const double ContinuedTop = 128;
    private const double ContinuedBottom = 510;
    private const double QrSize = 108;
    private static readonly double[] Sizes = [18, 16, 14, 13, 12, 11, 10];

    private readonly Canvas _canvas;
    private readonly FontCatalogue _fonts;
    private readonly LicencePicture _picture;

    private LicenceDesign(Canvas canvas, FontCatalogue fonts, LicencePicture picture)
    {
        _canvas = canvas;
        _fonts = fonts;
        _picture = picture;
    }

    /// <summary>Draws the licence on as many pages as it needs.</summary>
    /// <exception cref="ArgumentException">No font has one of the characters, or the QR text is too long.</exception>
    public static void Draw(Canvas canvas, FontCatalogue fonts, LicencePicture picture) =>
        new LicenceDesign(canvas, fonts, picture).Draw();

    /// <summary>What stands outside the field table has a fixed place, so its length is limited.</summary>
    private void CheckLengths()
    {
        (string Text, int Most)[] texts =
        [
            (_picture.Title, 128), (_picture.Subtitle, 66), (_picture.Identifier, 126), (_picture.NumberLabel, 14),
            (_picture.Number, 128), (_picture.IssuerLabel, 8), (_picture.Issuer, 50), (_picture.IssueDate, 24),
            (_picture.SealName, 40), (_picture.SealPurpose, 14), (_picture.CheckCode, 40),
            (_picture.VerificationHint, 150), (_picture.Watermark ?? "", 12),
        ];
        foreach ((string text, int most) in texts)
        {
            if (text.EnumerateRunes().Count() > most || text.Contains('\n', StringComparison.Ordinal))
            {
                throw new ArgumentException($"'{text}' does not fit its place on a licence: at most {most} characters on one line.");
            }
        }

        if (_picture.Fields.Sum(field => field.Label.Length + field.Value.Length) > 100_000
            || _picture.Fields.Any(field => field.Label.Length is 0 or > 64))
        {
            throw new ArgumentException("A licence has at most 100,000 characters, and labels of 1 to 64.");
        }
    }

    private void Draw()
    {
        CheckLengths();
        List<LicenceField> fields = [.. _picture.Fields];
        if (_picture.Validity is string validity)
        {
            fields.Add(new("有效期限", validity));
        }

        // The largest size at which everything fits one page; if none does, a comfortable one over several pages.
        FieldStyle style = new(Sizes.FirstOrDefault(size => FitsOnePage(fields, size), 11));
        FieldTable table = new(_canvas, _fonts, style);
        List<FieldRow> rest = Arrange(fields, style);
        List<List<FieldRow>> pages = [table.Take(rest, FieldBottom - FieldTop)];
        while (rest.Count > 0)
        {
            pages.Add(table.Take(rest, ContinuedBottom - ContinuedTop));
        }

        for (int i = 0; i < pages.Count; i++)
        {
            DrawPage(table, pages, i);
        }
    }

    private bool FitsOnePage(IReadOnlyList<LicenceField> fields, double size)
    {
        FieldStyle style = new(size);
        return new FieldTable(_canvas, _fonts, style).Height(Arrange(fields, style)) <= FieldBottom - FieldTop;
    }

    private List<FieldRow> Arrange(IReadOnlyList<LicenceField> fields, FieldStyle style) =>
        new FieldLayout(_fonts, style, Left, Right - Left).Arrange(fields);

    private void DrawPage(FieldTable table, List<List<FieldRow>> pages, int index)
    {
        new LicenceFrame(_canvas).Draw(rosette: index == 0);
        if (index == 0)
        {
            DrawNumber();
            DrawTitle();
            DrawQr();
            bool single = pages.Count == 1;
            double free = FieldBottom - FieldTop - table.Height(pages[0]);
            double gap = single && pages[0].Count > 1 ? Math.Min(16, free / (pages[0].Count - 1)) : 0;
            double top = FieldTop + (single ? Math.Min(24, (free - (gap * (pages[0].Count - 1))) / 2) : 0);
            table.Draw(pages[0], top, gap);
            DrawVerification();
            DrawIssuer();
        }
        else
        {
            DrawContinuedHeader();
            table.Draw(pages[index], ContinuedTop, 0);
        }

        if (pages.Count > 1)
        {
            DrawPageNumber(index + 1, pages.Count);
        }

        DrawWatermark();
    }

    private void Paragraph(Action draw)
    {
        _canvas.Open(Role.Paragraph);
        draw();
        _canvas.Close();
    }

    private void DrawNumber() => Paragraph(() =>
    {
        _canvas.Text(_picture.NumberLabel, _fonts.SerifBold, 10.5, new(Left, 84), Palette.Label);
        double size = _picture.Number.Length > 60 ? 8.5 : 12.5;
        double y = 102;
        foreach (string line in TextLines.Break(_picture.Number, _fonts.Sans, size, 165))
        {
            _canvas.Text(line, _fonts.Sans, size, new(Left, y), Ink.Text);
            y += size * 1.28;
        }
    });

    private void DrawTitle()
    {
        const double Widest = 330;
        int count = _picture.Title.EnumerateRunes().Count();
        // A long title is set closer, or it would be small beside the values.
        double spread = count <= 9 ? 0.28 : 0.1;
        double size = Math.Min(42, Widest / (count * (1 + spread)));
        List<string> lines = [_picture.Title];
        if (size < 20)
        {
            size = count <= 32 ? 20 : count <= 64 ? 16 : 12;
            lines = TextLines.Break(_picture.Title, _fonts.SerifBold, size, Widest);
        }

        double spacing = lines.Count == 1 ? size * spread : 0;
        double y = (_picture.Subtitle.Length > 0 ? 122 : 134) - ((lines.Count - 1) * size * 0.65);
        _canvas.Open(Role.Heading);
        foreach (string line in lines)
        {
            _canvas.CentredText(line, _fonts.SerifBold, size, new(Middle, y), Palette.Title, spacing);
            y += size * 1.3;
        }

        _canvas.Close();
        if (_picture.Subtitle.Length > 0)
        {
            double small = Math.Min(15, Widest / (_picture.Subtitle.EnumerateRunes().Count() * 1.13));
            Paragraph(() => _canvas.CentredText(
                _picture.Subtitle, _fonts.SerifBold, small, new(Middle, Math.Max(156, y)), Palette.Title, small * 0.13));
        }
    }

    private void DrawQr()
    {
        QrPicture.Draw(_canvas, new(Right - QrSize, 58), QrSize, _picture.QrText, "核验二维码");
        Paragraph(() => _canvas.CentredText(
            "扫描二维码核验真伪", _fonts.Sans, 8, new(Right - (QrSize / 2), 177), Palette.Small));
    }

    private void DrawVerification()
    {
        double y = 452;
        Paragraph(() =>
        {
            _canvas.Text("查验码", _fonts.SerifBold, 10, new(Left, y), Palette.Label);
            _canvas.Text(_picture.CheckCode, _fonts.Sans, 11.5, new(Left + 42, y), Ink.Text, 0.6);
        });
        Paragraph(() =>
        {
            foreach (string line in TextLines.Break(_picture.VerificationHint, _fonts.Sans, 8.5, 350))
            {
                y += 13;
                _canvas.Text(line, _fonts.Sans, 8.5, new(Left, y + 3), Palette.Small);
            }
        });
        Paragraph(() =>
        {
            y += 18;
            foreach (string line in TextLines.Break($"电子证照标识 {_picture.Identifier}", _fonts.Sans, 7.2, 410))
            {
                _canvas.Text(line, _fonts.Sans, 7.2, new(Left, y), Palette.Small);
                y += 10;
            }
        });
    }

    private void DrawIssuer()
    {
        const double X = 628;
        const double Widest = 240;
        bool isShort = _fonts.Serif.Measure(_picture.Issuer, 15) <= Widest;
        double size = isShort ? 15 : 12;
        List<string> lines = TextLines.Break(_picture.Issuer, _fonts.Serif, size, Widest);
        double width = Math.Max(120, lines.Max(line => _fonts.Serif.Measure(line, size)));
        Paragraph(() => _canvas.Text(
            _picture.IssuerLabel, _fonts.SerifBold, 11.5, new(X - (width / 2), 448), Palette.Label, 3));
        Paragraph(() =>
        {
            double y = 476 - ((lines.Count - 1) * 8);
            foreach (string line in lines)
            {
                _canvas.CentredText(line, _fonts.Serif, size, new(X, y), Ink.Text);
                y += 15;
            }
        });
        Paragraph(() => _canvas.CentredText(_picture.IssueDate, _fonts.Serif, 14, new(X, 506), Ink.Text, 1));
        SealPicture.Draw(_canvas, _fonts, new(X + 36, 485), 55, _picture.SealName, _picture.SealPurpose);
    }

    private void DrawContinuedHeader()
    {
        string title = $"{_picture.Title}（附页）";
        double size = Math.Min(20, (Right - Left) / (title.EnumerateRunes().Count() * 1.15));
        _canvas.Open(Role.Heading);
        _canvas.CentredText(title, _fonts.SerifBold, size, new(Middle, 88), Palette.Title, size * 0.13);
        _canvas.Close();
        string number = $"{_picture.NumberLabel} {_picture.Number}";
        double numberSize = Math.Min(9.5, 9.5 * (Right - Left) / _fonts.Sans.Measure(number, 9.5));
        Paragraph(() => _canvas.CentredText(number, _fonts.Sans, numberSize, new(Middle, 107), Palette.Small));
        _canvas.Stroke(Outline.Line(Left, 117, Right, 117), 0.6, Palette.Gold);
        string identifier = $"电子证照标识 {_picture.Identifier}";
        double identifierSize = Math.Min(7.5, 7.5 * 560 / _fonts.Sans.Measure(identifier, 7.5));
        Paragraph(() => _canvas.Text(identifier, _fonts.Sans, identifierSize, new(Left, 532), Palette.Small));
    }

    private void DrawPageNumber(int number, int count) => Paragraph(() =>
    {
        string text = $"第 {number} 页，共 {count} 页" + (number < count ? "，下接附页" : "");
        double x = Right - _fonts.Sans.Measure(text, 8);
        _canvas.Text(text, _fonts.Sans, 8, new(x, number == 1 ? FieldBottom + 12 : 532), Palette.Small);
    });

    private void DrawWatermark()
    {
        if (_picture.Watermark is not { Length: > 0 } text)
        {
            return;
        }

        // From corner to corner, however long the text is.
        double size = Math.Min(150, 640 / (text.EnumerateRunes().Count() * 1.15));
        Matrix3x2 matrix = Matrix3x2.CreateScale((float)size)
            * Matrix3x2.CreateRotation(-0.5f)
            * Matrix3x2.CreateTranslation((float)Middle, (float)(LicenceFrame.Height / 2));
        _canvas.Open(Role.Figure, $"水印：{text}");
        _canvas.Fill(
            PaintedText.Line(text, _fonts.SerifBold, 1.15).Transform(matrix), Ink.Seal with { Opacity = 0.14 });
        _canvas.Close();
    }
}
