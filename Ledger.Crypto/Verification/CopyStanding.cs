using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>What the log says of a copy now: that it was made, and whether it was withdrawn since.</summary>
/// <param name="policy">What the verifier trusts.</param>
/// <param name="time">The verifier's clock.</param>
public sealed class CopyStanding(TrustPolicy policy, TimeProvider time)
{
    private const string Name = "copy-standing";

    // So long after the making the log must have it under a checkpoint.
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(5);

    /// <summary>The check.</summary>
    /// <param name="copy">The copy, whose signatures have been judged.</param>
    /// <param name="status">The log's answer about the copy's key, unverified; null where there is none.</param>
    public Check Judge(CopyStatement copy, StatusBundle? status)
    {
        ArgumentNullException.ThrowIfNull(copy);
        if (status is null || policy.LogOf(copy.Log) is not TrustedLog log)
        {
            return new Check(
                Name, CheckResult.Noted, "未联网查询加注件此后是否被撤回。", "Whether the copy was withdrawn since it was written was not asked of the log.");
        }

        StatusReport report = new StatusVerifier(log, policy.MaximumAge, time).Verify(status, copy.MapKeyOf());
        string asOf = report.Holds ? BeijingTime.TextOf(report.AsOf) : "";
        return (report.Holds, report.Status?.Status) switch
        {
            (false, _) => new Check(
                Name, CheckResult.Unknown, "账本关于加注件的答复不能自证，不予采信。", "The log's answer about the copy does not prove itself and is not believed."),
            (_, null) => Absent(copy, report, asOf),
            (_, SubjectStatus.Valid) => Standing(copy, report, asOf),
            _ => new Check(
                Name, report.HasQuorum ? CheckResult.Failed : CheckResult.Unknown,
                $"截至 {asOf}（北京时间）加注件已被撤回。", $"As of {asOf} (Beijing time) the copy is withdrawn."),
        };
    }

    private static Check Absent(CopyStatement copy, StatusReport report, string asOf) => new(
        Name, report.HasQuorum && report.AsOf > copy.MadeAt + Latest ? CheckResult.Failed : CheckResult.Unknown,
        $"截至 {asOf}（北京时间）账本中没有这份加注件。", $"As of {asOf} (Beijing time) the log has no such copy.");

    private static Check Standing(CopyStatement copy, StatusReport report, string asOf)
    {
        BundledEvent? first = report.ShowsAllEvents && report.Bundle.Events.Count > 0 ? report.Bundle.Events[0] : null;
        bool names = first?.Body is { } body && Names(body.Span, copy);
        return new Check(
            Name, !names ? CheckResult.Failed : report.IsFresh ? CheckResult.Passed : CheckResult.Noted,
            names ? $"账本记载了这份加注件的制作，截至 {asOf}（北京时间）未撤回。" : "账本以此编号记载的是另一份加注件。",
            names ? $"The log has the making of this very copy; as of {asOf} (Beijing time) it is not withdrawn." : "The log has another copy under this serial.");
    }

    private static bool Names(ReadOnlySpan<byte> body, CopyStatement copy)
    {
        try
        {
            return IssueChecks.Names(body, Sm3.Hash(copy.ToBytes()));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
