using Ledger.Api.Documents.Design;
using Ledger.Api.Documents.Drawing;
using Ledger.Api.Documents.Raster;

namespace Ledger.Api.Tests.Documents.Raster;

public sealed class RasterTests
{
    [Fact]
    public void A_shape_has_its_area()
    {
        RasterCanvas canvas = new(2);
        canvas.NewPage(50, 40);
        canvas.Fill(Outline.Rectangle(3.25, 4.5, 10.5, 6), new Ink(0, 0, 0));
        Assert.Equal(10.5 * 6 * 4, canvas.InkOfPixels.Sum(), 6);
        canvas.NewPage(50, 40);
        canvas.Fill(Outline.Circle(25, 20, 15), new Ink(0, 0, 0, 0.5));
        Assert.Equal(Math.PI * 15 * 15 * 4 / 2, canvas.InkOfPixels.Sum(), 5.0);
        canvas.NewPage(50, 40);
        canvas.Stroke(Outline.Circle(25, 20, 15), 2, new Ink(0, 0, 0));
        Assert.Equal(Math.PI * ((16 * 16) - (14 * 14)) * 4, canvas.InkOfPixels.Sum(), 20.0);
    }

    [Fact]
    public void What_lies_outside_the_page_is_not_drawn()
    {
        RasterCanvas canvas = new(1);
        canvas.NewPage(10, 10);
        canvas.Fill(Outline.Rectangle(-100, -100, 300, 300), new Ink(0, 0, 0));
        Assert.Equal(100, canvas.InkOfPixels.Sum(), 6);
    }

    [Fact]
    public void Other_programs_read_the_seal_s_picture()
    {
        byte[] png = SealImage.Png(SampleLicence.Fonts, "长宁区市场监督管理局（演示）", "电子证照专用章", 42);
        Assert.InRange(png.Length, 1_000, 8_000);
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["seal.png"], png);

        // zbarimg reads the picture and finds no code in it, which it ends with 4 for; a damaged one it ends with 1 or 2 for.
        string script = $"zbarimg -q '{folder["seal.png"]}'; test $? -eq 4 && echo read";
        Assert.Contains("read", Tool.Run("sh", "zbar-tools", "-c", script), StringComparison.Ordinal);
    }
}
