using System.Globalization;
using System.Security;
using System.Text;

namespace Ledger.Node.Seals;

/// <summary>The picture of a seal where none was sent: a round red seal as SVG, drawn from the authority's name.</summary>
internal static class SealDrawing
{
    /// <summary>Diameter on paper.</summary>
    public const int Millimetres = 42;

    private const string Star =
        "M0,-30 L6.7,-9.3 L28.5,-9.3 L10.9,3.5 L17.6,24.3 L0,11.5 L-17.6,24.3 L-10.9,3.5 L-28.5,-9.3 L-6.7,-9.3 Z";

    /// <summary>The seal of an authority.</summary>
    public static byte[] Svg(string name)
    {
        StringBuilder svg = new("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-110 -110 220 220\" fill=\"#d0161b\">");
        svg.Append("<circle r=\"105\" fill=\"none\" stroke=\"#d0161b\" stroke-width=\"5\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{Star}\"/>");
        Rune[] runes = [.. name.EnumerateRunes()];
        double step = Math.Min(20, 300.0 / Math.Max(1, runes.Length - 1));
        for (int i = 0; i < runes.Length; i++)
        {
            double angle = (i - ((runes.Length - 1) / 2.0)) * step;
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text transform=\"rotate({angle:0.##})\" y=\"-78\" font-size=\"20\" text-anchor=\"middle\">{SecurityElement.Escape(runes[i].ToString())}</text>");
        }

        svg.Append("<text y=\"66\" font-size=\"18\" text-anchor=\"middle\">电子证照专用章</text></svg>");
        return Encoding.UTF8.GetBytes(svg.ToString());
    }
}
