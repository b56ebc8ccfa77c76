using System.Text.Json;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Documents.Ofd;

/// <summary>A file as the viewer shows it.</summary>
/// <param name="Page">The window.</param>
/// <param name="Stamps">How many seals it shows.</param>
/// <param name="SealVerifies">What the viewer says of the seal's SM2 signature.</param>
/// <param name="DigestsAgree">What it says of the files that the seal covers.</param>
/// <param name="Text">The text of its pages.</param>
internal sealed record OpenedOfd(IPage Page, int Stamps, bool SealVerifies, bool DigestsAgree, string Text) : IAsyncDisposable
{
    /// <summary>Picture of the first page, kept for people to look at.</summary>
    public Task<byte[]> ScreenshotAsync(string name) => Page.Locator("body > div").First.ScreenshotAsync(
        new LocatorScreenshotOptions { Path = Path.Combine(OfdViewer.Pictures, name + ".png") });

    /// <summary>
    /// How two PNG pictures of one page differ: both brought to the same size, averaged over squares, the largest difference between two
    /// squares of the same place (0 to 255). Letters drawn by two programs differ by a few; a missing one leaves a hole.
    /// </summary>
    public async Task<double> DifferenceAsync(byte[] one, byte[] other)
    {
        JsonElement? difference = await Page.EvaluateAsync(
            """
            async pictures => {
              const [width, height, square] = [1188, 840, 12];
              const grey = await Promise.all(pictures.map(async data => {
                const image = new Image();
                image.src = 'data:image/png;base64,' + data;
                await image.decode();
                const canvas = document.createElement('canvas');
                [canvas.width, canvas.height] = [width, height];
                const context = canvas.getContext('2d');
                context.drawImage(image, 0, 0, width, height);
                const pixels = context.getImageData(0, 0, width, height).data;
                const sums = new Float64Array((width / square) * (height / square));
                for (let i = 0; i < width * height; i++) {
                  const at = Math.floor(Math.floor(i / width) / square) * (width / square) + Math.floor((i % width) / square);
                  sums[at] += (pixels[4 * i] + pixels[4 * i + 1] + pixels[4 * i + 2]) / 3 / square / square;
                }
                return sums;
              }));
              return Math.max(...grey[0].map((value, i) => Math.abs(value - grey[1][i])));
            }
            """,
            new[] { Convert.ToBase64String(one), Convert.ToBase64String(other) });
        return difference!.Value.GetDouble();
    }

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
