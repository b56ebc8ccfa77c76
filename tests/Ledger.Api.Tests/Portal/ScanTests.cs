using System.Net;
using System.Text.RegularExpressions;
using Ledger.Api.Portal;
using Ledger.Api.Security;

namespace Ledger.Api.Tests.Portal;

/// <summary>The page with the camera, in Chromium with a film for its camera; Chromium on Linux has no reader of codes, so that the node reads.</summary>
[Collection(PortalScene.Collection)]
public sealed class ScanTests(PortalScene scene)
{
    [Theory]
    [FlowViews]
    public async Task A_code_before_the_camera_is_read_and_answered(FlowView view)
    {
        await using BrowserPage page = await scene.OpenAsync(view, scripts: true);
        await page.ClickAsync($"text={view.In("用摄像头扫描二维码", "Scan a code with the camera")}");
        Assert.Empty(await page.ViolationsAsync());
        await page.KeepPictureAsync($"scan-{view}");
        await page.ClickAsync("#start");
        await page.Page.ArrivesAtAsync(new Regex("/\\?id="));
        Assert.Equal(view.In("✔ 有效", "✔ Valid"), await page.VerdictAsync());
        await page.FitsAsync();
    }

    [Fact]
    public async Task Without_scripts_the_page_says_what_else_there_is()
    {
        await using BrowserPage page = await scene.OpenAsync(path: ScanPages.Path, visitor: new Visitor(Scripts: false, English: true));
        Assert.Contains("type identifier and check code", await page.Page.InnerTextAsync("noscript"), StringComparison.Ordinal);
        Assert.False(await page.Page.IsVisibleAsync("#start"));
    }

    [Fact]
    public async Task Only_the_page_with_the_camera_may_run_its_script_and_ask_for_the_camera()
    {
        foreach ((string path, bool scans) in new[] { ("/", false), (ScanPages.Path, true), ("/scan.js", false), ("/sign-in", false) })
        {
            Answer answer = await scene.Node.Anyone.ReadAsync(path);
            string policy = answer.Headers["Content-Security-Policy"];
            Assert.Equal(scans, policy.Contains("script-src 'self'; connect-src 'self'", StringComparison.Ordinal));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal(scans, answer.Headers["Permissions-Policy"].Contains("camera=(self)", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("?width=640", PagePermissions.FrameBytes, HttpStatusCode.NoContent)]
    [InlineData("?width=640", PagePermissions.FrameBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("?width=641", 641, HttpStatusCode.UnprocessableEntity)]
    [InlineData("", 4_096, HttpStatusCode.UnprocessableEntity)]
    public async Task A_picture_has_its_bytes_and_its_width(string query, int length, HttpStatusCode status)
    {
        using ByteArrayContent picture = new(new byte[length]);
        using HttpResponseMessage answer = await scene.Node.Anyone.PostAsync($"/scan/frame{query}", picture);
        Assert.Equal(status, answer.StatusCode);
    }
}
