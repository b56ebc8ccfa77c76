using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>
/// Waits that ask the page again and again. The client's own waits for an address or for a loaded page look first and listen afterwards,
/// and on a busy machine wait in vain for what happened in between.
/// </summary>
internal static class PageWaits
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits up to half a minute until the page has loaded at an address that the pattern finds itself in.</summary>
    public static async Task ArrivesAtAsync(this IPage page, Regex address)
    {
        for (int i = 0; i < 1_500 && !(address.IsMatch(page.Url) && await HasLoadedAsync(page)); i++)
        {
            await Task.Delay(Pause);
        }

        Assert.Matches(address, page.Url);
        Assert.True(await HasLoadedAsync(page), $"{page.Url} does not load");
    }

    /// <summary>The same, of an address that begins so.</summary>
    public static Task ArrivesAtAsync(this IPage page, Uri start) => page.ArrivesAtAsync(new Regex("^" + Regex.Escape(start.ToString())));

    /// <summary>Waits up to half a minute until the page where it is has loaded.</summary>
    public static Task LoadsAsync(this IPage page) => page.ArrivesAtAsync(new Regex(""));

    private static async Task<bool> HasLoadedAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState") == "complete";
        }
        catch (PlaywrightException)
        {
            return false; // the page left for the next one while it was asked
        }
    }
}
