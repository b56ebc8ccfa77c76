using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>One window with the start page. On leaving it, nothing may have been reported on its console: no blocked style, no error.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _reports = [];

    private BrowserPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        Page.Console += (_, message) => _reports.Add($"{message.Type}: {message.Text}");
        Page.PageError += (_, error) => _reports.Add(error);
    }

    public IPage Page { get; }

    public static async Task<BrowserPage> OpenAsync(IBrowser browser, Uri address, int width)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = "zh-CN",
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
        });
        BrowserPage page = new(context, await context.NewPageAsync());
        await page.Page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>The headline of the answer.</summary>
    public Task<string> VerdictAsync() => Page.InnerTextAsync(".answer h2");

    /// <summary>Name of the element that has the focus.</summary>
    public Task<string> FocusedAsync() => Page.EvaluateAsync<string>("() => document.activeElement.tagName");

    /// <summary>Drags a file from outside the window onto an element and lets it go there.</summary>
    /// <param name="file">Full path.</param>
    /// <param name="selector">The element.</param>
    /// <param name="across">Where on it, 0 to 1 from the left.</param>
    /// <param name="down">Where on it, 0 to 1 from the top.</param>
    public async Task DropAsync(string file, string selector, float across, float down)
    {
        LocatorBoundingBoxResult box = (await Page.Locator(selector).BoundingBoxAsync())!;
        ICDPSession session = await _context.NewCDPSessionAsync(Page);
        foreach (string type in new[] { "dragEnter", "dragOver", "drop" })
        {
            await session.SendAsync("Input.dispatchDragEvent", new Dictionary<string, object>
            {
                ["type"] = type,
                ["x"] = box.X + (box.Width * across),
                ["y"] = box.Y + (box.Height * down),
                ["data"] = new Dictionary<string, object> { ["items"] = Array.Empty<object>(), ["files"] = new[] { file }, ["dragOperationsMask"] = 1 },
            });
        }
    }

    public Task<bool> ScrollsSidewaysAsync() =>
        Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>Keeps a picture for people to look at, beside the test's own output.</summary>
    public Task KeepPictureAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Repository.Root, "artifacts", "portal", name + ".png"),
        FullPage = true,
    });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();

        // The browser itself notes a page that answers 404; that is the page's right.
        Assert.DoesNotContain(_reports, report => !report.Contains("status of 404", StringComparison.Ordinal));
    }
}
