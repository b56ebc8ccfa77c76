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
            Assert.True(row.Role == page.Role || row.Role == Role.Anyone || (row.Role == Role.Department && page.Role is Role.Clerk or Role.SealingOfficer), $"{page.Route} is for another role than {row.Route}");
            Assert.True(page.NeedsStepUp || !row.NeedsStepUp, $"{page.Route} needs no step-up");
            Assert.True(page.IsAudited || !row.IsAudited, $"{page.Route} is not audited");
        }));
    }

    [Fact]
    public void What_stands_for_nothing_is_open_to_anybody() => Assert.All(
        PermissionTable.Rows.Where(row => row.StandsFor.Count == 0 && row.Route.Split('/')[1] is not ("api" or "elssp")),
        row => Assert.Equal(Role.Anyone, row.Role));

    // What is looked for in the audit log is typed into a form, so that no number stands in an address.
    [Fact]
    public void A_page_that_does_something_stands_for_something_that_does() =>
        Assert.All(Pages.Where(page => page.Method == "POST" && page.Route != "/audit"), page => Assert.Contains(page.StandsFor, row => row.Method == "POST"));

    [Fact]
    public void What_staff_do_takes_a_step_up_and_is_recorded() => Assert.All(
        Pages.Where(page => page is { Role: Role.Clerk or Role.SealingOfficer, Method: "POST" } && !page.StandsFor.All(row => row.Route.Contains("/by-", StringComparison.Ordinal))),
        page => Assert.True(page is { NeedsStepUp: true, IsAudited: true }, page.Route));

    [Fact]
    public void No_page_stands_for_rows_of_different_roles() => Assert.Throws<InvalidOperationException>(
        () => PagePermissions.Derived("GET", "/x", ["GET /api/v1/me", "GET /api/v1/flags"], PermissionTable.Rows));
}
