using System.Text.Json.Nodes;

namespace Ledger.Api.Catalogue;

/// <summary>One edition of a licence type, material type or item, and its place in the log.</summary>
/// <param name="Code">证照类型代码, 材料目录编码 or 实施编码.</param>
/// <param name="Edition">From 1; an edition never changes.</param>
/// <param name="Newest">The newest edition there is.</param>
/// <param name="Name">Its name.</param>
/// <param name="English">The name in English.</param>
/// <param name="EnteredBy">Code of the authority that entered it; null for what came with the program.</param>
/// <param name="EnteredAt">When, in UTC.</param>
/// <param name="Index">Index of the entry in the log.</param>
/// <param name="Anchor"><c>anchored</c>, or <c>pending</c> (上链待确认).</param>
/// <param name="MapKey">Its key in the status map, 64 hexadecimal digits: <c>/log/status/{mapKey}</c> gives the proof.</param>
/// <param name="Definition">The definition as it stands in the log; null in lists.</param>
public sealed record CatalogueEntryResponse(
    string Code,
    int Edition,
    int Newest,
    string Name,
    string English,
    string? EnteredBy,
    DateTimeOffset EnteredAt,
    long Index,
    string Anchor,
    string MapKey,
    JsonObject? Definition);

/// <summary>The newest editions of one kind, in the order of their codes.</summary>
/// <param name="Entries">At most <c>limit</c>.</param>
/// <param name="Next">The code to go on after, as <c>after</c>; null where there is no more.</param>
public sealed record CatalogueListResponse(IReadOnlyList<CatalogueEntryResponse> Entries, string? Next);

/// <summary>Whether licences of a type, issued in one province, count in another.</summary>
/// <param name="Type">证照类型代码.</param>
/// <param name="Edition">The edition of the type that says so.</param>
/// <param name="Issued">Division code of the issuing province.</param>
/// <param name="Used">Division code of the province where they are shown.</param>
/// <param name="Recognised">Whether they count there.</param>
/// <param name="Explanation">Why, in the caller's language.</param>
/// <param name="Index">Index of that edition in the log.</param>
/// <param name="Anchor"><c>anchored</c>, or <c>pending</c> (上链待确认).</param>
public sealed record RecognitionResponse(
    string Type, int Edition, string Issued, string Used, bool Recognised, string Explanation, long Index, string Anchor);
