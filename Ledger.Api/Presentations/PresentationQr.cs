using Ledger.Crypto.Presentations;
using QRCoder;

namespace Ledger.Api.Presentations;

/// <summary>The QR code (ISO/IEC 18004) of a presentation, for a screen: least error correction, so that the modules stay large.</summary>
internal static class PresentationQr
{
    private const int PixelsPerModule = 6;

    /// <summary>As SVG that scales to whatever it is put in.</summary>
    public static string Svg(Presentation presentation)
    {
        using QRCodeData data = DataOf(presentation);
        using SvgQRCode code = new(data);
        return code.GetGraphic(PixelsPerModule);
    }

    /// <summary>As PNG, six pixels a module, black on white with its quiet zone.</summary>
    public static byte[] Png(Presentation presentation)
    {
        using QRCodeData data = DataOf(presentation);
        using PngByteQRCode code = new(data);
        return code.GetGraphic(PixelsPerModule);
    }

    private static QRCodeData DataOf(Presentation presentation) =>
        QRCodeGenerator.GenerateQrCode(presentation.ToText(), QRCodeGenerator.ECCLevel.L);
}
