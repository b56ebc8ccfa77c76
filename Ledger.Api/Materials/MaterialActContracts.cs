namespace Ledger.Api.Materials;

/// <summary>告知承诺: what a holder promises to hand in later.</summary>
/// <param name="Type">材料目录编码 of a type that allows it.</param>
/// <param name="Holder">Who promises.</param>
/// <param name="Name">Name to show: 1 to 128 characters on one line.</param>
/// <param name="DueOn">The last day to hand it in, yyyy-MM-dd, within 12 months.</param>
/// <param name="CaseNumber">办件编号 for which it stands in.</param>
/// <param name="Operator">经办人: account at the department.</param>
public sealed record PromiseMaterialRequest(string Type, MaterialHolderContract Holder, string Name, string DueOn, string CaseNumber, string Operator);

/// <summary>What is done with a material, and by whom.</summary>
/// <param name="Operator">经办人: account at the department, 1 to 64 visible ASCII characters; kept sealed.</param>
/// <param name="Note">Why: up to 500 characters; kept sealed.</param>
public sealed record MaterialActRequest(string Operator, string? Note);

/// <summary>核验: who vouches for a material.</summary>
/// <param name="Operator">经办人: account at the department; kept sealed.</param>
/// <param name="Note">Up to 500 characters; kept sealed.</param>
/// <param name="Level">可信等级 from here on, as its type allows; left out: as it was.</param>
public sealed record AcceptMaterialRequest(string Operator, string? Note, string? Level);

/// <summary>Asks for a material to be erased.</summary>
/// <param name="Operator">经办人: account at the department; goes into the audit log as a pseudonym, and nowhere else.</param>
public sealed record EraseMaterialRequest(string Operator);

/// <summary>销毁证明: signed by the authority that erased a material, with the log's proof. Names nobody.</summary>
/// <param name="Statement">
/// The signed bytes, base64: canonical JSON with <c>kind</c>, <c>log</c>, <c>material</c>, <c>handle</c>, <c>registeredIndex</c>, <c>erasedIndex</c>,
/// <c>erasedAt</c> (Beijing time), <c>authority</c>, <c>sealKey</c>, <c>signingKey</c>.
/// </param>
/// <param name="Seal">SES_Signature (GB/T 38540) over them, base64.</param>
/// <param name="Signature">ECDSA over them, P-256 and SHA-256, r‖s of 64 bytes, base64.</param>
/// <param name="Certificate">Certificate of that key, DER, base64.</param>
/// <param name="MapKey">The material's key in the log's status map.</param>
/// <param name="Proof">The status bundle of that key, base64: registration and erasure, under a signed checkpoint.</param>
public sealed record ErasureCertificateResponse(string Statement, string Seal, string Signature, string Certificate, string MapKey, string Proof);
