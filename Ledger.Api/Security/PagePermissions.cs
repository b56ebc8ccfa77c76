using Ledger.Api.Documents.Reading;

namespace Ledger.Api.Security;

/// <summary>
/// The rows of the pages. A page that shows or does what the interface does names the rows that it stands for, and gets role, condition, step-up and
/// recording from them: it cannot show what the interface would refuse, nor leave out of the audit log what the interface puts there.
/// </summary>
internal static class PagePermissions
{
    internal const int FormBytes = 32 << 10;

    /// <summary>A picture of a camera: 640 times 640 grey values.</summary>
    internal const int FrameBytes = 640 * 640;

    private const string Own = "/me/licences/{identifier}";
    private const string OwnApi = "/api/v1/me/licences/{identifier}";

    private static readonly Condition NoCondition = new(Reach.Open, "");

    /// <summary>The rows.</summary>
    /// <param name="rows">Those of the interface.</param>
    public static IEnumerable<PermissionRow> Of(IReadOnlyList<PermissionRow> rows)
    {
        PermissionRow Page(string method, string route, params string[] standsFor) => Derived(method, route, standsFor, rows);
        return
        [
            new("GET", "/", Role.Anyone, NoCondition, Rate: RateClass.Lookup),
            new("POST", "/", Role.Anyone, new Condition(Reach.Open, "the file is not kept"), PdfLimits.FileLength, Rate: RateClass.File),
            new("POST", "/receipt", Role.Anyone, new Condition(Reach.Open, "the file is not kept"), PdfLimits.FileLength, Rate: RateClass.File),
            new("POST", "/presentation", Role.Anyone, new Condition(Reach.Open, "of what is shown a hash of random bytes is kept"), FormBytes, Rate: RateClass.Presentation),
            new("GET", "/portal.css", Role.Anyone, NoCondition),
            new("GET", "/scan.js", Role.Anyone, NoCondition),
            new("GET", "/scan", Role.Anyone, NoCondition),
            new("POST", "/scan/frame", Role.Anyone, new Condition(Reach.Open, "the picture is not kept"), FrameBytes, Rate: RateClass.Frame),
            new("GET", "/view", Role.Anyone, NoCondition),
            new("GET", "/sign-in", Role.Anyone, NoCondition),
            new("GET", "/signed-out", Role.Anyone, NoCondition),
            Page("POST", "/sign-out", "POST /api/v1/session/end"),

            Page("GET", "/me/acting", "POST /api/v1/session/acting"),
            Page("POST", "/me/acting", "POST /api/v1/session/acting"),
            Page("POST", "/me/acting/end", "POST /api/v1/session/acting/end"),
            Page("GET", "/me", "GET /api/v1/me/licences", "GET /api/v1/me"),
            Page("GET", Own, $"GET {OwnApi}", $"GET {OwnApi}/copies"),
            Page("GET", $"{Own}/picture", $"GET {OwnApi}"),
            Page("GET", $"{Own}/pdf", $"GET {OwnApi}/pdf"),
            Page("GET", $"{Own}/ofd", $"GET {OwnApi}/ofd"),
            Page("GET", $"{Own}/copy", $"GET {OwnApi}", $"POST {OwnApi}/copies"),
            Page("POST", $"{Own}/copy", $"POST {OwnApi}/copies"),
            Page("GET", $"{Own}/copies/{{serial}}/pdf", $"GET {OwnApi}/copies/{{serial}}/pdf"),
            Page("GET", $"{Own}/copies/{{serial}}/ofd", $"GET {OwnApi}/copies/{{serial}}/ofd"),
            Page("POST", $"{Own}/copies/{{serial}}/withdrawal", $"POST {OwnApi}/copies/{{serial}}/withdrawal"),
            Page("GET", $"{Own}/show", $"GET {OwnApi}"),
            Page("POST", $"{Own}/show", $"POST {OwnApi}/presentations"),
            Page("GET", $"{Own}/renewal", $"GET {OwnApi}/renewal"),
            Page("POST", $"{Own}/renewal", $"POST {OwnApi}/renewal"),
            Page("GET", "/me/materials", "GET /api/v1/me/materials"),
            Page("GET", "/me/consents", "GET /api/v1/me/consents", "GET /api/v1/me/consent-requests"),
            Page("POST", "/me/consents/{consent}/withdrawal", "POST /api/v1/me/consents/{consent}/withdrawal"),
            Page("GET", "/me/consents/new", "POST /api/v1/me/consents"),
            Page("POST", "/me/consents/new", "POST /api/v1/me/consents"),
            Page("GET", "/me/consent-requests/{consent}", "POST /api/v1/me/consent-requests/{consent}/confirmation"),
            Page("POST", "/me/consent-requests/{consent}", "POST /api/v1/me/consent-requests/{consent}/confirmation"),
            Page("GET", "/me/matters", "POST /api/v1/me/precheck"),
            Page("POST", "/me/matters", "POST /api/v1/me/precheck"),
            Page("GET", "/me/erasure", "POST /api/v1/me/erasure/outlook"),
            Page("POST", "/me/erasure", "POST /api/v1/me/erasure"),
            Page("GET", "/me/uses", "GET /api/v1/me/uses"),
            Page("POST", "/me/uses/{index}/objection", "POST /api/v1/me/uses/{index}/objection"),
            Page("GET", "/start", "GET /api/v1/session"),

            .. CounterPermissions.Of(rows),

            Page("GET", "/operations", "GET /api/v1/sign-in/state", "GET /health/ready", "GET /api/v1/anchoring", "GET /api/v1/federation"),
            Page("GET", "/security", "POST /api/v1/persons/sessions/end"),
            Page("POST", "/security", "POST /api/v1/persons/sessions/end"),
            Page("GET", "/audit", "GET /api/v1/audit"),
            Page("POST", "/audit", "GET /api/v1/audit"),
            Page("GET", "/audit/export", "GET /api/v1/audit"),
            new("GET", "/records/{index:long}", Role.Anyone, new Condition(Reach.Open, "hashes and signatures; leaves name nobody")),
        ];
    }

    /// <summary>A row that asks all that others ask; whose things it shows is what the first says.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="route">Route pattern.</param>
    /// <param name="standsFor">The rows, as method and route; what is for anybody may be among them.</param>
    /// <param name="rows">Those of the interface.</param>
    /// <param name="staff">The role of staff that does in its authority's name what the rows let a department's system do; null for a page of the rows' own role.</param>
    /// <exception cref="InvalidOperationException">There is no such row, or they are for different roles.</exception>
    internal static PermissionRow Derived(
        string method, string route, IReadOnlyList<string> standsFor, IReadOnlyList<PermissionRow> rows, Role? staff = null)
    {
        PermissionRow[] shown = [.. standsFor.Select(name => rows.Single(row => $"{row.Method} {row.Route}" == name))];
        Role of = staff is null ? shown[0].Role : Role.Department;
        return shown.Any(row => row.Role != of && row.Role != Role.Anyone)
            ? throw new InvalidOperationException($"{method} {route} stands for rows of different roles.")
            : new PermissionRow(method, route, staff ?? of, shown[0].Condition, method == "POST" ? FormBytes : 0)
            {
                NeedsStepUp = shown.Any(row => row.NeedsStepUp),
                IsAudited = shown.Any(row => row.IsAudited),
                NeedsAllTypes = shown.Any(row => row.NeedsAllTypes),
                StandsFor = shown,
            };
    }
}
