using Ledger.Api.Security;

namespace Ledger.Api.Consents;

/// <summary>On what a use stands.</summary>
/// <param name="Kind">
/// <c>consent</c>: the holder's, named by <paramref name="Consent"/>; <c>inspection</c>: a registered plan (检查码); <c>duty</c>: the provision that the catalogue names for
/// the item; <c>assistance</c>: a letter (行政协助).
/// </param>
/// <param name="Consent">Name of the consent, 32 hexadecimal characters.</param>
/// <param name="Number">Number of the inspection plan or letter, 1 to 64 characters.</param>
/// <param name="RegisteredBy">Unified social credit code of the authority that registered the plan.</param>
public sealed record UseBasisContract(string Kind, string? Consent, string? Number, string? RegisteredBy);

/// <summary>What a department's system sends to use a licence or a material (用证).</summary>
/// <param name="Use">用途, 1 to 200 characters.</param>
/// <param name="OrgName">Who asks: name of the organisation.</param>
/// <param name="Operator">经办人: account of 1 to 64 visible ASCII characters.</param>
/// <param name="ItemName">事项名称.</param>
/// <param name="ItemCode">实施编码, 31 characters.</param>
/// <param name="BusinessCode">业务流水号 of the case.</param>
/// <param name="Basis">On what the use stands; without it 403.</param>
/// <param name="Holder">Whose licence or material; may be left out with an identifier or a consent.</param>
/// <param name="Licence">证照类型代码, or the identifier of one licence; one of this and <paramref name="Material"/> is sent.</param>
/// <param name="Material">材料目录编码, or the identifier of one material.</param>
/// <param name="Fields">
/// Of a licence: national short names of the fields, at most 200; left out for all that may be shown. Those that name licence, issuer and dates are always shown. Of a
/// material: names of its structured fields, and then no file; left out for its file and all of them.
/// </param>
public sealed record UseRequestContract(
    string Use,
    string OrgName,
    string Operator,
    string ItemName,
    string ItemCode,
    string BusinessCode,
    UseBasisContract Basis,
    HolderCodeContract? Holder,
    string? Licence,
    string? Material,
    IReadOnlyList<string>? Fields);

/// <summary>A licence that was used, as it is now.</summary>
/// <param name="Identifier">证照标识.</param>
/// <param name="Type">证照类型代码.</param>
/// <param name="Name">Name of the type.</param>
/// <param name="Status">What it is today: <c>valid</c>, <c>suspended</c>, <c>expired</c> …</param>
/// <param name="Disputed">Whether an objection is open.</param>
/// <param name="Recognition">Why it counts in the caller's province, in the language of the request.</param>
public sealed record UsedLicenceContract(string Identifier, string Type, string Name, string Status, bool Disputed, string Recognition);

/// <summary>A material that was used, as it is now.</summary>
/// <param name="Identifier">电子材料标识; what a case states as <c>sourceStuffId</c> where it uses the material again.</param>
/// <param name="Type">材料目录编码.</param>
/// <param name="Name">Name of the type.</param>
/// <param name="Level">可信等级: <c>a</c> to <c>d</c>.</param>
/// <param name="Dated">Its day.</param>
/// <param name="ValidTo">Its last day; null where none ends it.</param>
/// <param name="FileName">Name of the file; null, as what follows, where only fields were asked for.</param>
/// <param name="MediaType">What the file is.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Sm3">SM3 of the file, 64 hexadecimal characters.</param>
/// <param name="Sha256">SHA-256 of the file, 64 hexadecimal characters.</param>
/// <param name="File">Where the file is fetched, for an hour.</param>
public sealed record UsedMaterialContract(
    string Identifier,
    string Type,
    string Name,
    string? Level,
    string Dated,
    string? ValidTo,
    string? FileName,
    string? MediaType,
    long? Length,
    string? Sm3,
    string? Sha256,
    string? File);

/// <summary>A field that is shown.</summary>
/// <param name="Name">National short name of a licence's, or a material's own name for it.</param>
/// <param name="Value">As printed.</param>
public sealed record UsedFieldContract(string Name, string Value);

/// <summary>A use that stands in the log, and what it gives.</summary>
/// <param name="Use">Its name, 32 hexadecimal characters.</param>
/// <param name="Index">Its index in the log.</param>
/// <param name="LeafHash">Its leaf hash in the SHA-256 tree, base64.</param>
/// <param name="Size">Size of the first signed checkpoint that covers it.</param>
/// <param name="UsesMapKey">Key in the status map of the uses that it is among: those of the consent, or of the holder without one; <c>version</c> there counts them.</param>
/// <param name="Licence">The licence; null where a material was used.</param>
/// <param name="Material">The material; null where a licence was used.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Document">The licence's document with these fields and their Merkle proofs, canonical JSON in base64: verifies like the whole one. Null for a material.</param>
public sealed record UseResponse(
    string Use,
    long Index,
    string LeafHash,
    long Size,
    string UsesMapKey,
    UsedLicenceContract? Licence,
    UsedMaterialContract? Material,
    IReadOnlyList<UsedFieldContract> Fields,
    string? Document);

/// <summary>A use of what the caller holds.</summary>
/// <param name="Use">Its name, 32 hexadecimal characters.</param>
/// <param name="Chinese">Who used what, when and what for, in a sentence.</param>
/// <param name="English">The same in English.</param>
/// <param name="At">When.</param>
/// <param name="Basis"><c>consent</c>, <c>inspection</c>, <c>duty</c>, <c>assistance</c> or, through a sharing service, <c>registered</c>.</param>
/// <param name="Organisation">Who, as they named themselves.</param>
/// <param name="Authority">Unified social credit code of the authority whose system it was.</param>
/// <param name="Operator">Through whom.</param>
/// <param name="Item">实施编码.</param>
/// <param name="Case">业务流水号.</param>
/// <param name="Purpose">用途.</param>
/// <param name="Licence">证照标识; null where a material was used, or it is not known any more.</param>
/// <param name="Material">电子材料标识; null where a licence was used, or it is not known any more.</param>
/// <param name="Fields">Names of the fields that were given.</param>
/// <param name="File">Whether the material's file was given.</param>
/// <param name="Index">Its index in the log.</param>
/// <param name="Withdrawal">Where the consent is withdrawn; null where it stood on none, or that one was withdrawn.</param>
/// <param name="ObjectedAt">When the holder objected to it; null where nobody did.</param>
/// <param name="Objection">Where it is objected to; null where somebody did.</param>
/// <param name="Answer">What whoever made the use answered to the objection; null while nothing was.</param>
/// <param name="Receipt">Of a use for another province: whether its node gave a receipt; null of any other.</param>
public sealed record OwnUseResponse(
    string Use,
    string Chinese,
    string English,
    DateTimeOffset At,
    string Basis,
    string Organisation,
    string Authority,
    string Operator,
    string Item,
    string Case,
    string Purpose,
    string? Licence,
    string? Material,
    IReadOnlyList<string> Fields,
    bool File,
    long Index,
    string? Withdrawal,
    DateTimeOffset? ObjectedAt,
    string? Objection,
    ObjectionAnswerContract? Answer,
    OwnUseReceiptContract? Receipt);

/// <summary>Uses of what the caller holds, the newest first.</summary>
/// <param name="Uses">At most 100.</param>
/// <param name="Cursor">Goes on behind this page, towards the older; null where nothing follows.</param>
public sealed record OwnUseListResponse(IReadOnlyList<OwnUseResponse> Uses, string? Cursor);
