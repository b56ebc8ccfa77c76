using Ledger.Api.Problems;

namespace Ledger.Api.Materials;

/// <summary>Whose a material is.</summary>
/// <param name="Name">Name as registered.</param>
/// <param name="CodeType">持证主体代码类型, three digits.</param>
/// <param name="Code">Code of that type.</param>
public sealed record MaterialHolderContract(string Name, string CodeType, string Code);

/// <summary>What a department says of a file that it hands in: the part <c>material</c> of the form, before the part <c>file</c>.</summary>
/// <param name="Type">材料目录编码, such as <c>CL030101</c>.</param>
/// <param name="Holder">Whose it is.</param>
/// <param name="Name">Name to show: 1 to 128 characters on one line.</param>
/// <param name="MediaType">
/// <c>application/pdf</c>, <c>application/ofd</c>, <c>image/jpeg</c>, <c>image/png</c>, <c>application/zip</c> or <c>text/plain</c> (UTF-8). The bytes
/// have to bear it out.
/// </param>
/// <param name="Level">可信等级: <c>a</c>, <c>b</c>, <c>c</c> or <c>d</c>, as type and sending system may have it.</param>
/// <param name="Dated">Day of the material, yyyy-MM-dd; left out: today.</param>
/// <param name="ValidTo">失效日期 that it states itself, yyyy-MM-dd; where the type allows less, less counts. Left out for none.</param>
/// <param name="CaseNumber">办件编号: 1 to 64 visible ASCII characters; left out for none.</param>
/// <param name="StuffType">材料收取方式: <c>0</c> to <c>5</c>.</param>
/// <param name="StuffSource">材料复用方式: <c>data-sharing</c>, <c>licence-library</c> or <c>not-reused</c>; left out: <c>not-reused</c>.</param>
/// <param name="SourceLicenseId">证照标识 that it was taken from; with <c>stuffType</c> 1 only.</param>
/// <param name="SourceStuffId">电子材料标识 that it was taken from.</param>
/// <param name="Fields">Structured fields of the type, by their short names.</param>
/// <param name="Replaces">电子材料标识 of the version, or promise, whose place it takes: of the same holder and type; left out for a first version.</param>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters.</param>
public sealed record HandInMaterialRequest(
    string Type,
    MaterialHolderContract Holder,
    string Name,
    string MediaType,
    string Level,
    string? Dated,
    string? ValidTo,
    string? CaseNumber,
    string StuffType,
    string? StuffSource,
    string? SourceLicenseId,
    string? SourceStuffId,
    IReadOnlyDictionary<string, string>? Fields,
    string? Replaces,
    string Operator);

/// <summary>The form by which a material is handed in; its parts in this order.</summary>
/// <param name="Material">JSON, at most 3 KiB.</param>
/// <param name="File">The file, at most 100 MiB.</param>
public sealed record HandInMaterialForm(HandInMaterialRequest Material, IFormFile File);

/// <summary>A material as the authority that collected it sees it.</summary>
/// <param name="Identifier">电子材料标识.</param>
/// <param name="Handle">Its random name in the log's status map, 32 hexadecimal characters.</param>
/// <param name="Type">材料目录编码.</param>
/// <param name="Edition">Edition of the type.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Holder">Whose it is.</param>
/// <param name="State">
/// <c>pending</c> 待核, <c>valid</c> 有效, <c>expired</c> 过期, <c>disputed</c> 存疑, <c>replaced</c> 被替换, <c>voided</c> 作废, <c>promised</c> 承诺代替 or
/// <c>promise-overdue</c> (待批后核查), as of today.
/// </param>
/// <param name="Level">可信等级; null for a promise.</param>
/// <param name="Dated">Day of the material.</param>
/// <param name="ValidTo">失效日期: its last day; null where no day ends it.</param>
/// <param name="CaseNumber">办件编号; null for none.</param>
/// <param name="DueOn">The last day to hand in what was promised; null where it is here.</param>
/// <param name="NotReusable">Why it may not be used again today; null where nothing stands against it.</param>
/// <param name="StuffType">材料收取方式; null for a promise.</param>
/// <param name="StuffSource">材料复用方式; null for a promise.</param>
/// <param name="SourceLicenseId">证照标识 that it was taken from; null for none.</param>
/// <param name="SourceStuffId">电子材料标识 that it was taken from; null for none.</param>
/// <param name="Fields">Structured fields.</param>
/// <param name="MediaType">What the file is; null for a promise, which has none.</param>
/// <param name="Length">Bytes of the file; 0 for a promise.</param>
/// <param name="Sm3">SM3 of the file, 64 hexadecimal characters; null for a promise.</param>
/// <param name="Sha256">SHA-256 of the file, 64 hexadecimal characters; null for a promise.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="Index">Index of its registration in the log.</param>
/// <param name="File">Where the file is; null for a promise.</param>
public sealed record MaterialResponse(
    string Identifier,
    string Handle,
    string Type,
    int Edition,
    string Name,
    MaterialHolderContract Holder,
    string State,
    string? Level,
    string Dated,
    string? ValidTo,
    string? CaseNumber,
    string? DueOn,
    NotReusableContract? NotReusable,
    string? StuffType,
    string? StuffSource,
    string? SourceLicenseId,
    string? SourceStuffId,
    IReadOnlyDictionary<string, string> Fields,
    string? MediaType,
    long Length,
    string? Sm3,
    string? Sha256,
    DateTimeOffset RegisteredAt,
    long Index,
    string? File);

/// <summary>Why a material may not be used again.</summary>
/// <param name="Code">
/// A state; <c>not-reusable</c> (单次使用); or the rule that fired when the holder's licence changed: <c>holder-name-changed</c>, <c>address-changed</c>,
/// <c>legal-representative-changed</c>.
/// </param>
/// <param name="Says">The reason in words.</param>
public sealed record NotReusableContract(string Code, TextInBoth Says);

/// <summary>What became of a file that was handed in.</summary>
/// <param name="Material">The material.</param>
/// <param name="IsKnown">
/// Whether the authority had the same file of the same holder and type already: then this is that one, and all that was entered is that it is of this case too, where
/// it was not. Of another holder's or authority's files nothing is told.
/// </param>
/// <param name="LeafHash">Leaf hash of the registration, or of the attachment to this case, in the SHA-256 tree, base64.</param>
/// <param name="Size">Size of the first signed checkpoint that covers it.</param>
public sealed record HandedInMaterialResponse(MaterialResponse Material, bool IsKnown, string LeafHash, long Size);

/// <summary>Materials, the newest first.</summary>
/// <param name="Materials">At most as many as asked for; erased ones are left out.</param>
/// <param name="Cursor">Goes on behind this page; null where nothing follows.</param>
public sealed record MaterialListResponse(IReadOnlyList<MaterialResponse> Materials, string? Cursor);

/// <summary>Asks for the materials of a holder.</summary>
/// <param name="CodeType">持证主体代码类型, three digits.</param>
/// <param name="Code">Code of that type.</param>
/// <param name="Type">材料目录编码; left out for all.</param>
/// <param name="Limit">1 to 200; left out: 50.</param>
/// <param name="Cursor">The cursor of the page before; left out for the first.</param>
public sealed record MaterialsByHolderRequest(string CodeType, string Code, string? Type, int? Limit, string? Cursor);

/// <summary>Asks for the materials of a case.</summary>
/// <param name="CaseNumber">办件编号.</param>
/// <param name="Limit">1 to 200; left out: 50.</param>
/// <param name="Cursor">The cursor of the page before; left out for the first.</param>
public sealed record MaterialsByCaseRequest(string CaseNumber, int? Limit, string? Cursor);
