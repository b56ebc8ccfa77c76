namespace Ledger.Api.Licences;

/// <summary>Who holds a licence.</summary>
/// <param name="Name">Name as registered.</param>
/// <param name="CodeType">Type of the code (GB/T 36903 Annex A): <c>001</c> unified social credit code, <c>111</c> citizen number.</param>
/// <param name="Code">The code itself.</param>
public sealed record HolderContract(string Name, string CodeType, string Code);

/// <summary>What a department sends to issue a licence.</summary>
/// <param name="Type">21-character type code.</param>
/// <param name="Issuer">Unified social credit code of the issuing authority, the caller's own.</param>
/// <param name="Serial">流水号: 1 to 64 characters of 0-9 and A-Z; with type and issuer it makes the identifier.</param>
/// <param name="Number">证照编号 as printed.</param>
/// <param name="Holder">The holder.</param>
/// <param name="ValidFrom">First day of validity, <c>yyyy-MM-dd</c>.</param>
/// <param name="ValidTo">Last day of validity; left out for 长期.</param>
/// <param name="Fields">The face fields of the type, by their short names.</param>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters.</param>
/// <param name="LegalBasis">The provision it rests on: 1 to 256 characters, no personal data. Left out: the one that the type names.</param>
/// <param name="DecidedOn">Day of the decision; today where it is left out.</param>
/// <param name="Note">Up to 500 characters more; kept sealed.</param>
/// <param name="CoHolders">Joint holders after the first; at most 15.</param>
/// <param name="TakesOver">转入: identifier of the licence of another issuer that it takes over.</param>
/// <param name="Components">Identifiers of the licences that a composite one brings together; at most 32.</param>
/// <param name="Photo">The photograph of the holder, where the type has one: a baseline JPEG in Base64, at most 50 KiB, 25 × 35 mm at 200 to 300 dpi.</param>
public sealed record IssueLicenceRequest(
    string Type,
    string Issuer,
    string Serial,
    string Number,
    HolderContract Holder,
    string ValidFrom,
    string? ValidTo,
    IReadOnlyDictionary<string, string> Fields,
    string Operator,
    string? LegalBasis,
    string? DecidedOn,
    string? Note,
    IReadOnlyList<HolderContract>? CoHolders,
    string? TakesOver,
    IReadOnlyList<string>? Components,
    string? Photo = null);

/// <summary>What a department sends to issue the next version of a licence. What is left out stays as it was.</summary>
/// <param name="Act"><c>change</c> 变更, <c>renewal</c> 延续, <c>replacement</c> 换发 or <c>correction</c> 更正.</param>
/// <param name="Operator">经办人: account at the department.</param>
/// <param name="LegalBasis">The provision it rests on. Left out: the one that the type names.</param>
/// <param name="DecidedOn">Day of the decision; today where it is left out.</param>
/// <param name="Note">Up to 500 characters more; kept sealed.</param>
/// <param name="Number">证照编号 as printed.</param>
/// <param name="Holder">The first holder.</param>
/// <param name="CoHolders">Joint holders after the first; an empty list for none any more.</param>
/// <param name="ValidFrom">First day of validity; where one of the two days is sent, both count.</param>
/// <param name="ValidTo">Last day of validity; with <c>validFrom</c>, left out for 长期.</param>
/// <param name="Fields">Face fields whose values change or that are new.</param>
/// <param name="Dropped">Short names of face fields that are left out from now on.</param>
/// <param name="Components">Identifiers of the licences that a composite one brings together.</param>
/// <param name="Photo">A new photograph of the holder in Base64.</param>
public sealed record NextVersionRequest(
    string Act,
    string Operator,
    string? LegalBasis,
    string? DecidedOn,
    string? Note,
    string? Number,
    HolderContract? Holder,
    IReadOnlyList<HolderContract>? CoHolders,
    string? ValidFrom,
    string? ValidTo,
    IReadOnlyDictionary<string, string>? Fields,
    IReadOnlyList<string>? Dropped,
    IReadOnlyList<string>? Components,
    string? Photo = null);

/// <summary>What a department gets back for an issued licence.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Index">Index of the event in the log.</param>
/// <param name="LeafHash">SHA-256 Merkle leaf hash of the event, base64.</param>
/// <param name="LogSize">Size of the signed checkpoint that covers it.</param>
/// <param name="Anchor"><c>anchored</c>, or <c>pending</c> (上链待确认).</param>
/// <param name="CheckCode">16 characters, printed on the licence; with the identifier it lets anybody ask for the status.</param>
public sealed record IssuedLicenceResponse(
    string Identifier, long Index, string LeafHash, long LogSize, string Anchor, string CheckCode);

/// <summary>What a department gets back for a change to a licence.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Index">Index of the event in the log.</param>
/// <param name="LeafHash">SHA-256 Merkle leaf hash of the event, base64.</param>
/// <param name="LogSize">Size of the signed checkpoint that covers it.</param>
/// <param name="Anchor"><c>anchored</c>, or <c>pending</c> (上链待确认).</param>
public sealed record ChangedLicenceResponse(string Identifier, long Index, string LeafHash, long LogSize, string Anchor);

/// <summary>A licence as its own authority sees it.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Type">Type code.</param>
/// <param name="TypeName">Name of the type.</param>
/// <param name="Edition">Edition of the type's definition that it was issued under.</param>
/// <param name="Issuer">Issuing authority's code.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Act">What brought this version about: <c>issue</c>, <c>change</c>, <c>renewal</c>, <c>replacement</c>, <c>correction</c>, <c>migration</c>, <c>transfer-in</c>.</param>
/// <param name="Status">
/// <c>valid</c>, <c>not-yet-valid</c>, <c>expired</c>, <c>suspended</c>, <c>superseded</c>, <c>cancelled</c>, <c>withdrawn</c>, <c>revoked</c> or
/// <c>transferred</c>; of a moment of the past also <c>not-issued</c>, and <c>unknown</c> where the content of an event was lost.
/// </param>
/// <param name="Disputed">Whether an objection is open.</param>
/// <param name="ValidFrom">First day of validity.</param>
/// <param name="ValidTo">Last day of validity; null for 长期.</param>
/// <param name="Previous">关联证照标识: the licence that it continues; null for none.</param>
/// <param name="Successor">Identifier of the version that took its place; null for none.</param>
/// <param name="NextCheckDue">Day of the next annual check; null for none.</param>
/// <param name="Index">Index of its issue in the log.</param>
/// <param name="LastIndex">Index of its last event in the log.</param>
/// <param name="Anchor"><c>anchored</c>, or <c>pending</c> (上链待确认).</param>
/// <param name="Fields">The face fields in printed order; null in lists and of a moment of the past.</param>
/// <param name="PointInTime">Of a moment of the past: which, and what proves it; null for now.</param>
/// <param name="Flags">Open flags, the oldest first; null in lists and of a moment of the past.</param>
/// <param name="Ripple">What issuing this version set off among other licences; null in lists, of a moment of the past, and where nothing.</param>
public sealed record LicenceResponse(
    string Identifier,
    string Type,
    string TypeName,
    int Edition,
    string Issuer,
    int Version,
    string Act,
    string Status,
    bool Disputed,
    string ValidFrom,
    string? ValidTo,
    string? Previous,
    string? Successor,
    string? NextCheckDue,
    long Index,
    long LastIndex,
    string Anchor,
    IReadOnlyList<FieldContract>? Fields,
    PointInTimeContract? PointInTime,
    IReadOnlyList<FlagContract>? Flags,
    RippleContract? Ripple);

/// <summary>One printed field.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Label">Label as printed.</param>
/// <param name="Value">Value as printed.</param>
public sealed record FieldContract(string Name, string Label, string Value);
