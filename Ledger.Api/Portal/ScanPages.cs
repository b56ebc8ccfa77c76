using Ledger.Api.Problems;
using Ledger.Node;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal;

/// <summary>Anybody reads a printed or shown code here by the camera. The one page with a script, and the one that may ask for the camera.</summary>
internal static class ScanPages
{
    /// <summary>The page.</summary>
    public const string Path = "/scan";

    public static void MapScanPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context) => Pages.Show<ScanPage>(context)).ExcludeFromDescription();
        routes.MapGet(PortalFile.ScanScript.Path, PortalFile.ScanScript.Get).ExcludeFromDescription();
        routes.MapPost($"{Path}/frame", ReadAsync).ExcludeFromDescription();
    }

    /// <summary>Reads one picture of the camera: grey values, line by line, as many a line as <c>width</c> says.</summary>
    private static async Task<Results<Ok<ScannedCode>, NoContent>> ReadAsync(HttpContext context, CancellationToken cancel)
    {
        RequestQuery asked = new(context.Request.Query);
        long width = asked.Number("width") ?? 0;
        asked.End();
        using MemoryStream grey = new();
        await context.Request.Body.CopyToAsync(grey, cancel);
        if (!FrameReader.Fits(grey.Length, width))
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                $"画面应为灰度值，每边 {FrameReader.ShortestSide} 至 {FrameReader.LongestSide} 个像素，宽度与内容相符。",
                $"A picture is grey values, {FrameReader.ShortestSide} to {FrameReader.LongestSide} pixels a side, and has the width that it says.",
                "/width");
        }

        context.Response.Headers.CacheControl = "no-store";
        return FrameReader.Read(grey.ToArray(), (int)width) is string text ? TypedResults.Ok(new ScannedCode(text)) : TypedResults.NoContent();
    }

    /// <summary>What a code says.</summary>
    /// <param name="Text">Its characters.</param>
    internal sealed record ScannedCode(string Text);
}
