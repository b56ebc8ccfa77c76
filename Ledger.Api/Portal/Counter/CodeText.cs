using Ledger.Api.Problems;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal.Counter;

/// <summary>What a code of an event means: an act, how a licence ended, what a check or an objection came to, why it was flagged.</summary>
internal static class CodeText
{
    /// <summary>The words; the code itself where it has no others.</summary>
    public static TextInBoth Of(string code) =>
        LicenceActText.TryParse(code, out LicenceAct act) ? new(act.Chinese(), act is LicenceAct.Issue ? "new" : Plain(code))
        : code == RevocationReason.Superseded.Code() ? new("由新版本取代", RevocationReason.Superseded.English())
        : RevocationReasonText.TryParse(code, out RevocationReason reason) ? new(reason.Chinese(), reason.English())
        : FlagRuleText.TryParse(code, out FlagRule rule) ? new(rule.Chinese().TrimEnd('。'), rule.English().TrimEnd('.'))
        : new(code switch { "passed" => "通过", "failed" => "未通过", "upheld" => "成立", "rejected" => "不成立", _ => code }, Plain(code));

    private static string Plain(string code) => code.Replace('-', ' ');
}
