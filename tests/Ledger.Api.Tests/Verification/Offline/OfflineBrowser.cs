using Ledger.Api.Verification.Offline;
using Ledger.Crypto.Verification;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>One Chromium for everything that is asked of the offline page, and a province that issued the licences it judges.</summary>
public sealed class OfflineBrowser : IAsyncLifetime, IDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private int _pages;

    /// <summary>The province.</summary>
    public Province Province { get; } = new();

    /// <summary>A file in a folder of the tests' own.</summary>
    public string this[string name] => _folder[name];

    public async Task InitializeAsync()
    {
        Assert.True(File.Exists(Chromium), $"{Chromium} is absent. `./ledger setup --tests` installs it; `./test` does so by itself.");
        await Province.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        await Province.DisposeAsync();
    }

    public void Dispose()
    {
        _playwright?.Dispose();
        Province.Dispose();
        _folder.Dispose();
    }

    /// <summary>The page from the disk in a window of its own, with the network off.</summary>
    /// <param name="policy">What is built into it; null for nothing.</param>
    /// <param name="options">The window; null for the usual one.</param>
    internal async Task<OfflineWindow> OpenAsync(TrustPolicy? policy, BrowserNewContextOptions? options = null)
    {
        string path = _folder[$"verify-{Interlocked.Increment(ref _pages)}.html"];
        await File.WriteAllBytesAsync(path, OfflinePage.Write(policy is null ? null : new TrustBundle(policy)));
        return await OfflineWindow.OpenAsync(_browser!, new Uri(path), options ?? new BrowserNewContextOptions { Locale = "zh-CN" });
    }

    /// <summary>An empty page that has the exports of some of the page's modules as <c>modules</c>.</summary>
    internal async Task<OfflineWindow> OpenModulesAsync(params string[] paths)
    {
        string path = _folder[$"modules-{Interlocked.Increment(ref _pages)}.html"];
        await File.WriteAllTextAsync(path, $"<!DOCTYPE html><link rel=icon href='data:,'><script>{OfflineScript.Modules(paths)}</script>");
        return await OfflineWindow.OpenAsync(_browser!, new Uri(path), new BrowserNewContextOptions());
    }
}
