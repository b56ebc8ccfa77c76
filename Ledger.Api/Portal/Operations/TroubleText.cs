using Ledger.Api.Problems;

namespace Ledger.Api.Portal.Operations;

/// <summary>What is wrong with a cosigner or another province's log, in words.</summary>
internal static class TroubleText
{
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
