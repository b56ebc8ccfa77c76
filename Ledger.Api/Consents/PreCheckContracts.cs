using Ledger.Api.Security;

namespace Ledger.Api.Consents;

/// <summary>What a department's system sends to check what an application for an item would need (预审).</summary>
/// <param name="Item">实施编码 of an item of the caller's own authority.</param>
/// <param name="Holder">The applicant.</param>
public sealed record PreCheckRequest(string Item, HolderCodeContract Holder);

/// <summary>What a holder sends to check what they would need.</summary>
/// <param name="Item">实施编码.</param>
public sealed record OwnPreCheckRequest(string Item);

/// <summary>One thing that the item needs.</summary>
/// <param name="Code">Code of the licence or material type that this is about; where several will do, of the one that stands best.</param>
/// <param name="State">
/// <c>available</c>, <c>reusable</c>, <c>expiring</c> (within 30 days), <c>promised</c> (告知承诺), <c>disputed</c>, <c>needs-consent</c> (whether it is there is not told), <c>not-recognised</c>, <c>missing</c>.
/// </param>
/// <param name="Reason">Why, in a sentence in the language of the request.</param>
/// <param name="Licence">证照标识 of the licence that was found; null for none.</param>
/// <param name="Material">电子材料标识 of the material that was found; null for none.</param>
/// <param name="Exempt">免交: whether the applicant submits nothing for it.</param>
/// <param name="StuffType">材料收取方式: <c>1</c> 证照库引用, <c>5</c> 数据共享 for a material that is used again, <c>4</c> 网上申报信息 for one that was promised, <c>0</c> 上传电子文件.</param>
/// <param name="StuffSource">材料复用方式, as Shanghai's one-window interface words it.</param>
public sealed record CheckedNeedContract(
    string Code, string State, string Reason, string? Licence, string? Material, bool Exempt, string StuffType, string StuffSource);

/// <summary>A field of a form that a licence fills in.</summary>
/// <param name="Meaning"><c>holder-name</c>, <c>holder-code</c>, <c>address</c>, <c>legal-representative</c>.</param>
/// <param name="Licence">The licence that says it.</param>
/// <param name="Field">National short name of its field.</param>
/// <param name="Value">As printed, for holders themselves; null for a department, which gets it by a use.</param>
public sealed record PrefilledFieldContract(string Meaning, string Licence, string Field, string? Value);

/// <summary>Two of the licences found that say something differently.</summary>
/// <param name="Licence">证照标识 of the other licence.</param>
/// <param name="Meaning">What it is about.</param>
/// <param name="Sentence">One sentence that names both types, without values.</param>
public sealed record ConflictContract(string Licence, string Meaning, string Sentence);

/// <summary>How it stands with everything that an item needs.</summary>
/// <param name="Item">实施编码.</param>
/// <param name="Name">Its name.</param>
/// <param name="Edition">Edition of its entry in the catalogue.</param>
/// <param name="Identity">Whether the applicant's identity document is looked at as well.</param>
/// <param name="Needs">Each thing that it needs.</param>
/// <param name="Exempt">免交: for how many of them the applicant submits nothing.</param>
/// <param name="Prefill">Fields of forms that need not be filled in by hand.</param>
/// <param name="Conflicts">What stands in the way although everything may be there.</param>
public sealed record PreCheckResponse(
    string Item,
    string Name,
    int Edition,
    bool Identity,
    IReadOnlyList<CheckedNeedContract> Needs,
    int Exempt,
    IReadOnlyList<PrefilledFieldContract> Prefill,
    IReadOnlyList<ConflictContract> Conflicts);
