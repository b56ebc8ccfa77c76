using Ledger.Node.Licences;
using Ledger.Node.Seals;

namespace Ledger.Api.Security;

/// <summary>
/// The rows of the counter's pages. What a department may do, its clerks and sealing officers do on pages where a row here says so; each act takes a
/// step-up and is recorded.
/// </summary>
internal static class CounterPermissions
{
    private const string Licence = "/counter/licences/{identifier}";
    private const string LicenceApi = "/api/v1/licences/{identifier}";
    private const string Import = "/counter/imports/{id}";
    private const string ImportApi = "/api/v1/imports/{id}";
    private const string Key = "/counter/systems/keys/{proposal}";
    private const string KeyApi = "/api/v1/system-keys/{proposal}";
    private const string Seal = "/counter/seals/{seal}";
    private const string SealApi = "/api/v1/seals/{seal}";

    private static readonly Condition OwnSystems = new(Reach.Open, "only systems of the caller's own authority");
    private static readonly Condition OtherPersonOnKey = new(Reach.Own, "only applications of the caller's own authority; another person than applied");
    private static readonly Condition OtherPersonOnSeal = new(Reach.Own, "only seals of the caller's own authority; another person than applied");
    private static readonly Condition OwnUses = new(Reach.Open, "only objections to uses of systems of the caller's own authority");
    private static readonly Condition OwnUse = new(Reach.Own, "only objections to uses of systems of the caller's own authority; others answer as absent");

    // That province's node says which they are: the address of one is not looked for here.
    private static readonly Condition OwnUsesElsewhere = new(Reach.Open, "only objections to uses of systems of the caller's own authority; others answer as absent");

    /// <summary>The rows.</summary>
    /// <param name="rows">Those of the interface.</param>
    public static IEnumerable<PermissionRow> Of(IReadOnlyList<PermissionRow> rows)
    {
        PermissionRow Row(Role role, string method, string route, string[] standsFor) => PagePermissions.Derived(method, route, standsFor, rows, role);
        PermissionRow Desk(string method, string route, params string[] standsFor) => Row(Role.Clerk, method, route, standsFor);
        PermissionRow Act(string method, string route, params string[] standsFor) => Recorded(Desk(method, route, standsFor));
        PermissionRow Sealing(string method, string route, params string[] standsFor) => Row(Role.SealingOfficer, method, route, standsFor);
        PermissionRow SealAct(string method, string route, params string[] standsFor) => Recorded(Sealing(method, route, standsFor));

        // A form that is opened and then sent: opened it shows, sent it does.
        IEnumerable<PermissionRow> Form(string route, string shows, string does) => [Desk("GET", route, shows), Act("POST", route, does)];
        IEnumerable<PermissionRow> SealForm(string path) => [Sealing("GET", $"{Seal}/{path}", $"GET {SealApi}"), SealAct("POST", $"{Seal}/{path}", $"POST {SealApi}/{path}")];
        return
        [
            Desk("GET", "/counter", "GET /api/v1/changes", "GET /api/v1/licences", "GET /api/v1/imports", "GET /api/v1/anchoring", "GET /api/v1/uses/objections", "GET /api/v1/system-keys"),
            Desk("GET", "/counter/licences", "GET /api/v1/licences"),
            Desk("POST", "/counter/licences", "POST /api/v1/licences/by-holder", "POST /api/v1/licences/by-number"),
            Desk("GET", Licence, $"GET {LicenceApi}", $"GET {LicenceApi}/events"),
            Act("GET", $"{Licence}/pdf", $"GET {LicenceApi}/pdf"),
            Act("GET", $"{Licence}/ofd", $"GET {LicenceApi}/ofd"),
            .. Form($"{Licence}/suspension", $"GET {LicenceApi}", $"POST {LicenceApi}/suspension"),
            .. Form($"{Licence}/resumption", $"GET {LicenceApi}", $"POST {LicenceApi}/resumption"),
            .. Form($"{Licence}/revocation", $"GET {LicenceApi}", $"POST {LicenceApi}/revocation"),
            Desk("GET", "/counter/issue", "GET /api/v1/licences"),
            Desk("POST", "/counter/issue", "POST /api/v1/licences/by-holder"),
            .. Form("/counter/issue/{type}", "POST /api/v1/licences", "POST /api/v1/licences").Select(WithPhoto),
            .. Form($"{Licence}/change", $"GET {LicenceApi}", $"POST {LicenceApi}/versions").Select(WithPhoto),
            Desk("GET", "/counter/renewals", "GET /api/v1/renewal-applications"),
            Desk("GET", "/counter/renewals/{identifier}", "GET /api/v1/renewals/{identifier}", "GET /api/v1/renewal-applications"),
            Act("POST", "/counter/renewals/{identifier}", "POST /api/v1/renewals/{identifier}/confirmation"),
            Act("POST", "/counter/renewals/{identifier}/refusal", "POST /api/v1/renewals/{identifier}/refusal"),
            Desk("GET", "/counter/imports", "GET /api/v1/imports"),
            Act("GET", "/counter/imports/new", "POST /api/v1/imports"),
            Act("POST", "/counter/imports/new", "POST /api/v1/imports") with { MaximumBodyBytes = rows.Single(row => row is { Method: "POST", Route: "/api/v1/imports" }).MaximumBodyBytes },
            Desk("GET", Import, $"GET {ImportApi}"),
            Desk("GET", $"{Import}/errors", $"GET {ImportApi}/errors"),
            Desk("GET", $"{Import}/refused-rows", $"GET {ImportApi}/refused-rows"),
            .. Form($"{Import}/approval", $"GET {ImportApi}", $"POST {ImportApi}/approval"),
            .. Form($"{Import}/pause", $"GET {ImportApi}", $"POST {ImportApi}/pause"),
            .. Form($"{Import}/resume", $"GET {ImportApi}", $"POST {ImportApi}/resume"),
            .. Form($"{Import}/cancel", $"GET {ImportApi}", $"POST {ImportApi}/cancel"),

            Desk("GET", "/counter/systems", "GET /api/v1/system-keys"),
            .. Form("/counter/systems/keys/new", "GET /api/v1/system-keys", "POST /api/v1/system-keys").Select(row => row with { Condition = OwnSystems }),
            .. Form("/counter/systems/keys/withdrawal", "GET /api/v1/system-keys", "POST /api/v1/system-keys/withdrawal").Select(row => row with { Condition = OwnSystems }),
            .. Form($"{Key}/approval", $"POST {KeyApi}/approval", $"POST {KeyApi}/approval").Select(row => row with { Condition = OtherPersonOnKey }),
            .. Form($"{Key}/rejection", $"POST {KeyApi}/rejection", $"POST {KeyApi}/rejection").Select(row => row with { Condition = OtherPersonOnKey }),
            Desk("GET", "/counter/objections", "GET /api/v1/uses/objections") with { Condition = OwnUses },
            .. Form("/counter/objections/{index}", "GET /api/v1/uses/objections", "POST /api/v1/uses/objections/{index}/answer").Select(row => row with { Condition = OwnUse }),
            Desk("GET", "/counter/provinces/{province}/objections", "GET /api/v1/exchanges/{province}/objections") with { Condition = OwnUses },
            .. Form("/counter/provinces/{province}/objections/{index}", "GET /api/v1/exchanges/{province}/objections", "POST /api/v1/exchanges/{province}/objections/{index}/answer").Select(row => row with { Condition = OwnUsesElsewhere }),
            Desk("GET", "/counter/inspections", "GET /api/v1/inspections"),
            .. Form("/counter/inspections/new", "POST /api/v1/inspections", "POST /api/v1/inspections"),
            .. Form("/counter/inspections/{plan}", "GET /api/v1/inspections/{plan}", "POST /api/v1/inspections/{plan}/end"),

            Sealing("GET", "/counter/seals", "GET /api/v1/seals", "GET /api/v1/seals/refused-uses"),
            Sealing("GET", "/counter/seals/new", "GET /api/v1/seals"),
            SealAct("POST", "/counter/seals/new", "POST /api/v1/seals") with { MaximumBodyBytes = PagePermissions.FormBytes + SealPictures.LongestFile },
            Sealing("GET", Seal, $"GET {SealApi}", $"GET {SealApi}/grants"),
            Sealing("GET", $"{Seal}/picture", $"GET {SealApi}/picture"),
            Sealing("GET", $"{Seal}/uses", $"GET {SealApi}/uses"),
            .. SealForm("approval").Select(row => row with { Condition = OtherPersonOnSeal }),
            .. SealForm("rejection").Select(row => row with { Condition = OtherPersonOnSeal }),
            .. SealForm("installation"),
            .. SealForm("freezing"),
            .. SealForm("unfreezing"),
            .. SealForm("revocation"),
            Sealing("GET", $"{Seal}/grants/new", $"GET {SealApi}"),
            SealAct("POST", $"{Seal}/grants/new", $"POST {SealApi}/grants"),
            Sealing("GET", $"{Seal}/grants/{{grant}}/withdrawal", $"GET {SealApi}/grants"),
            SealAct("POST", $"{Seal}/grants/{{grant}}/withdrawal", $"POST {SealApi}/grants/{{grant}}/withdrawal"),
        ];
    }

    private static PermissionRow WithPhoto(PermissionRow row) => row.Method == "POST" ? row with { MaximumBodyBytes = PagePermissions.FormBytes + JpegPhoto.MaximumBytes } : row;

    private static PermissionRow Recorded(PermissionRow row) => row with { NeedsStepUp = true, IsAudited = true };
}
