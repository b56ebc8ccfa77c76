using Ledger.Crypto.TimeStamps;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>The time stamps of a file, together: all that are there must hold, and either all are there that our writer makes, or none.</summary>
internal static class FileTimeCheck
{
    private const string Name = "file-time";

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>The check.</summary>
    /// <param name="stamps">All of them, judged; the document's last.</param>
    /// <param name="first">Whether the first signature is stamped.</param>
    /// <param name="second">Whether the second is.</param>
    /// <param name="archive">Whether the document is.</param>
    /// <param name="now">The verifier's clock.</param>
    public static Check Make(IReadOnlyList<FileStamp> stamps, bool first, bool second, bool archive, DateTimeOffset now)
    {
        if (stamps.FirstOrDefault(stamp => !stamp.Report.IsTrusted && stamp.Report.Fault != TimeStampFault.AuthorityUnknown) is FileStamp wrong)
        {
            return Check.Of(Name, false, $"{wrong.Chinese}无效。", $"The {wrong.English} is not valid: {wrong.Report.Reason}");
        }

        // Stamped signatures without the document's stamp: the last revision was cut off. The other way round: something was put in.
        if (first != archive || (second && !archive))
        {
            return Check.Of(Name, false, "时间戳不齐：文件被截短或被改动。", "The time stamps are not complete: the file was cut short or changed.");
        }

        if (stamps.FirstOrDefault(stamp => !stamp.Report.IsTrusted) is FileStamp unknown)
        {
            return new(Name, CheckResult.Unknown, $"{unknown.Chinese}的证书不指向受信任的根。", $"The {unknown.English}: {unknown.Report.Reason}");
        }

        if (stamps.Count == 0)
        {
            return new(
                Name, CheckResult.Noted, "文件没有时间戳（PAdES B-B）：证书过期后无法判定签名时间。",
                "The file carries no time stamp (PAdES B-B): once a certificate has expired nobody can tell when it signed.");
        }

        DateTimeOffset time = stamps[^1].Time!.Value;
        string text = BeijingTime.TextOf(time);
        string authority = stamps[^1].Token!.Signer.SubjectOrganisation ?? stamps[^1].Token!.Signer.SubjectName;
        return time > now + ClockTolerance
            ? new(Name, CheckResult.Unknown, $"时间戳 {text}（北京时间）晚于本机时钟，无法判定。", $"The time stamp says {text} (Beijing time), which is after this machine's clock.")
            : new(
                Name, CheckResult.Passed, $"时间戳（{authority}）证明文件不晚于 {text}（北京时间）（PAdES B-LTA）。",
                $"Time stamps by {authority} prove that the file is no younger than {text} (Beijing time; PAdES B-LTA).");
    }
}
