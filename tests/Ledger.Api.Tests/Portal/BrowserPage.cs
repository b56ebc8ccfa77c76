using System.Text.Json.Nodes;
using Ledger.Api.Tests.SignIn;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>One window with the start page. On leaving it, nothing may have been reported on its console: no blocked style, no error.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(Repository.Root, "node_modules", "axe-core", "axe.min.js")));

    private readonly IBrowserContext _context;
    private readonly List<string> _reports = [];

    private BrowserPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        Page.Console += (_, message) => _reports.Add($"{message.Type}: {message.Text}");
        Page.PageError += (_, error) => _reports.Add(error);
        Page.FileChooser += static (_, _) => { }; // who listens from the start is not too late when a key opens one
    }

    public IPage Page { get; }

    public static async Task<BrowserPage> OpenAsync(IBrowser browser, Uri address, int width, Visitor visitor, string? state)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = visitor.English ? "en-GB" : "zh-CN",
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = visitor.Scripts,
            ColorScheme = visitor.Dark ? ColorScheme.Dark : ColorScheme.Light,
            StorageState = state,
        });
        BrowserPage page = new(context, await context.NewPageAsync());
        await page.Page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>What a browser keeps of somebody who signed in.</summary>
    public static string StateOf(TestVisitor visitor) => StateOf(visitor.Address, visitor.Session.Key, visitor.Session.Value);

    /// <summary>What a browser keeps of somebody who signed in.</summary>
    /// <param name="address">Where.</param>
    /// <param name="name">Name of the session's cookie.</param>
    /// <param name="session">The cookie.</param>
    public static string StateOf(Uri address, string name, string session) => new JsonObject
    {
        ["cookies"] = new JsonArray(new JsonObject
        {
            ["name"] = name,
            ["value"] = session,
            ["domain"] = address.Host,
            ["path"] = "/",
            ["expires"] = -1,
            ["httpOnly"] = true,
            ["secure"] = true,
            ["sameSite"] = "Lax",
        }),
        ["origins"] = new JsonArray(),
    }.ToJsonString();

    /// <summary>Another page of the same visitor, in a tab beside this one.</summary>
    public async Task<BrowserPage> AnotherAsync(string path)
    {
        BrowserPage page = new(_context, await _context.NewPageAsync());
        await page.Page.GotoAsync(new Uri(new Uri(Page.Url), path).ToString());
        return page;
    }

    /// <summary>The headline of the answer.</summary>
    public Task<string> VerdictAsync() => Page.InnerTextAsync(".answer h2");

    /// <summary>Name of the element that has the focus.</summary>
    public Task<string> FocusedAsync() => Page.EvaluateAsync<string>("() => document.activeElement.tagName");

    /// <summary>Presses Tab until the focus is on such an element.</summary>
    public async Task TabToAsync(string selector)
    {
        for (int i = 0; i < 150 && !await Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector); i++)
        {
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.True(await Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector), $"Tab never reaches {selector}");
    }

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

    /// <summary>Presses something of the page, which has to fit its window.</summary>
    public Task ClickAsync(string selector) => ClickAsync(Page.Locator(selector).First);

    /// <summary>The same, of something that was found.</summary>
    public async Task ClickAsync(ILocator found)
    {
        await FitsAsync();
        await found.ClickAsync();
    }

    /// <summary>Presses a link of the page, which has to fit its window, and takes the file that comes.</summary>
    public async Task<IDownload> DownloadAsync(ILocator link)
    {
        await FitsAsync();
        return await Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
    }

    /// <summary>The page, once it has loaded, does not scroll sideways.</summary>
    public async Task FitsAsync()
    {
        for (int i = 0; ; i++)
        {
            await Page.LoadsAsync();
            try
            {
                Assert.False(await ScrollsSidewaysAsync(), $"{Page.Url} scrolls sideways at {Page.ViewportSize!.Width} px");
                return;
            }
            catch (PlaywrightException) when (i < 10)
            {
                // The page left for the next one while it was asked.
            }
        }
    }

    public Task<bool> ScrollsSidewaysAsync() =>
        Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>What a judge of pages that others wrote (axe-core) finds wrong, all of it.</summary>
    public async Task<string[]> ViolationsAsync()
    {
        await Page.EvaluateAsync(Axe.Value);
        return await Page.EvaluateAsync<string[]>(
            """
            async () => {
              const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
              return violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map((node) => node.html).join(' ')}`);
            }
            """);
    }

    /// <summary>Keeps a picture for people to look at, beside the test's own output.</summary>
    public async Task KeepPictureAsync(string name)
    {
        await FitsAsync();
        for (int failed = 0; ; failed++)
        {
            try
            {
                await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "artifacts", "portal", name + ".png"), FullPage = true });
                return;
            }
            catch (PlaywrightException exception) when (failed < 3 && exception.Message.Contains("Unable to capture screenshot", StringComparison.Ordinal))
            {
                // The browser itself cannot now and then, and does the next time.
            }
        }
    }

    /// <summary>Takes a picture for docs/guide, where LEDGER_REFRESH_GUIDE=1 asks for new ones.</summary>
    public async Task TakeForGuideAsync(string name, int width = 640, int height = 420)
    {
        if (Environment.GetEnvironmentVariable("LEDGER_REFRESH_GUIDE") == "1")
        {
            PageViewportSizeResult before = Page.ViewportSize!;
            await Page.SetViewportSizeAsync(width, height);
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "docs", "guide", "pictures", name + ".png") });
            await Page.SetViewportSizeAsync(before.Width, before.Height);
        }
    }

    /// <summary>The same, as wide as a phone, in one of the two languages.</summary>
    public Task TakeForGuideAsync(string name, bool english) => TakeForGuideAsync($"{name}-{(english ? "en" : "zh")}", width: 360, height: 520);

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();

        // The browser itself notes a page that answers with a refusal, and that it clears what was kept of it; both are the page's right.
        Assert.DoesNotContain(_reports, report => !report.Contains("the server responded with a status of 4", StringComparison.Ordinal)
            && !report.StartsWith("info: Clear-Site-Data", StringComparison.Ordinal));
    }
}
