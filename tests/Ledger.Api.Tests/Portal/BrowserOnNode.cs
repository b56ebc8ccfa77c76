using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>Chromium beside a node that has issued a licence; the licence's file is at hand, and a changed copy.</summary>
public sealed class BrowserOnNode : IAsyncLifetime, IDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly TestNode _node = new();
    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string GoodFile => _folder["licence.pdf"];

    public string ChangedFile => _folder["changed.pdf"];

    /// <summary>Path and query of the address in the printed QR code.</summary>
    public string QrPath { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Assert.True(File.Exists(Chromium), $"{Chromium} is absent. `./ledger setup --tests` installs it; `./test` does so by itself.");
        await _node.InitializeAsync();
        Answer issued = await _node.Department.IssueAsync();
        QrPath = $"/?id={issued["identifier"]}&code={issued["checkCode"]}";
        byte[] file = (await _node.Department.ReadAsync($"{Calls.Licences}/{issued["identifier"]}/pdf")).Bytes;
        await File.WriteAllBytesAsync(GoodFile, file);
        file[file.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(ChangedFile, file);
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

        await _node.DisposeAsync();
    }

    public void Dispose()
    {
        _playwright?.Dispose();
        _node.Dispose();
        _folder.Dispose();
    }

    /// <summary>Opens the start page in a window of its own.</summary>
    internal Task<BrowserPage> OpenAsync(int width = 1_280, string path = "/") =>
        BrowserPage.OpenAsync(_browser!, new Uri(_node.Address, path), width);
}
