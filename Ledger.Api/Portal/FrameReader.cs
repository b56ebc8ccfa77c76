using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Ledger.Api.Portal;

/// <summary>Reads the QR code in one picture of a camera, for browsers that cannot. The picture is grey values, and nothing of it is kept.</summary>
internal static class FrameReader
{
    /// <summary>Most pixels from left to right, and from top to bottom.</summary>
    public const int LongestSide = 640;

    /// <summary>Fewest pixels a side: a code has at least 21 modules.</summary>
    public const int ShortestSide = 21;

    private static readonly Dictionary<DecodeHintType, object> Hints = new() { [DecodeHintType.TRY_HARDER] = true };

    // A picture takes some milliseconds of a processor; who scans sends the next one by itself.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>Whether a picture of so many bytes can have such a width.</summary>
    public static bool Fits(long length, long width) =>
        width is >= ShortestSide and <= LongestSide && length % width == 0 && length / width is >= ShortestSide and <= LongestSide;

    /// <summary>What the code says; null where none is found, or another picture is being read.</summary>
    /// <param name="grey">Line by line, 0 for black.</param>
    /// <param name="width">Pixels of a line.</param>
    public static string? Read(byte[] grey, int width)
    {
        ArgumentNullException.ThrowIfNull(grey);
        if (!Turn.Wait(0))
        {
            return null;
        }

        try
        {
            int height = grey.Length / width;
            PlanarYUVLuminanceSource source = new(grey, width, height, 0, 0, width, height, false);
            return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)), Hints)?.Text;
        }
        catch (Exception e) when (e is ReaderException or ArgumentException or IndexOutOfRangeException or InvalidOperationException or OverflowException)
        {
            return null; // what looked like a code is none
        }
        finally
        {
            Turn.Release();
        }
    }
}
