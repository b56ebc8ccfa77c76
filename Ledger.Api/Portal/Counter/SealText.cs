using Ledger.Api.Problems;
using Ledger.Node.Seals;

namespace Ledger.Api.Portal.Counter;

/// <summary>What is said of seals and grants in both languages.</summary>
internal static class SealText
{
    private static readonly Dictionary<string, TextInBoth> Steps = new(StringComparer.Ordinal)
    {
        [SealTable.Applied] = new("申请", "Applied for"),
        [SealTable.Approved] = new("审批通过", "Approved"),
        [SealTable.Rejected] = new("审批不通过", "Rejected"),
        [SealTable.Made] = new("制章，启用", "Made, in force"),
        [SealTable.Frozen] = new("冻结", "Frozen"),
        [SealTable.Unfrozen] = new("解冻", "Given free"),
        [SealTable.Revoked] = new("注销", "Ended"),
    };

    private static readonly Dictionary<string, TextInBoth> Ends = new(StringComparer.Ordinal)
    {
        ["withdrawn"] = new("撤回申请", "The application is taken back"),
        ["replaced"] = new("换章", "Another seal takes its place"),
        ["authority-ended"] = new("机构变更", "The authority was closed, merged or renamed"),
        ["key-compromised"] = new("密钥泄露", "Somebody else may have its key"),
    };

    /// <summary>What a seal is.</summary>
    public static TextInBoth WordOf(SealState state) => new(state.Chinese(), state switch
    {
        SealState.Applied => "Waits for approval",
        SealState.Approved => "Approved, not made yet",
        SealState.Rejected => "Not approved",
        SealState.InForce => "In force",
        SealState.Frozen => "Frozen",
        SealState.Revoked => "Ended",
        _ => "Outside its validity",
    });

    /// <summary>How that is coloured.</summary>
    public static string KindOf(SealState state) => state switch
    {
        SealState.InForce => "good",
        SealState.Applied or SealState.Approved or SealState.Frozen => "",
        _ => "bad",
    };

    /// <summary>What happened to a seal.</summary>
    public static TextInBoth WordOf(string step) => Steps.GetValueOrDefault(step) ?? new(step, step);

    /// <summary>Why a seal, or an application, ends: of what was not made yet, and of what was.</summary>
    public static IReadOnlyList<Choice> EndsOf(bool isApplication) =>
        [.. SealEndText.Codes.Where(code => isApplication == (code == SealEnd.Withdrawn.Code())).Select(code => new Choice(code, Ends[code]))];

    /// <summary>Why an attempt to seal was refused.</summary>
    public static TextInBoth RefusalOf(string reason) => reason switch
    {
        "seal-not-in-force" => new("没有处于正常状态的印章", "no seal was in force"),
        "seal-not-granted" => new("没有用章授权", "no grant"),
        _ => new(reason, reason),
    };
}
