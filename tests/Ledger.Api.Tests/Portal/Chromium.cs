using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>The browser of the tests: Debian's.</summary>
internal static class Chromium
{
    private const string File = "/usr/bin/chromium";

    /// <summary>Starts one without a window.</summary>
    /// <param name="playwright">By which it is led.</param>
    /// <param name="switches">Command line switches besides those that every test takes.</param>
    public static Task<IBrowser> StartAsync(IPlaywright playwright, params string[] switches)
    {
        Assert.True(System.IO.File.Exists(File), $"{File} is absent. `./ledger setup --tests` installs it; `./test` does so by itself.");
        return playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = File,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", .. switches],
        });
    }
}
