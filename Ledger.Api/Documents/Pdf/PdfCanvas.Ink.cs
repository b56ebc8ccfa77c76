using System.Globalization;
using Ledger.Api.Documents.Drawing;

namespace Ledger.Api.Documents.Pdf;

/// <summary>Colours and opacity, which are said only where they change, and the marks of decoration.</summary>
internal sealed partial class PdfCanvas
{
    private static string Colour(Ink ink) =>
        $"{PdfText.Number(ink.Red / 255.0)} {PdfText.Number(ink.Green / 255.0)} {PdfText.Number(ink.Blue / 255.0)} ";

    private void UseFill(Ink ink)
    {
        if (_fill != ink)
        {
            _fill = ink;
            Content.Append(CultureInfo.InvariantCulture, $"{Colour(ink)}rg\n");
        }
    }

    private void UseStroke(Ink ink)
    {
        if (_stroke != ink)
        {
            _stroke = ink;
            Content.Append(CultureInfo.InvariantCulture, $"{Colour(ink)}RG\n");
        }
    }

    /// <summary>Decoration is marked as such, so that a screen reader passes over it (§14.8.2.2).</summary>
    private void BeginMark(double opacity)
    {
        if (!_inArtifact && (_open.Count == 0 || _open.Peek().IsGroup))
        {
            Content.Append("/Artifact BMC\n");
            _inArtifact = true;
        }

        if (_opacity != opacity)
        {
            _opacity = opacity;
            int percent = (int)Math.Round(opacity * 100);
            _opacities.Add(percent);
            Content.Append(CultureInfo.InvariantCulture, $"/G{percent} gs\n");
        }
    }

    private void EndArtifact()
    {
        if (_inArtifact)
        {
            Content.Append("EMC\n");
            _inArtifact = false;
        }
    }
}
