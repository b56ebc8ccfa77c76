namespace Ledger.Api.Security;

/// <content>What other provinces' nodes ask here, and departments through this node there.</content>
public static partial class PermissionTable
{
    // A property: the rows of the other file are made from it, whichever file comes first.
    private static PermissionRow[] Provinces =>
    [
        new("POST", "/api/v1/provinces/uses", Role.Province, new(Reach.Own, "for an authority of the calling province: what a consent given to it or its province opens; all others answer as absent"), SmallBytes, IsAudited: true),
        new("GET", "/api/v1/provinces/uses/{index}/file", Role.Province, new(Reach.Own, "only files of uses of the same authority and system, for an hour; all others answer as absent"), IsAudited: true),
        new("POST", "/api/v1/provinces/uses/{index}/receipt", Role.Province, new(Reach.Own, "only uses of the calling province; all others answer as absent"), SmallBytes, IsAudited: true),
        new("POST", "/api/v1/provinces/objections", Role.Province, Open("only objections to uses of the system that it names, of an authority of the calling province"), SmallBytes, IsAudited: true),
        new("POST", "/api/v1/provinces/objections/{index}/answer", Role.Province, new(Reach.Own, "only objections to uses of the system that it names, of an authority of the calling province; all others answer as absent"), SmallBytes, IsAudited: true),
        new("POST", "/api/v1/provinces/consents", Role.Province, Open("for a holder of whom the calling province's node states, signed, that they confirmed it there, or, proven, a minor's guardian"), LicenceBytes, IsAudited: true),
        new("POST", "/api/v1/provinces/consents/{consent}/withdrawal", Role.Province, new(Reach.Own, "only consents that the calling province's node placed; all others answer as absent"), SmallBytes, IsAudited: true),
        new("POST", "/api/v1/exchanges", Role.Department, Open("what the other province gives to the caller's authority"), SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/exchanges/{province}/{index}/file", Role.Department, Open("only files of uses of the calling system, for an hour; all others answer as absent"), NeedsAllTypes: true, IsAudited: true),
        new("GET", "/api/v1/exchanges/{province}/objections", Role.Department, Open("only objections to uses of the calling system"), NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/exchanges/{province}/objections/{index}/answer", Role.Department, Open("only objections to uses of the calling system; all others answer as absent"), SmallBytes, NeedsAllTypes: true, IsAudited: true),
        new("POST", "/api/v1/exchanges/{province}/receipts", Role.Department, Open("only of uses of the caller's authority does the other province take one"), SmallBytes, NeedsAllTypes: true, IsAudited: true),
    ];
}
