using System.Numerics;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Qr;

namespace Ledger.Api.Documents.Design;

/// <summary>A QR code (ISO/IEC 18004) as rectangles.</summary>
internal static class QrPicture
{
    /// <summary>The quiet zone on each side, in modules.</summary>
    private const int Quiet = 4;

    /// <summary>Longer texts get less error correction, so that the modules stay large enough to read from a screen.</summary>
    private const int LongText = 260;

    /// <summary>Draws the code into a square, quiet zone included.</summary>
    /// <exception cref="ArgumentException">The text is longer than 1,200 bytes.</exception>
    public static void Draw(Canvas canvas, Point corner, double size, string text, string alternative, Ink border)
    {
        int length = System.Text.Encoding.UTF8.GetByteCount(text);
        if (length > 1200)
        {
            throw new ArgumentException($"A QR code of {length} bytes cannot be read reliably; at most 1,200.", nameof(text));
        }

        QrCode code = QrCode.Of(text, medium: length <= LongText);
        double module = size / (code.Size + (2 * Quiet));
        canvas.Open(Role.Figure, alternative);
        canvas.Fill(Outline.Rectangle(corner.X, corner.Y, size, size), new Ink(255, 255, 255));
        canvas.Stroke(Outline.Rectangle(corner.X, corner.Y, size, size), 0.5, border);
        Outline dark = new();
        for (int y = 0; y < code.Size; y++)
        {
            AddRow(dark, code.Row(y), y + Quiet);
        }

        Matrix3x2 place = Matrix3x2.CreateScale((float)module) * Matrix3x2.CreateTranslation((float)corner.X, (float)corner.Y);
        canvas.Fill(dark, place, new Ink(0, 0, 0));
        canvas.Close();
    }

    /// <summary>Neighbouring dark modules become one rectangle, without seams.</summary>
    private static void AddRow(Outline dark, UInt128 row, int y)
    {
        int column = 0;
        while (row != 0)
        {
            int light = (int)UInt128.TrailingZeroCount(row);
            row >>= light;
            int width = (int)UInt128.TrailingZeroCount(~row);
            row >>= width;
            dark.Add(Outline.Rectangle(column + light + Quiet, y, width, 1));
            column += light + width;
        }
    }
}
