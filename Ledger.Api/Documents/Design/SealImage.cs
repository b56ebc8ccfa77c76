using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Fonts;
using Ledger.Api.Documents.Raster;

namespace Ledger.Api.Documents.Design;

/// <summary>The round seal of an authority as a PNG file, which every program that shows seals can show.</summary>
internal static class SealImage
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private const int PixelsPerMillimetre = 6;

    /// <summary>Draws the seal on transparent ground, at about 150 dots per inch.</summary>
    /// <param name="fonts">The fonts.</param>
    /// <param name="name">The name around it.</param>
    /// <param name="purpose">The line across it.</param>
    /// <param name="millimetres">Width and height on paper.</param>
    /// <exception cref="ArgumentException">No font has one of the characters.</exception>
    public static byte[] Png(FontCatalogue fonts, string name, string purpose, int millimetres)
    {
        RasterCanvas canvas = new(PixelsPerMillimetre / PointsPerMillimetre);
        double size = millimetres * PointsPerMillimetre;
        canvas.NewPage(size, size);
        SealPicture.Draw(canvas, fonts, new(size / 2, size / 2), size / 2, name, purpose);
        return PngWriter.Write(canvas, Ink.Seal, PixelsPerMillimetre * 1_000);
    }
}
