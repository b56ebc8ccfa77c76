using System.Text.RegularExpressions;
using Ledger.Api.Security;
using Ledger.Api.Tests.Consents;
using Ledger.Api.Tests.Security;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>
/// Every page of the table in a real browser, in both languages: it fits at every width, a judge of pages that others wrote finds nothing, the
/// keyboard reaches everything in order and seen, and it needs no script. With LEDGER_TEST_FULL=1 it is judged at every width, light and dark; else at
/// one width in one of the two, which differ from page to page. A page that is added to the table is looked at by itself.
/// </summary>
[Collection(EveryPageScene.Collection)]
public sealed class EveryPageTests(EveryPageScene scene)
{
    // A window of 1280 pixels at 200 % has 640 to lay out in (WCAG 2.2, 1.4.4), at 400 % 320 (1.4.10).
    private static readonly int[] Widths = [360, 1_440, 768, 320, 640];

    // What the table has among its pages, and is none.
    private static readonly string[] Files = ["/portal.css", "/scan.js", "/view", "/start", "/picture", "/pdf", "/ofd", "/errors", "/refused-rows", "/export"];

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_page_fits_is_found_accessible_and_is_used_by_keys_alone(bool english)
    {
        List<string> wrong = [];
        int turn = english ? 2 : 0;
        foreach (IGrouping<MatrixPerson?, LookedAtPage> group in Looked().GroupBy(page => page.Person))
        {
            await using BrowserPage page = await scene.OpenAsync(group.Key, "/", english);
            foreach (LookedAtPage looked in group)
            {
                IResponse answer = (await page.Page.GotoAsync(new Uri(scene.Address, looked.Path).ToString()))!;
                List<string> faults = [.. await PageJudge.FaultsAsync(page.Page, english)];
                if (answer.Status != looked.Status || !answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal))
                {
                    faults.Add($"answers {answer.Status} as {answer.Headers["content-type"]}");
                }

                await foreach (string fault in FaultsOfLooksAsync(page, looked.Name + (english ? "-en" : "-zh"), turn++))
                {
                    faults.Add(fault);
                }

                faults.AddRange(await PageJudge.FaultsOfKeyboardAsync(page.Page));
                wrong.AddRange(faults.Select(fault => $"{looked.Name}: {fault}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The pages of the table, then what they are besides: filled by a query, refused, absent.</summary>
    private IEnumerable<LookedAtPage> Looked()
    {
        PermissionRow[] rows = [.. EveryPageScene.Rows.Where(row => row.Method == "GET")];
        foreach (PermissionRow row in rows.Where(row => !Files.Any(file => row.Route.EndsWith(file, StringComparison.Ordinal))))
        {
            // One node has no neighbours: what it shows of another's is looked at where there are two.
            int status = row.Route.StartsWith("/counter/provinces/", StringComparison.Ordinal) ? 422 : 200;
            yield return new(row.Route == "/" ? "home" : Regex.Replace(row.Route, "[^a-z]+", "-").Trim('-'), scene.PersonOf(row), scene.PathOf(row), status);
        }

        MatrixPerson? Of(string route) => scene.PersonOf(rows.Single(row => row.Route == route));
        yield return new("consent-of-an-item", Of("/me/consents/new"), $"/me/consents/new?item={ConsentBodies.FoodItem}");
        yield return new("list-with-a-fault", Of("/counter/licences"), "/counter/licences?state=valid&expiresTo=oops", 422);
        yield return new("sign-in-needed", null, "/me", 401);
        yield return new("absent", null, "/nothing-here", 404);
    }

    private static async IAsyncEnumerable<string> FaultsOfLooksAsync(BrowserPage page, string name, int turn)
    {
        foreach ((int place, int width) in Widths.Index())
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            if (await page.ScrollsSidewaysAsync())
            {
                yield return $"scrolls sideways at {width} px";
            }

            if (!IsFull && place != turn % Widths.Length)
            {
                continue;
            }

            foreach (bool dark in IsFull ? [false, true] : new[] { turn / Widths.Length % 2 == 1 })
            {
                await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                await page.KeepPictureAsync($"every/{name}-{width}{(dark ? "-dark" : "")}");
                foreach (string violation in await page.ViolationsAsync())
                {
                    yield return $"{width} px{(dark ? ", dark" : "")}: {violation}";
                }
            }
        }
    }
}
