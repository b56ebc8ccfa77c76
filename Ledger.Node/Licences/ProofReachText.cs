using Ledger.Crypto.Transparency;

namespace Ledger.Node.Licences;

/// <summary>The texts of <see cref="ProofReach"/>.</summary>
internal static class ProofReachText
{
    /// <summary>The code in interfaces; never changes once released.</summary>
    public static string Code(this ProofReach reach) => reach switch
    {
        ProofReach.Covers => "covers",
        ProofReach.NotYet => "not-yet",
        ProofReach.BelowQuorum => "below-quorum",
        ProofReach.TooManyEvents => "too-many-events",
        _ => throw new ArgumentOutOfRangeException(nameof(reach)),
    };

    /// <summary>What the proof shows about the moment, in one sentence or two.</summary>
    public static (string Chinese, string English) Sentence(this ProofReach reach) => reach switch
    {
        ProofReach.Covers => (
            "状态证明列出该版本的全部事件及其入账时间，按所问时刻折算即得上述结论（当时尚未签发、有效、暂扣或已终止，有无异议）；以何种方式终止及有效期起止另见事件与证照本身。",
            "The status bundle shows every event of this version with the time the log took it in; folded up to the moment they give this answer: "
                + "not issued, in force, suspended or ended, and whether disputed. How it ended and its dates stand in the event and in the licence."),
        ProofReach.NotYet => (
            "所问时刻之后账本尚未签署或经见证新的检查点：本答复是账本目前所知，其证明稍后可得。",
            "Nothing later than the moment has been signed or cosigned yet: this is what the log knows so far; its proof will come."),
        ProofReach.BelowQuorum => (
            "检查点的见证数不足：本答复仅为账本自己的陈述。", "Too few witnesses have cosigned the checkpoint: this is the log's own word so far."),
        ProofReach.TooManyEvents => (
            $"该版本的事件超过 {StatusBundle.MaxEvents} 个，状态证明只列最近的部分，不能证明过去时刻的状态。",
            $"This version has more than {StatusBundle.MaxEvents} events; a bundle shows the newest only, and proves no status of the past."),
        _ => throw new ArgumentOutOfRangeException(nameof(reach)),
    };
}
