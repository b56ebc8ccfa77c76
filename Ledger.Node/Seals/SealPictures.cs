using Ledger.Crypto.ESeals;

namespace Ledger.Node.Seals;

/// <summary>Checks a picture that somebody sent for a seal: it is shown to everybody for years.</summary>
internal static class SealPictures
{
    /// <summary>The longest file in bytes.</summary>
    public const int LongestFile = 256 << 10;

    /// <summary>The smallest and the greatest size on paper in millimetres, each way.</summary>
    public const int LeastMillimetres = 10;

    /// <inheritdoc cref="LeastMillimetres"/>
    public const int MostMillimetres = 60;

    /// <summary>The picture in a PNG or SVG file.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="width">Width on paper in millimetres.</param>
    /// <param name="height">Height on paper in millimetres.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>, <see cref="LedgerError.TooLarge"/>; the sentence says what is wrong.</exception>
    public static ESealPicture Check(byte[] file, int width, int height)
    {
        if (file.Length > LongestFile)
        {
            throw new LedgerException(
                LedgerError.TooLarge, $"印章图片超过 {LongestFile} 字节。", $"The picture is longer than {LongestFile} bytes.", "/picture/data");
        }

        if (width is < LeastMillimetres or > MostMillimetres || height is < LeastMillimetres or > MostMillimetres)
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                $"印章尺寸应为 {LeastMillimetres} 至 {MostMillimetres} 毫米。",
                $"A seal is {LeastMillimetres} to {MostMillimetres} millimetres wide and high.",
                "/picture");
        }

        (string Chinese, string English)? fault = SealPng.Is(file) ? SealPng.FindFault(file) : SealSvg.FindFault(file);
        return fault is null
            ? ESealPicture.FromFile(file, width, height)
            : throw new LedgerException(
                LedgerError.InvalidField, $"印章图片不可用：{fault.Value.Chinese}。", $"The picture cannot be used: {fault.Value.English}.", "/picture/data");
    }
}
