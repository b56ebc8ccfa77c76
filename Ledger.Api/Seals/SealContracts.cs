namespace Ledger.Api.Seals;

/// <summary>印章申请.</summary>
/// <param name="Operator">经办人 account at the department: 1 to 64 visible ASCII characters; kept sealed.</param>
/// <param name="Name">Name of the seal, 1 to 100 visible characters; left out: the authority's name and 电子证照专用章.</param>
/// <param name="AuthorityName">Name of the authority as certificates are to have it, 1 to 64 characters; left out: as it is registered.</param>
/// <param name="Years">How many years it is to be valid, 1 to 10; left out: 5.</param>
/// <param name="Picture">What it is to show; left out: drawn from the authority's name.</param>
/// <param name="Reason">A remark, up to 500 visible characters; kept sealed.</param>
public sealed record SealApplicationRequest(
    string Operator, string? Name, string? AuthorityName, int? Years, SealPictureContract? Picture, string? Reason);

/// <summary>The picture of a seal.</summary>
/// <param name="Data">PNG (64 to 2,048 pixels each way, not interlaced) or SVG (drawing elements only), at most 256 KiB; base64.</param>
/// <param name="Width">Width on paper in millimetres, 10 to 60.</param>
/// <param name="Height">Height on paper in millimetres, 10 to 60.</param>
public sealed record SealPictureContract(string Data, int Width, int Height);

/// <summary>Something done with a seal.</summary>
/// <param name="Operator">经办人 account at the department; kept sealed.</param>
/// <param name="Reason">Why, 1 to 500 visible characters; kept sealed. Rejecting, freezing, unfreezing and withdrawing a grant need one.</param>
public sealed record SealActRequest(string Operator, string? Reason);

/// <summary>注销.</summary>
/// <param name="Operator">经办人 account at the department; kept sealed.</param>
/// <param name="ReasonCode"><c>withdrawn</c> (of what was not made yet), <c>replaced</c>, <c>authority-ended</c> or <c>key-compromised</c>.</param>
/// <param name="Reason">More about it, up to 500 visible characters; kept sealed.</param>
public sealed record SealRevocationRequest(string Operator, string ReasonCode, string? Reason);

/// <summary>用章授权. For a system, for an operator, or, with neither, for everybody of the authority.</summary>
/// <param name="Operator">经办人 who grants it; kept sealed.</param>
/// <param name="LicenceType">证照类型代码; left out for every type.</param>
/// <param name="GrantedSystem">The one system that may use the seal, by its name in the settings.</param>
/// <param name="GrantedOperator">The one account that may; kept sealed.</param>
/// <param name="ValidFrom">First day; left out: today.</param>
/// <param name="ValidTo">Last day; left out for no end.</param>
/// <param name="Count">How many licences, 1 to 1,000,000,000; left out for any number.</param>
/// <param name="Reason">A remark, up to 500 visible characters; kept sealed.</param>
public sealed record SealGrantRequest(
    string Operator, string? LicenceType, string? GrantedSystem, string? GrantedOperator, string? ValidFrom, string? ValidTo, int? Count, string? Reason);

/// <summary>A seal of the caller's authority.</summary>
/// <param name="Seal">Its name in the log: 32 hexadecimal digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>applied</c>, <c>approved</c>, <c>rejected</c>, <c>in-force</c>, <c>frozen</c>, <c>revoked</c>, or <c>expired</c> by its validity.</param>
/// <param name="Origin"><c>made</c> by this node, <c>installed</c> from its key folder, <c>taken-over</c>; null until it is made.</param>
/// <param name="SealId">Identifier inside the SESeal; null until it is made.</param>
/// <param name="SealSm3">SM3 of the SESeal, 64 hexadecimal digits; null until it is made.</param>
/// <param name="ValidFrom">First moment of its validity; null until it is made.</param>
/// <param name="ValidUntil">Last moment of it; null until it is made.</param>
/// <param name="EndedBy">Why it was revoked; null where it was not.</param>
/// <param name="MapKey">Its key in the status map, 64 hexadecimal digits: <c>/log/status/{mapKey}</c> gives the proof of its standing.</param>
/// <param name="Steps">Everything that happened to it, the oldest first; at most 64. Null in lists.</param>
public sealed record SealResponse(
    string Seal,
    string Name,
    string State,
    string? Origin,
    string? SealId,
    string? SealSm3,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    string? EndedBy,
    string MapKey,
    IReadOnlyList<SealStepContract>? Steps);

/// <summary>One thing that happened to a seal.</summary>
/// <param name="Event">Name of the event, such as <c>seal.frozen.v1</c>.</param>
/// <param name="Index">Its index in the log.</param>
/// <param name="Time">When, in UTC.</param>
/// <param name="System">The department's system that acted; null where none did.</param>
/// <param name="Operator">经办人; null where no system acted, or where it was erased.</param>
/// <param name="Reason">What was given as reason or remark; null for none.</param>
public sealed record SealStepContract(string Event, long Index, DateTimeOffset Time, string? System, string? Operator, string? Reason);

/// <summary>Seals of the caller's authority, the oldest first.</summary>
/// <param name="Seals">All of them.</param>
/// <param name="MadeHere">Whether this node makes approved seals itself; otherwise its operator installs them.</param>
public sealed record SealListResponse(IReadOnlyList<SealResponse> Seals, bool MadeHere);
