namespace Ledger.Api.Seals;

/// <summary>用章授权 as it is now.</summary>
/// <param name="Grant">Its name in the log: 32 hexadecimal digits.</param>
/// <param name="LicenceType">证照类型代码; null for every type.</param>
/// <param name="System">The one system that may use the seal; null for any.</param>
/// <param name="Operator">The one account that may; null for any, or where it was erased.</param>
/// <param name="ForOperator">Whether it is for one operator alone.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null for no end.</param>
/// <param name="Count">How many licences may be sealed under it; null for any number.</param>
/// <param name="Used">How many were.</param>
/// <param name="GrantedAt">When, in UTC.</param>
/// <param name="GrantedBy">The system that granted it; null where it came with a seal that was taken over.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it was not.</param>
/// <param name="Index">Index of the grant in the log.</param>
/// <param name="MapKey">Its key in the status map, 64 hexadecimal digits.</param>
public sealed record SealGrantResponse(
    string Grant,
    string? LicenceType,
    string? System,
    string? Operator,
    bool ForOperator,
    string ValidFrom,
    string? ValidTo,
    long? Count,
    long Used,
    DateTimeOffset GrantedAt,
    string? GrantedBy,
    DateTimeOffset? WithdrawnAt,
    long Index,
    string MapKey);

/// <summary>Every grant of a seal, the oldest first, those that are over too.</summary>
/// <param name="Grants">All of them.</param>
public sealed record SealGrantListResponse(IReadOnlyList<SealGrantResponse> Grants);

/// <summary>用章记录: one licence that was sealed.</summary>
/// <param name="Index">Index of its issue in the log.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="Identifier">证照标识.</param>
/// <param name="Grant">The grant that permitted it.</param>
/// <param name="System">The department's system; null where none acted.</param>
public sealed record SealUseContract(long Index, DateTimeOffset Time, string Identifier, string Grant, string? System);

/// <summary>用章记录 of one seal, the oldest first.</summary>
/// <param name="Uses">At most 200.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record SealUseListResponse(IReadOnlyList<SealUseContract> Uses, string? Cursor);

/// <summary>Attempts to seal without a seal in force or a grant: those of one system for one type, of a minute or so.</summary>
/// <param name="Index">Index of the event in the log.</param>
/// <param name="Time">When it was written, in UTC.</param>
/// <param name="LicenceType">证照类型代码.</param>
/// <param name="System">The department's system; null where none acted.</param>
/// <param name="Reason">Why: a code of <c>docs/errors.md</c>.</param>
/// <param name="Count">How many attempts.</param>
public sealed record RefusedUseContract(long Index, DateTimeOffset Time, string LicenceType, string? System, string Reason, long Count);

/// <summary>Refused attempts of the caller's authority, the oldest first.</summary>
/// <param name="Refusals">At most 200.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record RefusedUseListResponse(IReadOnlyList<RefusedUseContract> Refusals, string? Cursor);
