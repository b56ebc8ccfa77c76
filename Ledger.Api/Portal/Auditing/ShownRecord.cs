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
    private static readonly Dictionary<EventType, string> Chinese = new()
    {
        [EventType.Issue] = "签发",
        [EventType.Amend] = "变更",
        [EventType.Suspend] = "暂扣",
        [EventType.Resume] = "暂扣发还",
        [EventType.Revoke] = "终止",
        [EventType.Endorse] = "签注",
        [EventType.Dispute] = "异议标注",
        [EventType.DisputeLifted] = "异议标注撤销",
        [EventType.MaterialRegistered] = "材料登记",
        [EventType.ConsentGranted] = "授权",
        [EventType.ConsentWithdrawn] = "撤回授权",
        [EventType.MaterialUsed] = "用证",
        [EventType.MaterialNoted] = "材料签注",
        [EventType.MaterialErased] = "销毁",
        [EventType.AuthorityRegistered] = "机构登记",
        [EventType.HolderRegistered] = "持证主体登记",
        [EventType.CatalogueEntered] = "目录登记",
    };

    /// <summary>What a kind of event is called.</summary>
    internal static TextInBoth WordOf(EventType type) => new(Chinese.GetValueOrDefault(type, type.ToString()), type.ToString());
}
