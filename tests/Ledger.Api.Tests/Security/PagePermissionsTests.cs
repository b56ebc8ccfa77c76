using Ledger.Api.Security;

namespace Ledger.Api.Tests.Security;

/// <summary>What pages ask of a caller is what the interface asks.</summary>
public sealed class PagePermissionsTests
{
    private static IEnumerable<PermissionRow> Pages => PermissionTable.Rows.Where(row => row.StandsFor.Count > 0);

    [Fact]
    public void A_page_asks_all_that_the_rows_behind_it_ask()
    {
        Assert.NotEmpty(Pages);
        Assert.All(Pages, page => Assert.All(page.StandsFor, row =>
        {
            Assert.Equal(row.Role, page.Role);
            Assert.True(page.NeedsStepUp || !row.NeedsStepUp, $"{page.Route} needs no step-up");
            Assert.True(page.IsAudited || !row.IsAudited, $"{page.Route} is not audited");
        }));
    }

    [Fact]
    public void What_stands_for_nothing_is_open_to_anybody() => Assert.All(
        PermissionTable.Rows.Where(row => row.StandsFor.Count == 0 && row.Route.Split('/')[1] is not ("api" or "elssp")),
        row => Assert.Equal(Role.Anyone, row.Role));

    [Fact]
    public void A_page_that_does_something_stands_for_something_that_does() =>
        Assert.All(Pages.Where(page => page.Method == "POST"), page => Assert.Contains(page.StandsFor, row => row.Method == "POST"));

    [Fact]
    public void No_page_stands_for_rows_of_different_roles() => Assert.Throws<InvalidOperationException>(
        () => PagePermissions.Derived("GET", "/x", ["GET /api/v1/me", "GET /api/v1/flags"], PermissionTable.Rows));
}
