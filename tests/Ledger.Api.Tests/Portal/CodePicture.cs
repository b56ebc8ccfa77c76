using System.Collections;
using System.Text;
using QRCoder;

namespace Ledger.Api.Tests.Portal;

/// <summary>A QR code as a camera would see it: grey values in the middle of a light picture.</summary>
internal static class CodePicture
{
    private const byte Light = 230;
    private const byte Dark = 30;

    /// <summary>The picture, line by line.</summary>
    public static byte[] Grey(string text, int width, int height)
    {
        using QRCodeData data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
        List<BitArray> modules = data.ModuleMatrix;
        int size = Math.Min(width, height) / modules.Count;
        (int left, int top) = ((width - (size * modules.Count)) / 2, (height - (size * modules.Count)) / 2);
        byte[] grey = new byte[width * height];
        Array.Fill(grey, Light);
        for (int row = 0; row < size * modules.Count; row++)
        {
            for (int column = 0; column < size * modules.Count; column++)
            {
                if (modules[row / size][column / size])
                {
                    grey[((top + row) * width) + left + column] = Dark;
                }
            }
        }

        return grey;
    }

    /// <summary>A film of it (YUV4MPEG2), which Chromium plays for its camera.</summary>
    public static byte[] Film(string text, int width, int height, int pictures)
    {
        byte[] picture = [.. "FRAME\n"u8, .. Grey(text, width, height), .. Enumerable.Repeat((byte)128, width * height / 2)];
        return [.. Encoding.ASCII.GetBytes($"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n"), .. Enumerable.Repeat(picture, pictures).SelectMany(bytes => bytes)];
    }
}
