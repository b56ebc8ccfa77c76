using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;

namespace Ledger.Api.Verification.Receipts;

/// <summary>Lines of a receipt down one page after another, A4, each broken as Chinese and English are.</summary>
internal sealed class ReceiptPage
{
    private const double Width = 595;
    private const double Height = 842;
    private const double Left = 56;
    private const double TextLeft = 168;
    private const double Right = Width - 56;
    private const double Top = 64;
    private const double Bottom = Height - 64;
    private const double Size = 9.5;
    private const double Step = 15;

    private readonly Canvas _canvas;
    private readonly FontCatalogue _fonts;
    private double _y = Top;

    public ReceiptPage(Canvas canvas, FontCatalogue fonts)
    {
        (_canvas, _fonts) = (canvas, fonts);
        canvas.NewPage(Width, Height);
    }

    /// <summary>The title, and the same in English below it.</summary>
    public void Title(string chinese, string english)
    {
        _canvas.Open(Role.Heading, chinese);
        _canvas.CentredText(chinese, _fonts.SerifBold, 20, new Point(Width / 2, _y), Ink.Text, 2);
        _canvas.Close();
        _y += 20;
        _canvas.Open(Role.Paragraph);
        _canvas.CentredText(english, _fonts.Sans, 10, new Point(Width / 2, _y), Ink.Text);
        _canvas.Close();
        _y += 30;
    }

    /// <summary>A line of its own.</summary>
    public void Heading(string text)
    {
        _y += Step / 2;
        Write("", text, Left, _fonts.SerifBold);
    }

    /// <summary>A label and its text, over as many lines as it needs; nothing where there is no text.</summary>
    public void Line(string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Write(label, text, TextLeft, _fonts.Sans);
        }
    }

    /// <summary>The last words, across the page.</summary>
    public void End(string text)
    {
        _y += Step;
        Write("", text, Left, _fonts.Kai);
    }

    private void Write(string label, string text, double left, FontChain font)
    {
        bool first = true;
        foreach (string line in TextLines.Break(Drawable(text, font), font, Size, Right - left))
        {
            if (_y > Bottom)
            {
                _canvas.NewPage(Width, Height);
                _y = Top;
            }

            _canvas.Open(Role.Paragraph);
            if (first && label.Length > 0)
            {
                _canvas.Text(label, _fonts.SerifBold, Size, new Point(Left, _y), Ink.Text);
            }

            _canvas.Text(line, font, Size, new Point(left, _y), Ink.Text);
            _canvas.Close();
            first = false;
            _y += Step;
        }
    }

    /// <summary>Checks may quote names out of files of anybody; what no font draws must not stop a receipt.</summary>
    private static string Drawable(string text, FontChain font) =>
        string.Concat(text.EnumerateRunes().Select(rune => font.FirstMissing(rune.ToString()) is null && rune.Value != '\n' ? rune.ToString() : "□"));
}
