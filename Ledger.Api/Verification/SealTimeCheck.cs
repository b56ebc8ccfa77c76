using Ledger.Crypto.Certificates;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.TimeStamps;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>The time stamp of a seal's signature (GB/T 38540, timeStamp), judged.</summary>
internal static class SealTimeCheck
{
    private const string Name = "file-seal-time";

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>The stamp; null where there is none.</summary>
    public static FileStamp? StampOf(ESealSignature seal, IReadOnlyList<Certificate> roots) => seal.TimeStamp is ReadOnlyMemory<byte> token
        ? FileStamp.Of("签章时间戳", "time stamp of the seal", token.Span, seal.SignatureBytes.Span, roots) : null;

    /// <summary>The check of a licence of this system: a stamp is there where the file says so under the seal, and nowhere else.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="isAnnounced">Whether the file says that it has a stamp.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    public static Check OfLicence(ESealSignature seal, bool isAnnounced, TrustPolicy policy, DateTimeOffset now)
    {
        FileStamp? stamp = StampOf(seal, policy.Roots);
        return (stamp, isAnnounced) switch
        {
            (null, false) => None(seal),
            (null, true) => Check.Of(Name, false, "签章时间戳被去除。", "The time stamp of the seal was taken away."),
            (_, false) => Check.Of(Name, false, "签章之后被加入时间戳。", "A time stamp was added after the seal was applied."),
            _ when !stamp.Report.IsTrusted && stamp.Report.Fault != TimeStampFault.AuthorityUnknown =>
                Check.Of(Name, false, "签章时间戳无效。", $"The time stamp of the seal is not valid: {stamp.Report.Reason}"),
            _ => Judged(stamp, now),
        };
    }

    /// <summary>The check of another system's seal, whose makers put other things there, too: what does not verify proves nothing.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="policy">Whom to trust.</param>
    /// <param name="now">The verifier's clock.</param>
    public static Check OfOthers(ESealSignature seal, TrustPolicy policy, DateTimeOffset now) =>
        StampOf(seal, policy.Roots) is FileStamp stamp ? Judged(stamp, now) : None(seal);

    private static Check None(ESealSignature seal) => new(
        Name, CheckResult.Noted, $"签章未带时间戳；签章人自称的时间为 {BeijingTime.TextOf(seal.Time)}。",
        $"The seal has no time stamp; its signer says {BeijingTime.TextOf(seal.Time)} (Beijing time).");

    private static Check Judged(FileStamp stamp, DateTimeOffset now)
    {
        if (stamp.Time is not DateTimeOffset time)
        {
            return new(
                Name, CheckResult.Unknown,
                stamp.Report.Fault == TimeStampFault.AuthorityUnknown ? "签章时间戳的证书不指向受信任的根。" : "签章时间戳无法核验。",
                $"The time stamp of the seal: {stamp.Report.Reason}");
        }

        string text = BeijingTime.TextOf(time);
        string authority = stamp.Token!.Signer.SubjectOrganisation ?? stamp.Token.Signer.SubjectName;
        return time > now + ClockTolerance
            ? new(Name, CheckResult.Unknown, $"签章时间戳 {text} 晚于本机时钟，无法判定。", $"The time stamp of the seal says {text}, which is after this machine's clock.")
            : new(
                Name, CheckResult.Passed, $"时间戳（{authority}）证明签章不晚于 {text}（北京时间）。",
                $"A time stamp by {authority} proves that the seal was applied no later than {text} (Beijing time).");
    }
}
