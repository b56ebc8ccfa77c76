namespace Ledger.Api.Inspections;

/// <summary>Who is inspected.</summary>
/// <param name="CodeType">持证主体代码类型, three digits.</param>
/// <param name="Code">Code of that type.</param>
public sealed record InspectedSubjectContract(string CodeType, string Code);

/// <summary>An inspection plan to be registered (检查计划报备) in the name of the caller's authority.</summary>
/// <param name="Number">检查码: 1 to 64 visible characters, of which the authority registers none twice.</param>
/// <param name="Kind">What kind of inspection: 1 to 64 visible characters.</param>
/// <param name="Subjects">Who is inspected: 1 to 200.</param>
/// <param name="Inspectors">Accounts of those who may read under it: 1 to 50.</param>
/// <param name="To">Last moment at which it counts, with its offset (RFC 3339): at most 366 days after it begins.</param>
/// <param name="Operator">Account of who registers it.</param>
/// <param name="Authorities">Unified social credit codes of other authorities that take part (联合检查): at most 20.</param>
/// <param name="From">When it begins, within 366 days; left out for at once.</param>
public sealed record RegisterInspectionRequest(
    string Number,
    string Kind,
    IReadOnlyList<InspectedSubjectContract> Subjects,
    IReadOnlyList<string> Inspectors,
    string To,
    string Operator,
    IReadOnlyList<string>? Authorities,
    string? From);

/// <summary>An end of a plan.</summary>
/// <param name="Reason">Why: 1 to 200 visible characters.</param>
/// <param name="Operator">Account of who ends it.</param>
public sealed record EndInspectionRequest(string Reason, string Operator);

/// <summary>An inspection plan.</summary>
/// <param name="Plan">Its name, 32 hexadecimal characters.</param>
/// <param name="Number">检查码: what a use names as its basis, with the authority.</param>
/// <param name="Authority">Unified social credit code of the authority that registered it.</param>
/// <param name="Kind">What kind of inspection.</param>
/// <param name="State"><c>live</c>, <c>not-yet</c>, <c>over</c>, <c>ended</c>.</param>
/// <param name="Subjects">Who is inspected.</param>
/// <param name="Inspectors">Accounts of those who may read under it.</param>
/// <param name="Authorities">Other authorities that take part.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">Last moment at which it counts.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="EndedAt">When it was ended; null while it was not.</param>
/// <param name="Index">Log index of the registration.</param>
/// <param name="MapKey">Its key in the status map: <c>/log/status/{mapKey}</c> proves that it stands or was ended.</param>
public sealed record InspectionResponse(
    string Plan,
    string Number,
    string Authority,
    string Kind,
    string State,
    IReadOnlyList<InspectedSubjectContract> Subjects,
    IReadOnlyList<string> Inspectors,
    IReadOnlyList<string> Authorities,
    DateTimeOffset From,
    DateTimeOffset To,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? EndedAt,
    long Index,
    string MapKey);

/// <summary>A plan that was ended, or was before by the same request.</summary>
/// <param name="Plan">Its name.</param>
/// <param name="Index">Log index of the end.</param>
/// <param name="LeafHash">Its leaf hash in the SHA-256 tree, base64.</param>
/// <param name="Size">Size of the first signed checkpoint that covers it.</param>
public sealed record EndedInspectionResponse(string Plan, long Index, string LeafHash, long Size);

/// <summary>Inspection plans, the newest first.</summary>
/// <param name="Plans">At most 100.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record InspectionListResponse(IReadOnlyList<InspectionResponse> Plans, string? Cursor);
