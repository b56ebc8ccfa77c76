using System.Collections;
using System.Numerics;
using Ledger.Api.Documents.Drawing;
using QRCoder;

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

        QRCodeGenerator.ECCLevel level = length > LongText ? QRCodeGenerator.ECCLevel.L : QRCodeGenerator.ECCLevel.M;
        bool isAscii = text.All(char.IsAscii);
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(text, level, forceUtf8: !isAscii);

        // QRCoder's matrix brings its own quiet zone of four modules.
        List<BitArray> rows = data.ModuleMatrix;
        double module = size / rows.Count;
        canvas.Open(Role.Figure, alternative);
        canvas.Fill(Outline.Rectangle(corner.X, corner.Y, size, size), new Ink(255, 255, 255));
        canvas.Stroke(Outline.Rectangle(corner.X, corner.Y, size, size), 0.5, border);
        Outline dark = new();
        for (int row = Quiet; row < rows.Count - Quiet; row++)
        {
            AddRow(dark, rows[row], row);
        }

        Matrix3x2 place = Matrix3x2.CreateScale((float)module) * Matrix3x2.CreateTranslation((float)corner.X, (float)corner.Y);
        canvas.Fill(dark, place, new Ink(0, 0, 0));
        canvas.Close();
    }

    /// <summary>Neighbouring dark modules become one rectangle, without seams.</summary>
    private static void AddRow(Outline dark, BitArray row, int y)
    {
        int column = 0;
        while (column < row.Count)
        {
            int end = column;
            while (end < row.Count && row[end])
            {
                end++;
            }

            if (end > column)
            {
                dark.Add(Outline.Rectangle(column, y, end - column, 1));
            }

            column = end + 1;
        }
    }
}
