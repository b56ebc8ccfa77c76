namespace Ledger.Api.Security;

/// <content>Seals of departments, and grants to use them.</content>
public static partial class PermissionTable
{
    // A property, as the conditions are fields of the other file: whichever file comes first, they are there by then.
    private static PermissionRow[] Seals =>
    [
        new("POST", "/api/v1/seals", Role.Department, Open("a seal of the caller's own authority"), SealBytes, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/seals", Role.Department, OwnSealList, Staff: Role.SealingOfficer),
        new("GET", "/api/v1/seals/refused-uses", Role.Department, OwnAttempts, NeedsAllTypes: true, IsAudited: true, Staff: Role.SealingOfficer),
        new("GET", "/api/v1/seals/{seal}", Role.Department, OwnSeals, Staff: Role.SealingOfficer),
        new("GET", "/api/v1/seals/{seal}/picture", Role.Department, OwnSeals, Staff: Role.SealingOfficer),
        new("POST", "/api/v1/seals/{seal}/approval", Role.Department, OtherEyes, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/seals/{seal}/rejection", Role.Department, OtherEyes, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/seals/{seal}/installation", Role.Department, OwnSeals, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/seals/{seal}/freezing", Role.Department, OwnSeals, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/seals/{seal}/unfreezing", Role.Department, OwnSeals, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/seals/{seal}/revocation", Role.Department, OwnSeals, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/seals/{seal}/grants", Role.Department, OwnSeals, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/seals/{seal}/grants", Role.Department, OwnSeals, Staff: Role.SealingOfficer),
        new("POST", "/api/v1/seals/{seal}/grants/{grant}/withdrawal", Role.Department, OwnSeals, SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/seals/{seal}/uses", Role.Department, OwnSeals, NeedsAllTypes: true, IsAudited: true, Staff: Role.SealingOfficer),
    ];
}
