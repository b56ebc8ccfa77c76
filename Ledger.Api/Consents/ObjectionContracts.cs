using Ledger.Api.Security;

namespace Ledger.Api.Consents;

/// <summary>A holder objects to a use.</summary>
/// <param name="Text">Why: 1 to 500 visible characters. Who made the use reads it.</param>
public sealed record ObjectToUseRequest(string Text);

/// <summary>An objection that was entered.</summary>
/// <param name="UseIndex">Log index of the use.</param>
/// <param name="Index">Log index of the objection.</param>
/// <param name="LeafHash">Its leaf hash in the SHA-256 tree, base64.</param>
/// <param name="Size">Size of the first signed checkpoint that covers it.</param>
public sealed record ObjectedUseResponse(long UseIndex, long Index, string LeafHash, long Size);

/// <summary>A holder's objection to a use that the calling system made.</summary>
/// <param name="Index">Its log index.</param>
/// <param name="UseIndex">Log index of the use.</param>
/// <param name="Use">Name of the use.</param>
/// <param name="At">When it was made.</param>
/// <param name="ByGuardian">Whether a minor's parent made it.</param>
/// <param name="Text">What the holder says.</param>
/// <param name="ItemCode">实施编码 that the use was for.</param>
/// <param name="BusinessCode">业务流水号.</param>
/// <param name="Operator">Through whom it was used.</param>
/// <param name="Answer">What was answered; null while it is open.</param>
/// <param name="Made">The use as it was made; left out by a province's node that does not tell it yet.</param>
public sealed record UseObjectionResponse(
    long Index,
    long UseIndex,
    string Use,
    DateTimeOffset At,
    bool ByGuardian,
    string Text,
    string ItemCode,
    string BusinessCode,
    string Operator,
    ObjectionAnswerContract? Answer,
    ObjectedUseContract? Made = null);

/// <summary>A use that was objected to, as who made it is told of it: nothing that was read.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Purpose">用途, as the system stated it.</param>
/// <param name="ItemName">用证事项名称, as the system stated it.</param>
/// <param name="OfMaterial">Whether a material was used; else a licence.</param>
/// <param name="Type">Code of its type; empty where it is not known any more.</param>
/// <param name="Fields">Names of the fields that were given.</param>
/// <param name="File">Whether the material's file was given.</param>
public sealed record ObjectedUseContract(DateTimeOffset At, string Purpose, string ItemName, bool OfMaterial, string Type, IReadOnlyList<string> Fields, bool File);

/// <summary>Whoever made a use answers an objection to it (异议答复).</summary>
/// <param name="Outcome"><c>upheld</c> (异议成立) or <c>rejected</c> (异议不成立).</param>
/// <param name="Text">Why: 1 to 500 visible characters. The holder reads it.</param>
/// <param name="Correction">What was done about it (改正措施), the same; sent where it is upheld, and only then.</param>
/// <param name="Operator">经办人: account of 1 to 64 visible ASCII characters.</param>
public sealed record AnswerObjectionRequest(string Outcome, string Text, string? Correction, string Operator);

/// <summary>An answer that was entered.</summary>
/// <param name="ObjectionIndex">Log index of the objection.</param>
/// <param name="Index">Log index of the answer.</param>
/// <param name="LeafHash">Its leaf hash in the SHA-256 tree, base64.</param>
/// <param name="Size">Size of the first signed checkpoint that covers it.</param>
public sealed record AnsweredObjectionResponse(long ObjectionIndex, long Index, string LeafHash, long Size);

/// <summary>What was answered to an objection.</summary>
/// <param name="Outcome"><c>upheld</c> (异议成立) or <c>rejected</c> (异议不成立).</param>
/// <param name="At">When.</param>
/// <param name="Text">Why.</param>
/// <param name="Correction">What was done about it; null where it is rejected.</param>
public sealed record ObjectionAnswerContract(string Outcome, DateTimeOffset At, string Text, string? Correction);

/// <summary>Objections to uses of the calling system, the newest first.</summary>
/// <param name="Objections">At most 100; those of holders who were erased are left out.</param>
/// <param name="Cursor">Goes on behind this page, towards the older; null where nothing follows.</param>
public sealed record UseObjectionListResponse(IReadOnlyList<UseObjectionResponse> Objections, string? Cursor);

/// <summary>A parent asks what was used of their child's.</summary>
/// <param name="Child">The child.</param>
/// <param name="Cursor">The cursor of the page before; left out for the newest.</param>
public sealed record MinorsUsesRequest(HolderCodeContract Child, string? Cursor);
