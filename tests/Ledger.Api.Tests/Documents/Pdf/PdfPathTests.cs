using System.Numerics;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Pdf;

namespace Ledger.Api.Tests.Documents.Pdf;

public sealed class PdfPathTests : IDisposable
{
    private static readonly Matrix3x2[] Places =
    [
        Matrix3x2.CreateTranslation(150, 80),
        Matrix3x2.CreateScale(-1.25f, 1.25f) * Matrix3x2.CreateTranslation(140, 200),
        new(0, 0.5f, 0.5f, 0, 40, 60),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_placed_by_a_matrix_looks_as_if_drawn_there()
    {
        Outline wave = Outline.Smooth([new(0, 0), new(20, 30), new(60, -25), new(90, 40), new(30, 60)], closed: false);
        byte[] placed = Picture("placed", canvas =>
        {
            canvas.Stroke(wave, Places, 3, Ink.Seal);
            canvas.Fill(Outline.Rectangle(0, 0, 4, 1), Places[1] * Matrix3x2.CreateTranslation(20, 30), Ink.Text);
        });
        byte[] drawn = Picture("drawn", canvas =>
        {
            Assert.All(Places, place => canvas.Stroke(wave.Transform(place), 3, Ink.Seal));
            canvas.Fill(Outline.Rectangle(0, 0, 4, 1).Transform(Places[1] * Matrix3x2.CreateTranslation(20, 30)), Ink.Text);
        });
        Assert.Equal(drawn.Length, placed.Length);
        Assert.InRange(drawn.Count(octet => octet < 250), 2_000, drawn.Length);
        Assert.InRange(drawn.Zip(placed).Average(pair => Math.Abs(pair.First - pair.Second)), 0, 0.1);
    }

    private byte[] Picture(string name, Action<Canvas> draw)
    {
        PdfCanvas canvas = new();
        canvas.NewPage(300, 300);
        draw(canvas);
        File.WriteAllBytes(_folder[name + ".pdf"], PdfWriter.Write(canvas, SampleLicence.Properties, []));
        Tool.Run("pdftoppm", "poppler-utils", "-r", "144", "-gray", "-singlefile", _folder[name + ".pdf"], _folder[name]);
        return File.ReadAllBytes(_folder[name + ".pgm"]);
    }
}
