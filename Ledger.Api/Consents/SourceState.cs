using Ledger.Api.Problems;
using Ledger.Node.Consents;

namespace Ledger.Api.Consents;

/// <summary>How it stands with what a consent opens in another province, as it is said to people.</summary>
internal static class SourceState
{
    /// <summary>Its stable code, and the sentence.</summary>
    public static (string Code, TextInBoth Text) Of(PlacedSource source, bool isWithdrawn) => source.Outcome switch
    {
        SourceOutcome.Placed or SourceOutcome.Waiting when isWithdrawn => ("withdrawal-waiting", new(
            "本省已撤回；该省节点暂未应答，其账本中的授权可能仍然有效，将自动重试。",
            "Withdrawn here; that province's node has not answered, its log may still have the consent, and it is told again.")),
        SourceOutcome.Placed => ("placed", new("已登记在该省账本；在该省直接撤回的，本页不会得知，以该省记录为准。", "It was entered in that province's log. Where you withdrew it there directly, that counts, though this page does not learn of it.")),
        SourceOutcome.Refused => ("refused", new($"该省未登记：{source.Chinese}", $"Not placed: {source.English}")),
        SourceOutcome.Withdrawn => ("withdrawn", new("已在该省撤回。", "Withdrawn in that province.")),
        SourceOutcome.Over => ("over", new("期限已过。", "Its period is over.")),
        _ => ("waiting", new("该省节点暂未应答，将自动重试。", "That province's node has not answered; it is told again.")),
    };
}
