using Ledger.Api.Documents.Reading;
using Ledger.Crypto.TimeStamps;
using Ledger.Node.Catalogue;
using Ledger.Node.Importing;
using Ledger.Node.Log;
using Ledger.Node.Materials;

namespace Ledger.Api.Security;

/// <summary>
/// Every endpoint there is, who may call it and how much it reads. The authoriser, the tests and the documentation read this one table;
/// an endpoint without a row is refused, and fails a test.
/// </summary>
public static partial class PermissionTable
{
    private const long LicenceBytes = 1 << 20;
    private const long BatchBytes = 8 << 20;
    private const long SmallBytes = 16 << 10;
    private const long SealBytes = 512 << 10;
    private const long CheckpointBytes = 64 << 10;
    private const long FileBytes = PdfLimits.FileLength;

    // The file, and what a form has around it.
    private const long ImportBytes = ImportLimits.FileBytes + (1 << 20);

    private const long ManifestBytes = 64 << 20;
    private const long MaterialBytes = MaterialLimits.FileBytes + (1 << 20);

    private static readonly Condition OwnMaterials = new(Reach.Own, "only materials that the caller's own authority collected; others answer as absent");
    private static readonly Condition OwnMaterialList = new(Reach.OwnAmongAll, "only materials that the caller's own authority collected");
    private static readonly Condition OwnLicences = new(Reach.Own, "only licences of the caller's own authority; others answer as absent");
    private static readonly Condition OwnList = new(Reach.OwnAmongAll, "only licences of the caller's own authority");
    private static readonly Condition SharedLicences =
        new(Reach.Own, "the caller's own authority's licences and types shared with it; the key as header or as `sessionId`; who has none gets status 11");

    private static readonly Condition PublicTypes = new(Reach.Open, "without a department's key only public types; the others answer as absent");
    private static readonly Condition OwnImports = new(Reach.Own, "only imports of the caller's own authority; others answer as absent");
    private static readonly Condition OwnSeals = new(Reach.Own, "only seals of the caller's own authority; others answer as absent");
    internal static readonly Condition OtherEyes = new(Reach.Own, "only seals of the caller's own authority; another operator and another system than applied");
    internal static readonly Condition OtherEyesOnImport = new(Reach.Own, "only imports of the caller's own authority; another operator and another system than sent the file");
    internal static readonly Condition OtherEyesOnKey = new(Reach.Own, "only applications of the caller's own authority; another operator and another system than applied");
    private static readonly Condition OwnSystems = new(Reach.Own, "only systems of the caller's own authority; others answer as absent");
    private static readonly Condition OwnKeys = new(Reach.Own, "only keys of the caller's own authority; others answer as absent");
    private static readonly Condition OwnIssuer = new(Reach.OwnName, "the issuer is the caller's own authority");
    private static readonly Condition OwnImport = new(Reach.OwnName, "rows are issued in the name of the caller's own authority");
    private static readonly Condition OwnImportList = new(Reach.OwnAmongAll, "only imports of the caller's own authority");
    private static readonly Condition OwnSealList = new(Reach.OwnAmongAll, "only seals of the caller's own authority");
    private static readonly Condition OwnKeyList = new(Reach.OwnAmongAll, "only keys of the caller's own authority");
    private static readonly Condition OwnAttempts = new(Reach.OwnAmongAll, "only attempts in the name of the caller's own authority");
    private static readonly Condition OwnHeld = new(Reach.Own, "only licences that the person or company holds; others answer as absent");
    private static readonly Condition OwnHeldList = new(Reach.OwnAmongAll, "only licences that the person or company holds");
    private static readonly Condition OwnHeldMaterials = new(Reach.Own, "only materials that the person or company holds; others answer as absent");
    private static readonly Condition OwnConsents = new(Reach.Own, "only consents of the person or company, or granted as a guardian; others answer as absent");
    private static readonly Condition OwnConsentList = new(Reach.OwnAmongAll, "only consents of the person or company, or granted as a guardian");
    private static readonly Condition OwnWaiting = new(Reach.Own, "only consents that wait for the person or company; others answer as absent");
    private static readonly Condition OwnWaitingList = new(Reach.OwnAmongAll, "only consents that wait for the person or company");
    private static readonly Condition OwnSessions = new(Reach.OwnAmongAll, "only the person's own sessions");
    private static readonly Condition NoCondition = new(Reach.Open, "");

    private static readonly Condition OwnInspections = new(Reach.Own, "only plans that the caller's own authority registered; others answer as absent");

    private static readonly PermissionRow[] Interface =
    [
        new("POST", "/api/v1/licences", Role.Department, OwnIssuer, LicenceBytes),
        new("POST", "/api/v1/licences/batch", Role.Department, OwnIssuer, BatchBytes),
        new("GET", "/api/v1/licences/{identifier}", Role.Department, OwnLicences, IsAudited: true, Staff: Role.Clerk),
        new("GET", "/api/v1/licences/{identifier}/pdf", Role.Department, OwnLicences, IsAudited: true),
        new("GET", "/api/v1/licences/{identifier}/ofd", Role.Department, OwnLicences, IsAudited: true),
        new("POST", "/api/v1/licences/{identifier}/copies", Role.Department, OwnLicences, SmallBytes, IsAudited: true),
        new("GET", "/api/v1/licences/{identifier}/copies", Role.Department, OwnLicences, IsAudited: true),
        new("GET", "/api/v1/licences/{identifier}/copies/{serial}/pdf", Role.Department, OwnLicences, IsAudited: true),
        new("GET", "/api/v1/licences/{identifier}/copies/{serial}/ofd", Role.Department, OwnLicences, IsAudited: true),
        new("POST", "/api/v1/licences/{identifier}/copies/{serial}/withdrawal", Role.Department, OwnLicences, SmallBytes),
        new("POST", "/api/v1/licences/{identifier}/presentations", Role.Department, OwnLicences, SmallBytes, IsAudited: true),
        new("GET", "/api/v1/licences/{identifier}/events", Role.Department, OwnLicences, IsAudited: true, Staff: Role.Clerk),
        new("GET", "/api/v1/licences/{identifier}/components", Role.Department, OwnLicences, IsAudited: true, Staff: Role.Clerk),
        new("GET", "/api/v1/licences/{identifier}/consistency", Role.Department, OwnLicences, IsAudited: true),
        new("POST", "/api/v1/licences/{identifier}/flags/{rule}/clearing", Role.Department, OwnLicences, SmallBytes),
        new("GET", "/api/v1/flags", Role.Department, OwnList, IsAudited: true, Staff: Role.Clerk),
        new("POST", "/api/v1/licences/{identifier}/versions", Role.Department, OwnLicences, LicenceBytes),
        new("POST", "/api/v1/licences/{identifier}/suspension", Role.Department, OwnLicences, SmallBytes),
        new("POST", "/api/v1/licences/{identifier}/resumption", Role.Department, OwnLicences, SmallBytes),
        new("POST", "/api/v1/licences/{identifier}/revocation", Role.Department, OwnLicences, SmallBytes),
        new("POST", "/api/v1/licences/{identifier}/checks", Role.Department, OwnLicences, SmallBytes),
        new("POST", "/api/v1/licences/{identifier}/dispute", Role.Department, OwnLicences, SmallBytes),
        new("POST", "/api/v1/licences/{identifier}/dispute/settlement", Role.Department, OwnLicences, SmallBytes),
        new("GET", "/api/v1/licences", Role.Department, OwnList, IsAudited: true, Staff: Role.Clerk),
        new("POST", "/api/v1/licences/by-holder", Role.Department, OwnList, SmallBytes, IsAudited: true),
        new("POST", "/api/v1/licences/by-number", Role.Department, OwnList, SmallBytes, IsAudited: true),
        new("GET", "/api/v1/changes", Role.Department, OwnList, IsAudited: true, Staff: Role.Clerk),

        new("GET", "/api/v1/renewals", Role.Department, OwnList, IsAudited: true, Staff: Role.Clerk),
        new("GET", "/api/v1/renewal-applications", Role.Department, OwnList, IsAudited: true, Staff: Role.Clerk),
        new("GET", "/api/v1/renewals/{identifier}", Role.Department, OwnLicences, IsAudited: true, Staff: Role.Clerk),
        new("POST", "/api/v1/renewals/{identifier}/confirmation", Role.Department, OwnLicences, SmallBytes),
        new("POST", "/api/v1/renewals/{identifier}/refusal", Role.Department, OwnLicences, SmallBytes, IsAudited: true),

        new("POST", "/api/v1/migrations/dry-run", Role.Department, OwnList, LicenceBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/migrations/run", Role.Department, OwnList, LicenceBytes, NeedsAllTypes: true),

        new("GET", "/api/v1/signing-keys", Role.Department, OwnKeyList),
        new("POST", "/api/v1/signing-keys/rotation", Role.Department, Open("keys of the caller's own authority"), SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/signing-keys/{certificate}/compromise", Role.Department, OwnKeys, SmallBytes, NeedsAllTypes: true, IsAudited: true),

        new("GET", "/api/v1/system-keys", Role.Department, OwnKeyList, NeedsAllTypes: true),
        new("POST", "/api/v1/system-keys", Role.Department, OwnSystems, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/system-keys/{proposal}/approval", Role.Department, OtherEyesOnKey, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/system-keys/{proposal}/rejection", Role.Department, OtherEyesOnKey, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/system-keys/withdrawal", Role.Department, OwnKeys, SmallBytes, NeedsAllTypes: true, IsAudited: true),

        new("GET", "/api/v1/licences/{identifier}/metadata", Role.Department, OwnLicences, IsAudited: true),
        new("GET", "/api/v1/directory", Role.Department, OwnList, IsAudited: true),

        Sharing("GetCertificateDataByCertificateID"),
        Sharing("GetCertificateDataByHolder"),
        Sharing("GetCertificateFileByCertificateID"),
        Sharing("GetCertificateFileByHolder"),
        new("POST", "/elssp/v1/{**service}", Role.Anyone, Open("answers status 2: no such service"), SmallBytes),

        new("POST", "/api/v1/imports", Role.Department, OwnImport, ImportBytes, NeedsAllTypes: true),
        new("GET", "/api/v1/imports", Role.Department, OwnImportList, NeedsAllTypes: true),
        new("GET", "/api/v1/imports/{id}", Role.Department, OwnImports, NeedsAllTypes: true),
        new("GET", "/api/v1/imports/{id}/errors", Role.Department, OwnImports, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/imports/{id}/refused-rows", Role.Department, OwnImports, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/imports/{id}/retry", Role.Department, OwnImports, ImportBytes, NeedsAllTypes: true),
        new("POST", "/api/v1/imports/{id}/approval", Role.Department, OtherEyesOnImport, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/imports/{id}/pause", Role.Department, OwnImports, NeedsAllTypes: true),
        new("POST", "/api/v1/imports/{id}/resume", Role.Department, OwnImports, NeedsAllTypes: true),
        new("POST", "/api/v1/imports/{id}/cancel", Role.Department, OwnImports, NeedsAllTypes: true),

        new("GET", "/api/v1/reconciliation/key", Role.Department, Open("the caller's own authority's"), NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/reconciliation/ranges", Role.Department, Open("only licences of the caller's own authority"), SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/reconciliation/manifests", Role.Department, Open("only licences of the caller's own authority"), ManifestBytes, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/reconciliation/manifests", Role.Department, Open("only reports of the caller's own authority"), NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/reconciliation/manifests/{manifest}/differences", Role.Department, new(Reach.Own, "only reports of the caller's own authority; others answer as absent"), NeedsAllTypes: true, IsAudited: true),

        new(
            "POST", "/api/v1/materials", Role.Department, Open("collected in the name of the caller's own authority; levels as the system's `materialLevels`"),
            MaterialBytes, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/materials", Role.Department, OwnMaterialList, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/materials/by-holder", Role.Department, OwnMaterialList, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/materials/by-case", Role.Department, OwnMaterialList, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/materials/{material}", Role.Department, OwnMaterials, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/materials/{material}/file", Role.Department, OwnMaterials, NeedsAllTypes: true, IsAudited: true),

        new("POST", "/api/v1/materials/promises", Role.Department, Open("in the name of the caller's own authority"), SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/materials/{material}/acceptance", Role.Department, OwnMaterials, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/materials/{material}/dispute", Role.Department, OwnMaterials, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/materials/{material}/dispute/lifting", Role.Department, OwnMaterials, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/materials/{material}/voiding", Role.Department, OwnMaterials, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/materials/{material}/erasure", Role.Department, OwnMaterials, SmallBytes, NeedsAllTypes: true, IsAudited: true),

        new("POST", "/api/v1/holders", Role.Department, NoCondition, SmallBytes, IsAudited: true),

        .. Seals,

        new("GET", "/api/v1/sign-in", Role.Anyone, NoCondition),
        new("GET", "/sign-in/{provider}", Role.Anyone, Open("a step-up asks for a session"), Rate: RateClass.SignIn),
        new("GET", "/sign-in/{provider}/callback", Role.Anyone, Open("the browser has the cookie of the sign-in that it answers"), IsAudited: true, Rate: RateClass.SignIn),
        new("GET", "/sign-in/{provider}/keys", Role.Anyone, Open("absent where the node shows the provider a secret"), Rate: RateClass.SignIn),
        new("POST", "/sign-in/{provider}/logout", Role.Anyone, Open("the provider signed the logout token; refused ones are counted by address"), SmallBytes, IsAudited: true),
        new("GET", "/api/v1/session", Role.Person, OwnSessions),
        new("POST", "/api/v1/session/end", Role.Person, OwnSessions, IsAudited: true),
        new("POST", "/api/v1/session/acting", Role.Citizen, Open("for one holder as whom the person signed in, or a minor whose birth certificate names the person as a parent"), SmallBytes, IsAudited: true),
        new("POST", "/api/v1/session/acting/end", Role.Person, OwnSessions, IsAudited: true),
        new("GET", "/api/v1/sessions", Role.Person, OwnSessions),
        new("POST", "/api/v1/sessions/end", Role.Person, OwnSessions, IsAudited: true),
        new("POST", "/api/v1/persons/sessions/end", Role.SecurityAdministrator, NoCondition, SmallBytes, IsAudited: true),
        new("GET", "/api/v1/sign-in/state", Role.SystemAdministrator, Open("counts sessions, names nobody")),

        new("GET", "/api/v1/me", Role.Citizen, Open("the person's own data"), IsAudited: true),
        new("GET", "/api/v1/me/licences", Role.Citizen, OwnHeldList, IsAudited: true),
        new("GET", "/api/v1/me/licences/{identifier}", Role.Citizen, OwnHeld, IsAudited: true),
        new("GET", "/api/v1/me/licences/{identifier}/pdf", Role.Citizen, OwnHeld, NeedsStepUp: true, IsAudited: true),
        new("GET", "/api/v1/me/licences/{identifier}/ofd", Role.Citizen, OwnHeld, NeedsStepUp: true, IsAudited: true),
        new("POST", "/api/v1/me/licences/{identifier}/copies", Role.Citizen, OwnHeld, SmallBytes, NeedsStepUp: true, IsAudited: true),
        new("GET", "/api/v1/me/licences/{identifier}/copies", Role.Citizen, OwnHeld, IsAudited: true),
        new("GET", "/api/v1/me/licences/{identifier}/copies/{serial}/pdf", Role.Citizen, OwnHeld, NeedsStepUp: true, IsAudited: true),
        new("GET", "/api/v1/me/licences/{identifier}/copies/{serial}/ofd", Role.Citizen, OwnHeld, NeedsStepUp: true, IsAudited: true),
        new("POST", "/api/v1/me/licences/{identifier}/copies/{serial}/withdrawal", Role.Citizen, OwnHeld, SmallBytes, IsAudited: true),
        new("GET", "/api/v1/me/licences/{identifier}/renewal", Role.Citizen, OwnHeld, IsAudited: true),
        new("POST", "/api/v1/me/licences/{identifier}/renewal", Role.Citizen, OwnHeld, SmallBytes, IsAudited: true),
        new("POST", "/api/v1/me/licences/{identifier}/presentations", Role.Citizen, OwnHeld, SmallBytes, IsAudited: true),

        new("GET", "/api/v1/me/folder", Role.Citizen, Open("the person's own data"), IsAudited: true),
        new("GET", "/api/v1/me/export", Role.Citizen, Open("the person's own data"), NeedsStepUp: true, IsAudited: true),
        new("POST", "/api/v1/me/erasure/outlook", Role.Citizen, Open("the person's own data"), SmallBytes, IsAudited: true),
        new("POST", "/api/v1/me/erasure", Role.Citizen, Open("the person's own data; refused while something is kept by law or held with others"), SmallBytes, NeedsStepUp: true, IsAudited: true),
        new("GET", "/api/v1/me/materials", Role.Citizen, new(Reach.OwnAmongAll, "only materials that the person or company holds"), IsAudited: true),
        new("GET", "/api/v1/me/materials/{material}", Role.Citizen, OwnHeldMaterials, IsAudited: true),
        new("GET", "/api/v1/me/materials/{material}/file", Role.Citizen, OwnHeldMaterials, NeedsStepUp: true, IsAudited: true),

        new("POST", "/api/v1/me/consents", Role.Citizen, Open("for the person or company, or a minor whose birth certificate names the person as a parent"), SmallBytes, NeedsStepUp: true, IsAudited: true),
        new("GET", "/api/v1/me/consents", Role.Citizen, OwnConsentList, IsAudited: true),
        new("POST", "/api/v1/me/consents/{consent}/withdrawal", Role.Citizen, OwnConsents, SmallBytes, IsAudited: true),
        new("GET", "/api/v1/me/consent-requests", Role.Citizen, OwnWaitingList, IsAudited: true),
        new("POST", "/api/v1/me/consent-requests/{consent}/confirmation", Role.Citizen, OwnWaiting, SmallBytes, NeedsStepUp: true, IsAudited: true),

        new("GET", "/api/v1/me/uses", Role.Citizen, new(Reach.OwnAmongAll, "only uses of what the person or company holds"), IsAudited: true),

        new("POST", "/api/v1/me/uses/{index}/objection", Role.Citizen, new(Reach.Own, "only uses of what the person or company, or a minor whose parent the person is, holds; others answer as absent"), SmallBytes, IsAudited: true),
        new("POST", "/api/v1/me/minors/uses", Role.Citizen, Open("of a minor whose birth certificate names the person as a parent"), SmallBytes, IsAudited: true),

        new("POST", "/api/v1/me/precheck", Role.Citizen, new(Reach.OwnAmongAll, "only what the person or company holds"), SmallBytes, IsAudited: true),

        new("POST", "/api/v1/precheck", Role.Department, new(Reach.OwnName, "the item is the caller's own authority's; what it may not read without a consent it is not told of"), SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/inspections", Role.Department, Open("a plan of the caller's own authority"), SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/inspections", Role.Department, new(Reach.OwnAmongAll, "only plans that the caller's own authority registered"), NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/inspections/{plan}", Role.Department, OwnInspections, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/inspections/{plan}/end", Role.Department, OwnInspections, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/uses", Role.Department, new(Reach.Own, "what a consent given to the caller's authority opens; else its own licences and materials and types shared with it; all others answer as absent"), SmallBytes, IsAudited: true),
        new("GET", "/api/v1/uses/objections", Role.Department, Open("only objections to uses of the calling system"), NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/uses/objections/{index}/answer", Role.Department, new(Reach.Own, "only objections to uses of the calling system; all others answer as absent"), SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/uses/{index}/file", Role.Department, new(Reach.Own, "only files of uses of the calling system, for an hour; all others answer as absent"), NeedsAllTypes: true, IsAudited: true),
        .. Provinces,
        new("POST", "/api/v1/consent-requests", Role.Department, Open("answers the same whether the ledger knows the holder or not"), SmallBytes, IsAudited: true),

        new("GET", "/api/v1/catalogue/licence-types", Role.Anyone, PublicTypes),
        new("GET", "/api/v1/catalogue/licence-types/{code}", Role.Anyone, PublicTypes),
        new("GET", "/api/v1/catalogue/licence-types/{code}/schema", Role.Anyone, PublicTypes),
        new(
            "POST", "/api/v1/catalogue/licence-types", Role.Department,
            Open("the caller's authority defined the type or, where its definer is not of this node, is an issuer that it names"),
            CatalogueJson.LongestDefinition, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/catalogue/material-types", Role.Anyone, NoCondition),
        new("GET", "/api/v1/catalogue/material-types/{code}", Role.Anyone, NoCondition),
        new("GET", "/api/v1/catalogue/items", Role.Anyone, NoCondition),
        new("GET", "/api/v1/catalogue/items/{code}", Role.Anyone, NoCondition),
        new("GET", "/api/v1/catalogue/recognition", Role.Anyone, PublicTypes),

        new("POST", "/api/v1/verifications/file", Role.Anyone, Open("the file is not kept"), FileBytes, Rate: RateClass.File),
        new("POST", "/api/v1/verifications/receipt", Role.Anyone, Open("the file is not kept"), FileBytes, Rate: RateClass.File),
        new("POST", "/api/v1/verifications/presentation", Role.Anyone, Open("of what is shown a hash of random bytes is kept"), SmallBytes, Rate: RateClass.Presentation),
        new("POST", "/api/v1/verifications/check-code", Role.Anyone, Open("identifier and check code must both fit"), SmallBytes, Rate: RateClass.Lookup),
        new("GET", "/api/v1/anchoring", Role.Anyone, NoCondition),

        new(
            "GET", "/api/v1/audit", Role.Auditor, Open("what the log commits to; nobody but auditors reads it, and reading it is recorded"),
            IsAudited: true),

        new("GET", "/log/checkpoint", Role.Anyone, NoCondition),
        new("GET", "/log/tile/{level:int:length(1)}/{**number}", Role.Anyone, NoCondition),
        new("GET", "/log/tile/entries/{**number}", Role.Anyone, NoCondition),
        new("GET", "/log/sm3/checkpoint", Role.Anyone, NoCondition),
        new("GET", "/log/sm3/tile/{level:int:length(1)}/{**number}", Role.Anyone, NoCondition),
        new("GET", "/log/signed/checkpoint", Role.Anyone, NoCondition),
        new("GET", "/log/signed/sm3/checkpoint", Role.Anyone, NoCondition),
        new("GET", "/log/proof/{index:long}", Role.Anyone, NoCondition),
        new("GET", "/log/consistency/{from:long}/{to:long}", Role.Anyone, NoCondition),
        new("GET", "/log/status/{mapKey}", Role.Anyone, Open("the caller must know the licence's random handle")),

        new("POST", "/log/add", Role.Anyone, Open("only where the settings say `acceptLoad`; absent elsewhere"), LoadEvents.MaxBytes),

        new("POST", "/tsa", Role.Anyone, Open("only where the node has keys of a time-stamping authority; absent elsewhere"), TimeStampRequest.MaxLength),

        new("POST", "/witness/add-checkpoint", Role.Anyone, Open("the checkpoint is signed by a log of the trust policy"), CheckpointBytes),
        new("GET", "/witness/{origin}/checkpoint", Role.Anyone, NoCondition),

        new("POST", "/map-auditor/add-checkpoint", Role.Anyone, Open("the checkpoint is signed by a log of the trust policy"), CheckpointBytes),
        new("GET", "/map-auditor/{origin}/checkpoint", Role.Anyone, NoCondition),
        new("GET", "/mirror/{origin}/checkpoint", Role.Anyone, NoCondition),
        new("GET", "/mirror/{origin}/tile/{level:int:length(1)}/{**number}", Role.Anyone, NoCondition),
        new("GET", "/mirror/{origin}/tile/entries/{**number}", Role.Anyone, NoCondition),
        new("GET", "/mirror/{origin}/sm3/checkpoint", Role.Anyone, NoCondition),
        new("GET", "/mirror/{origin}/sm3/tile/{level:int:length(1)}/{**number}", Role.Anyone, NoCondition),
        new("GET", "/api/v1/federation", Role.Anyone, Open("names logs, sizes and troubles only")),

        new("GET", "/api/v1/answer-key", Role.Anyone, Open("absent where no system signs its requests")),

        new("GET", "/health/live", Role.Anyone, NoCondition),
        new("GET", "/health/ready", Role.Anyone, NoCondition),
        new("GET", "/openapi/{documentName:regex(^v1$)}.json", Role.Anyone, NoCondition),
        new("GET", "/verify.html", Role.Anyone, NoCondition),
    ];

    /// <summary>The rows, in the order of the documentation: the interface, then the pages.</summary>
    public static IReadOnlyList<PermissionRow> Rows { get; } = [.. Interface, .. PagePermissions.Of(Interface)];

    private static readonly Dictionary<(string, string), PermissionRow> ByRoute =
        Rows.ToDictionary(row => (row.Method, row.Route));

    /// <summary>The row of an endpoint, or null: then nobody may call it.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="route">Route pattern as mapped; slashes at its ends do not count.</param>
    public static PermissionRow? Find(string method, string route) => ByRoute.GetValueOrDefault((method, "/" + route.Trim('/')));

    private static Condition Open(string sentence) => new(Reach.Open, sentence);

    private static PermissionRow Sharing(string service) =>
        new("POST", "/elssp/v1/" + service, Role.Department, SharedLicences, SmallBytes, RefusesItself: true, IsAudited: true);
}
