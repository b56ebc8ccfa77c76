using Ledger.Api.Problems;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Portal.Auditing;

/// <summary>One entry of the log, and all that proves it. Hashes are hexadecimal.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Type">What kind of event it is.</param>
/// <param name="Time">When, Beijing time.</param>
/// <param name="MapKey">What it is about, as the status map names it; null for a commitment.</param>
/// <param name="Previous">The event before of the same subject; null for the first.</param>
/// <param name="BodySha256">SHA-256 of the event's content; of a commitment, the root of the map.</param>
/// <param name="BodySm3">SM3 of the event's content; empty for a commitment.</param>
/// <param name="LeafHash">Its Merkle leaf hash.</param>
/// <param name="Path">Inclusion proof, from the leaf to the root.</param>
/// <param name="Size">Entries under the checkpoint.</param>
/// <param name="Root">Root of the checkpoint.</param>
/// <param name="Note">The checkpoint with its signatures.</param>
/// <param name="Cosigners">Who of the trust policy cosigned it.</param>
/// <param name="HasQuorum">Whether that is enough.</param>
/// <param name="Anchor">An anchor that covers it; null for none yet.</param>
public sealed record ShownRecord(
    long Index,
    TextInBoth Type,
    string Time,
    string? MapKey,
    long? Previous,
    string BodySha256,
    string BodySm3,
    string LeafHash,
    IReadOnlyList<string> Path,
    long Size,
    string Root,
    string Note,
    IReadOnlyList<string> Cosigners,
    bool HasQuorum,
    ShownAnchor? Anchor)
{
    private static readonly Dictionary<EventType, TextInBoth> Words = new()
    {
        [EventType.Issue] = new("签发", "Issued"),
        [EventType.Amend] = new("变更", "Changed"),
        [EventType.Suspend] = new("暂扣", "Suspended"),
        [EventType.Resume] = new("暂扣发还", "Given back"),
        [EventType.Revoke] = new("终止", "Ended"),
        [EventType.Endorse] = new("签注", "Endorsed"),
        [EventType.Dispute] = new("异议标注", "Objection marked"),
        [EventType.DisputeLifted] = new("异议标注撤销", "Objection lifted"),
        [EventType.MaterialRegistered] = new("材料登记", "Material handed in"),
        [EventType.ConsentGranted] = new("授权", "Consent given"),
        [EventType.ConsentWithdrawn] = new("撤回授权", "Consent withdrawn"),
        [EventType.MaterialUsed] = new("用证", "Licence or material used"),
        [EventType.MaterialNoted] = new("材料签注", "Material noted"),
        [EventType.MaterialErased] = new("销毁", "Erased"),
        [EventType.UseReceipted] = new("用证回执", "Receipt of a use"),
        [EventType.InspectionRegistered] = new("检查计划报备", "Inspection plan registered"),
        [EventType.InspectionEnded] = new("检查计划结束", "Inspection plan ended"),
        [EventType.AuthorityRegistered] = new("机构登记", "Authority registered"),
        [EventType.HolderRegistered] = new("持证主体登记", "Holder registered"),
        [EventType.CatalogueEntered] = new("目录登记", "Entry of the catalogue"),
        [EventType.SealApplied] = new("印章申请", "Seal applied for"),
        [EventType.SealApproved] = new("印章审批通过", "Seal approved"),
        [EventType.SealRejected] = new("印章审批不通过", "Seal not approved"),
        [EventType.SealMade] = new("制章，启用", "Seal made, in force"),
        [EventType.SealFrozen] = new("印章冻结", "Seal frozen"),
        [EventType.SealUnfrozen] = new("印章解冻", "Seal given free"),
        [EventType.SealRevoked] = new("印章注销", "Seal ended"),
        [EventType.SealGranted] = new("用章授权", "Use of a seal granted"),
        [EventType.SealGrantWithdrawn] = new("用章授权收回", "Grant of a seal withdrawn"),
        [EventType.SealUseRefused] = new("用章被拒", "Use of a seal refused"),
        [EventType.KeyEntered] = new("签名密钥启用", "Signing key entered"),
        [EventType.KeyRetired] = new("签名密钥停用", "Signing key retired"),
        [EventType.KeyCompromised] = new("签名密钥泄露", "Signing key compromised"),
        [EventType.LogContinued] = new("承接前一账本", "Continues an earlier log"),
        [EventType.AuditCommitted] = new("审计日志承诺", "Commitment to the audit log"),
        [EventType.LoadAdded] = new("压力测试条目", "Entry of a load test"),
    };

    /// <summary>What a kind of event is called.</summary>
    internal static TextInBoth WordOf(EventType type) => Words.GetValueOrDefault(type) ?? new(type.ToString(), type.ToString());
}
