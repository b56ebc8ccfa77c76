using System.Security.Cryptography;
using Ledger.Crypto.Certificates;
using Ledger.Crypto.TimeStamps;

namespace Ledger.Api.Verification;

/// <summary>One time stamp in a file, judged.</summary>
/// <param name="Chinese">What it is of.</param>
/// <param name="English">The same in English.</param>
/// <param name="Token">The token; null where it is malformed.</param>
/// <param name="Report">What became of verifying it.</param>
internal sealed record FileStamp(string Chinese, string English, TimeStampToken? Token, TimeStampReport Report)
{
    /// <summary>The time by which its object existed; null where it does not prove any.</summary>
    public DateTimeOffset? Time => Report.IsTrusted ? Token?.Info.Time : null;

    /// <summary>Judges a token; a malformed one does not verify.</summary>
    /// <param name="chinese">What it is of.</param>
    /// <param name="english">The same in English.</param>
    /// <param name="der">DER of the token.</param>
    /// <param name="data">What it must be of.</param>
    /// <param name="roots">The trusted roots.</param>
    public static FileStamp Of(string chinese, string english, ReadOnlySpan<byte> der, ReadOnlySpan<byte> data, IReadOnlyList<Certificate> roots)
    {
        try
        {
            TimeStampToken token = TimeStampToken.Parse(der);
            TimeStampReport report = token.Verify(data, [], roots);

            // What no path needs is not protected by anything.
            bool foreign = report.IsTrusted && token.Certificates.Any(certificate => !report.Path.Contains(certificate));
            return new(chinese, english, token, foreign
                ? report with { Fault = TimeStampFault.Chain, Reason = "The token carries certificates that it does not need." }
                : report);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return new(chinese, english, null, new TimeStampReport(TimeStampFault.Signature, e.Message, []));
        }
    }
}
