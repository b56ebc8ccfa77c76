namespace Ledger.Api.Reconciliation;

/// <summary>The key under which an authority's records are hashed.</summary>
/// <param name="Key">HMAC-SM3 key, 64 hexadecimal characters; the authority keeps it to itself.</param>
public sealed record ReconciliationKeyResponse(string Key);

/// <summary>Asks what the ledger has in some ranges.</summary>
/// <param name="Ranges">Each by its digits, 1 to 32 of 0 to 3; <c>all</c> for everything. At most 256.</param>
/// <param name="Type">证照类型代码; left out for all.</param>
/// <param name="Snapshot">The one to go on with; left out for one of now.</param>
public sealed record CompareRangesRequest(IReadOnlyList<string> Ranges, string? Type, string? Snapshot);

/// <summary>One record.</summary>
/// <param name="Key">Keyed hash of the identifier, 64 hexadecimal characters.</param>
/// <param name="Value">Keyed hash of the record.</param>
public sealed record RangeEntryContract(string Key, string Value);

/// <summary>What the ledger has in a range.</summary>
/// <param name="Range">Its digits.</param>
/// <param name="Count">How many records.</param>
/// <param name="Hash">Hash of them, 64 hexadecimal characters.</param>
/// <param name="Entries">The records, where they are 8 at most; null where they are more.</param>
public sealed record RangeAnswerContract(string Range, long Count, string Hash, IReadOnlyList<RangeEntryContract>? Entries);

/// <summary>What the ledger has in the ranges that were asked for.</summary>
/// <param name="Snapshot">Goes on over the same moment, for ten minutes.</param>
/// <param name="Size">Leaves of the log that it adds up.</param>
/// <param name="Ranges">In the order of the question.</param>
public sealed record CompareRangesResponse(string Snapshot, long Size, IReadOnlyList<RangeAnswerContract> Ranges);

/// <summary>What a manifest showed.</summary>
/// <param name="Id">Names the report.</param>
/// <param name="Type">证照类型代码; null for all.</param>
/// <param name="Day">Day of issue, yyyy-MM-dd; null for any.</param>
/// <param name="At">When it was held against the ledger.</param>
/// <param name="Size">Leaves of the log then.</param>
/// <param name="Listed">Lines.</param>
/// <param name="Same">Of these, the ledger has the same.</param>
/// <param name="Different">It has otherwise.</param>
/// <param name="Missing">It has not.</param>
/// <param name="Surplus">What it has and the manifest does not list.</param>
/// <param name="Rate">归集率: part of what was listed that the ledger has, 0 to 1.</param>
/// <param name="IsWhole">Whether all differences were kept: 100,000 at most are.</param>
/// <param name="Differences">Where they are.</param>
public sealed record ManifestResponse(
    string Id, string? Type, string? Day, DateTimeOffset At, long Size, long Listed, long Same, long Different, long Missing, long Surplus, double Rate,
    bool IsWhole, string Differences);

/// <summary>Reports, the newest first.</summary>
/// <param name="Manifests">400 at most.</param>
public sealed record ManifestListResponse(IReadOnlyList<ManifestResponse> Manifests);
