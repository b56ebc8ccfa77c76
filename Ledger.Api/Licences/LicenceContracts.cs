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
public sealed record IssueLicenceRequest(
    string Type,
    string Issuer,
    string Serial,
    string Number,
    HolderContract Holder,
    string ValidFrom,
    string? ValidTo,
    IReadOnlyDictionary<string, string> Fields);

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

/// <summary>What a department sends to revoke a licence.</summary>
/// <param name="Reason"><c>cancelled</c> 注销, <c>withdrawn</c> 撤销, <c>penalty</c> 吊销, <c>superseded</c> 换发 or <c>transferred</c> 转出.</param>
/// <param name="LegalBasis">The provision it rests on: 1 to 256 characters, no personal data.</param>
/// <param name="DecidedOn">Day of the decision; today where it is left out.</param>
public sealed record RevokeLicenceRequest(string Reason, string LegalBasis, string? DecidedOn);

/// <summary>What a department sends to list a holder's licences. A body, not an address: addresses end up in logs.</summary>
/// <param name="CodeType">Type of the code.</param>
/// <param name="Code">The code.</param>
public sealed record LicencesByHolderRequest(string CodeType, string Code);

/// <summary>A licence as its own authority sees it.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Type">Type code.</param>
/// <param name="TypeName">Name of the type.</param>
/// <param name="Issuer">Issuing authority's code.</param>
/// <param name="Version">Version, from 1.</param>
/// <param name="Status"><c>valid</c>, <c>not-yet-valid</c>, <c>expired</c> or <c>revoked</c>.</param>
/// <param name="ValidFrom">First day of validity.</param>
/// <param name="ValidTo">Last day of validity; null for 长期.</param>
/// <param name="Index">Index of its issue in the log.</param>
/// <param name="Anchor"><c>anchored</c>, or <c>pending</c> (上链待确认).</param>
/// <param name="Fields">The face fields in printed order; null in lists.</param>
public sealed record LicenceResponse(
    string Identifier,
    string Type,
    string TypeName,
    string Issuer,
    int Version,
    string Status,
    string ValidFrom,
    string? ValidTo,
    long Index,
    string Anchor,
    IReadOnlyList<FieldContract>? Fields);

/// <summary>One printed field.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Label">Label as printed.</param>
/// <param name="Value">Value as printed.</param>
public sealed record FieldContract(string Name, string Label, string Value);

/// <summary>Licences of one holder, newest last.</summary>
/// <param name="Licences">At most 200.</param>
public sealed record LicenceListResponse(IReadOnlyList<LicenceResponse> Licences);
