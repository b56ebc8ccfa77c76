using Ledger.Api.Security;
using Ledger.Api.Tests.Security;
using Microsoft.Playwright;

namespace Ledger.Api.Tests.Portal;

/// <summary>
/// Every page that the table of pages names, on a node that has one thing of every kind to show, with everybody who may see it, and a browser.
/// The tests that share it change nothing.
/// </summary>
public sealed class EveryPageScene : IAsyncLifetime, IDisposable
{
    /// <summary>Name of the collection of tests that share it.</summary>
    public const string Collection = "every page";

    private readonly MatrixScene _matrix = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Leaves under the newest checkpoint.</summary>
    public long LogSize => _matrix.LogSize;

    /// <summary>Where the node answers.</summary>
    public Uri Address => _matrix.Anyone.BaseAddress!;

    internal HttpClient Anyone => _matrix.Anyone;

    internal static IEnumerable<PermissionRow> Rows => PagePermissions.Of(PermissionTable.Rows);

    public async Task InitializeAsync()
    {
        await _matrix.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        await _matrix.DisposeAsync();
    }

    public void Dispose()
    {
        _playwright?.Dispose();
        _matrix.Dispose();
    }

    /// <summary>Who may call a row, with the things that it names being their own; null where anybody may.</summary>
    internal MatrixPerson? PersonOf(PermissionRow row) =>
        row.Role == Role.Anyone ? null : _matrix.People.First(person => person.IsOwner != IsRenewalAtCounter(row) && person.MayCall(row));

    /// <summary>Path and query of a row, naming things that are there.</summary>
    internal string PathOf(PermissionRow row) =>
        MatrixRequests.PathOf(row, IsRenewalAtCounter(row) ? _matrix.Things with { Licence = _matrix.Things.Renewal } : _matrix.Things);

    /// <summary>Opens a path in a window of its own, as somebody who has just signed in, or nobody.</summary>
    internal async Task<BrowserPage> OpenAsync(MatrixPerson? person, string path, bool english)
    {
        person?.Forget(); // one session is not asked by all pages together
        string? cookie = person is null ? null : CookieOf(await person.ClientAsync());
        string? state = cookie is null ? null : BrowserPage.StateOf(Address, TestNode.SessionName, cookie);
        return await BrowserPage.OpenAsync(_browser!, new Uri(Address, path), 1_440, new Visitor(English: english), state);
    }

    /// <summary>The cookie that a person's client sends.</summary>
    internal static string CookieOf(HttpClient client) => client.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2)[1];

    // The renewal is the other authority's.
    private static bool IsRenewalAtCounter(PermissionRow row) => row.Route.StartsWith("/counter/renewals", StringComparison.Ordinal);
}
