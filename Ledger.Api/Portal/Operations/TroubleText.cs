using Ledger.Api.Problems;
using Ledger.Node.Anchoring;

namespace Ledger.Api.Portal.Operations;

/// <summary>What is wrong with a cosigner, another province's log or the chain, in words.</summary>
internal static class TroubleText
{
    /// <summary>Why anchoring does not get on; the node's log has the whole sentence.</summary>
    /// <param name="failure">The kind of failure; null where nothing failed.</param>
    public static TextInBoth Of(EvmError? failure) => failure switch
    {
        null => new("正在等待足够的链节点确认", "it waits for enough of the chain's nodes to say that the anchor is final"),
        EvmError.Unreachable => new("联系不上链节点", "the chain's node is not reached"),
        EvmError.Timeout => new("链节点未及时答复", "the chain's node did not answer in time"),
        EvmError.HttpStatus or EvmError.TooLarge or EvmError.Malformed or EvmError.WrongId => new("链节点的答复有误", "the chain's node gave a malformed answer"),
        EvmError.WrongChain => new("链节点属于另一条链", "the chain's node speaks for another chain"),
        EvmError.WrongCode => new("合约地址上不是所配置的合约", "there is another contract at the address, or none"),
        EvmError.Reverted => new("合约拒绝了存证", "the contract refused the anchor"),
        EvmError.AlreadyKnown or EvmError.NonceTooLow => new("链节点已有同一序号的交易", "the chain's node has a transaction of this number already"),
        EvmError.Refused => new("链节点拒绝了请求", "the chain's node refused"),
        EvmError.Disagreement => new("各链节点说法不一", "the chain's nodes contradict each other"),
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    /// <param name="code">As the interface says it.</param>
    public static TextInBoth Of(string code) => code switch
    {
        "none" => new("正常", "Well"),
        "unreachable" => new("联系不上", "Not reached"),
        "refused" => new("拒绝联署", "Refuses"),
        "not-believed" => new("联署不符", "Not believed"),
        "diverged" => new("记录分歧", "Diverged"),
        "malformed" => new("应答有误", "Malformed"),
        "not-signed" => new("签名不符", "Not signed"),
        "shrunk" => new("条目变少", "Shrunk"),
        "forked" => new("分叉", "Forked"),
        "rule-broken" => new("违反规则", "Rule broken"),
        "copy-damaged" => new("副本损坏", "Copy damaged"),
        "behind" => new("落后", "Behind"),
        _ => new(code, code),
    };
}
