using System.Net;
using System.Net.Sockets;
using Ledger.Crypto.Verification;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Verification.Offline;

/// <summary>The page as people use it: mouse, dropped files, keyboard alone, large letters, a small screen, other trust.</summary>
[Collection(OfflineBrowserGroup.Name)]
public sealed class OfflinePageTests(OfflineBrowser browser)
{
    private readonly OfflineCases _cases = new(browser.Province);

    [Theory]
    [InlineData(390, "phone")]
    [InlineData(1_280, "desktop")]
    public async Task A_verdict_is_shown_with_the_time_that_it_holds_for(int width, string name)
    {
        await using OfflineWindow window = await OpenAsync(width);
        ShownVerdict verdict = await window.VerifyAsync(_cases.Good);
        Assert.Equal("valid", verdict.Conclusion);
        Assert.Contains("有效", await window.Page.InnerTextAsync("#verdict"), StringComparison.Ordinal);
        string asOf = await window.Page.InnerTextAsync(".as-of");
        Assert.Contains($"状态截至 {BeijingTime.TextOf(verdict.AsOf!.Value)}（北京时间） · 距今", asOf, StringComparison.Ordinal);
        Assert.Contains("状态截至", await window.Page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
        Assert.False(await ScrollsSidewaysAsync(window));
        await window.KeepPictureAsync($"offline-valid-{name}");
        await window.VerifyAsync(_cases.Good[..^1]);
        await window.KeepPictureAsync($"offline-not-valid-{name}");
    }

    [Fact]
    public async Task The_language_is_switched_with_the_verdict_on_the_page()
    {
        await using OfflineWindow window = await OpenAsync(1_280);
        await window.VerifyAsync(_cases.Good);
        await window.Page.ClickAsync("#language");
        Assert.Equal("✔ Valid", await window.Page.InnerTextAsync("#verdict"));
        Assert.Contains("Status as of", await window.Page.InnerTextAsync(".as-of"), StringComparison.Ordinal);
        Assert.Equal("en", await window.Page.GetAttributeAsync("html", "lang"));
        await window.Page.ClickAsync("#language");
        Assert.Equal("✔ 有效", await window.Page.InnerTextAsync("#verdict"));
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough_and_goes_from_top_to_bottom()
    {
        await using OfflineWindow window = await OpenAsync(1_280);
        await window.VerifyAsync(_cases.Good);
        await window.Page.EvaluateAsync("() => document.activeElement.blur()");
        List<string> focused = [];
        for (int i = 0; i < 4; i++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            focused.Add(await window.Page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.tagName"));
        }

        Assert.Equal(["language", "file", "SUMMARY", "SUMMARY"], focused); // data, trust
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("trust-file", await window.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        IFileChooser chooser = await window.Page.RunAndWaitForFileChooserAsync(async () =>
        {
            await window.Page.FocusAsync("#file");
            await window.Page.Keyboard.PressAsync("Space");
        });
        Assert.False(chooser.IsMultiple);
    }

    [Fact]
    public async Task Letters_twice_as_large_need_no_sideways_scrolling()
    {
        // 200 % of a screen of 1,280 points leaves 640 for the page; WCAG 1.4.10 asks for 320.
        foreach (int width in (int[])[640, 320])
        {
            await using OfflineWindow window = await OpenAsync(width);
            await window.VerifyAsync(_cases.Good);
            await window.Page.ClickAsync("#trust summary");
            Assert.False(await ScrollsSidewaysAsync(window), $"{width} points");
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_against_WCAG_2_2_AA(ColorScheme colours)
    {
        await using OfflineWindow window = await browser.OpenAsync(
            browser.Province.Policy, new BrowserNewContextOptions { Locale = "zh-CN", ColorScheme = colours, BypassCSP = true });
        await window.Page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = Path.Combine(Repository.Root, "node_modules", "axe-core", "axe.min.js") });
        await AssertCleanAsync(window.Page, "empty");
        foreach (byte[] file in (byte[][])[_cases.Good, _cases.Good[..^1], []])
        {
            await window.VerifyAsync(file);
            await window.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })");
            await AssertCleanAsync(window.Page, $"{file.Length} bytes");
        }
    }

    [Fact]
    public async Task Another_trust_bundle_is_taken_and_its_digest_shown()
    {
        TrustPolicy other = browser.Province.Policy with { Logs = [] };
        TrustBundle bundle = new(other);
        await using OfflineWindow window = await OpenAsync(1_280);
        await window.VerifyAsync(_cases.Good);
        Assert.Equal(new TrustBundle(browser.Province.Policy).SpokenDigest, await window.Page.TextContentAsync("#trust-digest"));
        await ChooseTrustAsync(window, bundle.ToBytes(), "已换用另一份信任文件");
        Assert.Equal(bundle.SpokenDigest, await window.Page.TextContentAsync("#trust-digest"));
        Assert.Equal(0, await window.Page.Locator(".answer").CountAsync()); // the verdict was by another trust
        Assert.Equal("cannot-tell", (await window.VerifyAsync(_cases.Good)).Conclusion);
        await ChooseTrustAsync(window, "{}"u8.ToArray(), "这不是信任文件");
        Assert.Equal(bundle.SpokenDigest, await window.Page.TextContentAsync("#trust-digest"));
    }

    [Fact]
    public async Task Without_a_trust_bundle_no_file_is_taken()
    {
        await using OfflineWindow window = await browser.OpenAsync(policy: null);
        Assert.True(await window.Page.IsDisabledAsync("#file"));
        Assert.Contains("请先选择信任文件", await window.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await ChooseTrustAsync(window, new TrustBundle(browser.Province.Policy).ToBytes(), "已换用另一份信任文件");
        Assert.Equal("valid", (await window.VerifyAsync(_cases.Good)).Conclusion);
    }

    [Fact]
    public async Task The_page_cannot_talk_to_anybody()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        OfflineWindow window = await OpenAsync(1_280);
        await window.Page.Context.SetOfflineAsync(false);
        string[] outcomes = await window.Page.EvaluateAsync<string[]>(
            """
            async (address) => {
              const image = new Promise((resolve) => {
                const made = new Image();
                made.onload = () => resolve('loaded');
                made.onerror = () => resolve('refused');
                made.src = `${address}image`;
              });
              const get = fetch(address).then(() => 'loaded', () => 'refused');
              const script = new Promise((resolve) => {
                const made = document.createElement('script');
                made.onload = () => resolve('loaded');
                made.onerror = () => resolve('refused');
                made.src = `${address}script`;
                document.head.append(made);
              });
              return Promise.all([image, get, script]);
            }
            """, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        Assert.All(outcomes, outcome => Assert.Equal("refused", outcome));
        Assert.False(listener.Pending());
        Assert.NotEmpty(window.Reports); // the browser says that the policy forbade it
        Assert.All(window.Reports, report => Assert.Matches("Content Security Policy|http://127.0.0.1", report));
        await window.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task A_package_that_is_no_OFD_cannot_be_told()
    {
        await using OfflineWindow window = await OpenAsync(1_280);
        Assert.Equal("cannot-tell", (await window.VerifyAsync([.. "PK\u0003\u0004"u8, .. new byte[100]])).Conclusion);
        Assert.Contains("无法作为 OFD 读取", await window.Page.InnerTextAsync(".reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_takes_too_long_is_given_up_and_the_next_one_judged()
    {
        await using OfflineWindow window = await OpenAsync(1_280);
        await window.Page.Clock.InstallAsync();

        // A worker that never answers stands for a file that nobody has found yet.
        await window.Page.EvaluateAsync(
            "() => { globalThis.Real = Worker; globalThis.Worker = class { postMessage() { globalThis.asked = true; } terminate() { globalThis.ended = true; } }; }");
        await window.Page.SetInputFilesAsync("#file", new FilePayload { Name = "slow.pdf", MimeType = "application/pdf", Buffer = _cases.Good });
        await window.Page.WaitForFunctionAsync("() => globalThis.asked");
        await window.Page.Clock.FastForwardAsync(21_000);
        await window.Page.WaitForFunctionAsync("() => document.querySelector('#verdict') !== null");
        Assert.Contains("无法判定", await window.Page.InnerTextAsync("#verdict"), StringComparison.Ordinal);
        Assert.Contains("核验超时", await window.Page.InnerTextAsync(".reason"), StringComparison.Ordinal);
        Assert.True(await window.Page.EvaluateAsync<bool>("() => globalThis.ended"));

        await window.Page.EvaluateAsync("() => { globalThis.Worker = Real; }");
        Assert.Equal("valid", (await window.VerifyAsync(_cases.Good)).Conclusion);
    }

    private static async Task AssertCleanAsync(IPage page, string what)
    {
        string[] violations = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
              return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
            }
            """);
        Assert.True(violations.Length == 0, $"{what}\n{string.Join('\n', violations)}");
    }

    private static async Task ChooseTrustAsync(OfflineWindow window, byte[] bundle, string said)
    {
        await window.Page.SetInputFilesAsync("#trust-file", new FilePayload { Name = "bundle.json", MimeType = "application/json", Buffer = bundle });
        await window.Page.WaitForFunctionAsync("said => document.querySelector('#status').textContent.includes(said)", said);
    }

    private static Task<bool> ScrollsSidewaysAsync(OfflineWindow window) =>
        window.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");

    private Task<OfflineWindow> OpenAsync(int width) => browser.OpenAsync(
        browser.Province.Policy, new BrowserNewContextOptions { Locale = "zh-CN", ViewportSize = new ViewportSize { Width = width, Height = 900 } });
}
