using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>Whether those have cosigned a checkpoint whom the trust policy asks for. A log's own word is not enough then.</summary>
internal static class QuorumCheck
{
    private const string Name = "quorum";

    /// <summary>The check, and the time by which the quorum had seen nothing newer; null where it is not met or not asked for.</summary>
    public static (Check Check, DateTimeOffset? Time) Make(SignedNote checkpoint, TlogPolicy? policy, NoteMemory notes)
    {
        if (policy is null || policy.Quorum == TlogPolicy.NoQuorum)
        {
            return (new Check(
                Name, CheckResult.Noted, "信任策略不要求见证：状态仅以账本自身的签名为准。",
                "The trust policy asks for no witnesses: the status rests on the log's own signature."), null);
        }

        TlogPolicyReport report = notes.Judge(checkpoint, policy);
        return (report.Failed.Count > 0 ? Unusable(report.Failed)
            : report.QuorumTime is DateTimeOffset time ? Met(policy, report, time)
            : Below(policy, report), report.QuorumTime);
    }

    private static Check Met(TlogPolicy policy, TlogPolicyReport report, DateTimeOffset time)
    {
        return new Check(Name, CheckResult.Passed, Say);

        (string Chinese, string English) Say()
        {
            string asOf = BeijingTime.TextOf(time);
            string[] witnesses = Names(policy, report, areAuditors: false);
            string[] auditors = Names(policy, report, areAuditors: true);
            return (
                $"见证满足信任策略（{WitnessWords.Chinese(policy.Quorum)}），截至 {asOf}（北京时间）未见更新的检查点；见证：{InChinese(witnesses)}；重算双树与状态图：{InChinese(auditors)}。",
                $"The witnesses satisfy the trust policy ({policy.Quorum}): as of {asOf} (Beijing time) they had seen no newer checkpoint. "
                    + $"Witnessed by {InEnglish(witnesses)}; trees and map recomputed by {InEnglish(auditors)}.");
        }
    }

    private static Check Below(TlogPolicy policy, TlogPolicyReport report)
    {
        string[] signed = [.. SignersOf(policy, report).Select(witness => witness.Name)];
        Dictionary<string, DateTimeOffset> witnessed = Witnessed(policy, report);
        string missing = string.Join("; ", Unmet(policy, witnessed, policy.Quorum, name => name));
        string missingChinese = string.Join("；", Unmet(policy, witnessed, policy.Quorum, WitnessWords.Chinese));
        return new Check(
            Name, CheckResult.Unknown,
            $"见证未达信任策略要求；已见证：{(signed.Length == 0 ? "无" : InChinese(signed))}；缺：{missingChinese}。",
            $"The checkpoint is below quorum: cosigned by {(signed.Length == 0 ? "nobody" : string.Join(", ", signed))}; missing: {missing}.");
    }

    /// <summary>Whoever adds a bad line spoils the note; that must neither make a good licence invalid nor any licence valid.</summary>
    private static Check Unusable(IReadOnlyList<NoteVerifier> failed)
    {
        string names = string.Join(", ", failed.Select(key => key.Name));
        return new Check(
            Name, CheckResult.Unknown, $"检查点附有 {names} 的无效签名，按签名规则整体不予采信。",
            $"The checkpoint carries a signature of {names} that does not verify: by the rule of signed notes none of it counts.");
    }

    /// <summary>One line for each group that lacks members: the quorum's own first, then those of its members that are groups of several.</summary>
    private static IEnumerable<string> Unmet(TlogPolicy policy, Dictionary<string, DateTimeOffset> witnessed, string name, Func<string, string> say)
    {
        if (policy.Groups.FirstOrDefault(group => group.Name == name) is not TlogPolicyGroup group)
        {
            return [say(name)];
        }

        string[] absent = [.. group.Members.Where(member => !witnessed.ContainsKey(member))];
        IEnumerable<string> inner = absent
            .Where(member => policy.Groups.Any(other => other.Name == member && other.Members.Count > 1))
            .SelectMany(member => Unmet(policy, witnessed, member, say));
        return [$"{say(name)} {group.Members.Count - absent.Length}/{group.Threshold} ({string.Join(", ", absent.Select(say))})", .. inner];
    }

    private static Dictionary<string, DateTimeOffset> Witnessed(TlogPolicy policy, TlogPolicyReport report) =>
        policy.Witnessed(report.Cosignatures.Select(signature => (signature.Verifier, signature.Time!.Value)));

    private static IEnumerable<TlogPolicyWitness> SignersOf(TlogPolicy policy, TlogPolicyReport report) =>
        policy.Witnesses.Where(witness => report.Cosignatures.Any(signature => signature.Verifier.Equals(witness.Key)));

    private static string[] Names(TlogPolicy policy, TlogPolicyReport report, bool areAuditors) =>
        [.. SignersOf(policy, report).Where(witness => witness.IsMapAuditor == areAuditors).Select(witness => witness.Name)];

    private static string InChinese(string[] names) => names.Length == 0 ? "—" : string.Join('、', names.Select(WitnessWords.Chinese));

    private static string InEnglish(string[] names) => names.Length == 0 ? "—" : string.Join(", ", names);
}
