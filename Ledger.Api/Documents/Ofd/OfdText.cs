using System.Globalization;
using System.Security;
using System.Text;
using System.Xml.Linq;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Ofd;

/// <summary>How values are written in an OFD file (GB/T 33190-2016, 7.2): millimetres from the top left corner.</summary>
internal static class OfdText
{
    private const double MillimetresPerPoint = 25.4 / 72;

    private static readonly XNamespace Ofd = OfdNames.Namespace;

    /// <summary>Points as millimetres, to the micrometre.</summary>
    public static double Millimetres(double points) => Math.Round(points * MillimetresPerPoint, 3);

    /// <summary>A number with at most three decimals.</summary>
    public static string Number(double value)
    {
        string text = Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>A box: place of its top left corner, width and height, in millimetres.</summary>
    public static string Box(double x, double y, double width, double height) =>
        $"{Number(x)} {Number(y)} {Number(width)} {Number(height)}";

    /// <summary>Attributes of a colour.</summary>
    public static string Colour(Ink ink)
    {
        string alpha = ink.Opacity < 1 ? string.Create(CultureInfo.InvariantCulture, $" Alpha=\"{Math.Round(ink.Opacity * 255)}\"") : "";
        return string.Create(CultureInfo.InvariantCulture, $"Value=\"{ink.Red} {ink.Green} {ink.Blue}\"{alpha}");
    }

    /// <summary>Text between tags or in an attribute.</summary>
    public static string Escape(string text) => SecurityElement.Escape(text);

    /// <summary>An element of the format, or an attribute's owner.</summary>
    public static XElement Element(string name, params object?[] content) => new(Ofd + name, content);

    /// <summary>A whole XML file.</summary>
    /// <exception cref="ArgumentException">A text has characters that XML forbids.</exception>
    public static byte[] File(XElement root)
    {
        root.SetAttributeValue(XNamespace.Xmlns + "ofd", OfdNames.Namespace);
        return File(root.ToString(SaveOptions.DisableFormatting));
    }

    /// <inheritdoc cref="File(XElement)"/>
    public static byte[] File(string root) => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root);
}
