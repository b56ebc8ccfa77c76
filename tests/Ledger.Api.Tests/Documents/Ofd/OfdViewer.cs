using System.Text.Json;
using System.Xml.Linq;
using Ledger.Api.Documents.Ofd;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Documents.Ofd;

/// <summary>ofd.js, a viewer that nobody here wrote, in Chromium.</summary>
public sealed class OfdViewer : IAsyncLifetime, IDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where pictures are kept for people to look at.</summary>
    public static string Pictures { get; } = Path.Combine(Repository.Root, "artifacts", "ofd");

    public async Task InitializeAsync()
    {
        Assert.True(File.Exists(Chromium), $"{Chromium} is absent. `./ledger setup --tests` installs it; `./test` does so by itself.");
        Directory.CreateDirectory(Pictures);
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
    }

    public void Dispose() => _playwright?.Dispose();

    /// <summary>Opens a file in the viewer. It knows fonts by name only, so the page around it loads those that the file brings.</summary>
    /// <param name="ofd">The file.</param>
    /// <param name="compareDigests">Whether it compares the files that the seal covers, which takes it seconds.</param>
    internal async Task<OpenedOfd> OpenAsync(byte[] ofd, bool compareDigests = false)
    {
        IPage page = await _browser!.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1_300, Height = 950 } });
        await page.SetContentAsync("<!DOCTYPE html><html lang='zh'><body style='margin:0'></body></html>");
        string library = Path.Combine(Repository.Root, "node_modules", "ofd.js", "lib", "ofd.umd.min.js");
        Assert.True(File.Exists(library), "ofd.js is absent. `./ledger setup --tests` installs it; `./test` does so by itself.");
        await page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = library });
        foreach (XElement font in SampleOfd.Xml(ofd, OfdNames.Resources).Descendants(SampleOfd.Namespace + "Font"))
        {
            await page.EvaluateAsync(
                """
                async ([name, data]) => {
                  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
                  document.fonts.add(await new FontFace(name, bytes).load());
                }
                """,
                new[] { font.Attribute("FamilyName")!.Value, Convert.ToBase64String(SampleOfd.File(ofd, "Doc_0/Res/" + font.Value)) });
        }

        JsonElement? found = await page.EvaluateAsync(
            """
            ([data, compare]) => new Promise((done, fail) => ofd.parseOfdDocument({
              ofd: Uint8Array.from(atob(data), c => c.charCodeAt(0)).buffer,
              fail,
              success: documents => {
                const stamps = Object.values(documents[0].stampAnnot).flat();
                const digests = compare === 'yes' && [...window.toBeChecked.values()].every(files => files.length > 0 && ofd.digestCheck(files));
                for (const div of ofd.renderOfd(1270, documents[0])) document.body.append(div);
                done({ stamps: stamps.length, seal: stamps.every(stamp => stamp.stamp.signedInfo.VerifyRet), digests, text: document.body.textContent });
              },
            }))
            """,
            new[] { Convert.ToBase64String(ofd), compareDigests ? "yes" : "no" });
        return new OpenedOfd(
            page,
            found!.Value.GetProperty("stamps").GetInt32(),
            found.Value.GetProperty("seal").GetBoolean(),
            found.Value.GetProperty("digests").GetBoolean(),
            found.Value.GetProperty("text").GetString()!);
    }
}
