using System.Text.Json;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>One window without a network. On leaving it, nothing may have been asked for and nothing reported on its console.</summary>
internal sealed class OfflineWindow : IAsyncDisposable
{
    // What the page shows of its verdict, read from the page itself.
    private const string Reading = """
        () => JSON.stringify({
          conclusion: document.querySelector('.answer').className.replace('answer ', ''),
          asOf: document.querySelector('.as-of time')?.getAttribute('datetime') ?? null,
          values: [...document.querySelectorAll('.difference dd')].map((dd) => dd.textContent),
          checks: [...document.querySelectorAll('.checks li')].map((li) => [li.dataset.name, li.dataset.result, li.querySelector('span').firstChild.textContent]),
        })
        """;

    private readonly IBrowserContext _context;
    private readonly List<string> _reports = [];
    private int _files;

    private OfflineWindow(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        Page.Console += (_, message) => _reports.Add($"{message.Type}: {message.Text}");
        Page.PageError += (_, error) => _reports.Add(error);
        Page.FileChooser += static (_, _) => { }; // who listens from the start is not too late when a key opens one
        Page.Request += (_, request) => _reports.AddRange(
            new[] { request.Url }.Where(url => !url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)));
    }

    public IPage Page { get; }

    /// <summary>What was reported or asked for so far.</summary>
    public IReadOnlyList<string> Reports => _reports;

    public static async Task<OfflineWindow> OpenAsync(IBrowser browser, Uri address, BrowserNewContextOptions options)
    {
        IBrowserContext context = await browser.NewContextAsync(options);
        await context.SetOfflineAsync(true);
        OfflineWindow window = new(context, await context.NewPageAsync());
        await window.Page.GotoAsync(address.AbsoluteUri);
        return window;
    }

    /// <summary>Sets the page's clock; it stands still from then on.</summary>
    public Task SetClockAsync(DateTimeOffset now) => Page.Clock.SetFixedTimeAsync(now.UtcDateTime);

    /// <summary>Chooses a file and waits for its verdict.</summary>
    public async Task<ShownVerdict> VerifyAsync(byte[] file)
    {
        string name = $"file-{++_files}.pdf";
        await Page.SetInputFilesAsync("#file", new FilePayload { Name = name, MimeType = "application/pdf", Buffer = file });
        await Page.WaitForFunctionAsync("name => document.querySelector('#answer dd')?.textContent === name", name);
        using JsonDocument shown = JsonDocument.Parse(await Page.EvaluateAsync<string>(Reading));
        JsonElement root = shown.RootElement;
        return new ShownVerdict(
            root.GetProperty("conclusion").GetString()!,
            root.GetProperty("asOf").GetString() is string asOf ? DateTimeOffset.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture) : null,
            [.. root.GetProperty("checks").EnumerateArray().Concat(new[] { root.GetProperty("values") }.Where(values => values.GetArrayLength() > 0)).Select(check => string.Join(' ', check.EnumerateArray().Select(part => part.GetString())))]);
    }

    /// <summary>Keeps a picture for people to look at, beside the test's own output.</summary>
    public Task KeepPictureAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Repository.Root, "artifacts", "portal", name + ".png"),
        FullPage = true,
    });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_reports);
    }
}
