using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Presentations;

/// <summary>Compares the issuer's word in a presentation with what its log proves now.</summary>
/// <param name="policy">What the verifier trusts.</param>
/// <param name="time">The verifier's clock.</param>
public sealed class PresentationStanding(TrustPolicy policy, TimeProvider time)
{
    private const string Name = "status-source";

    /// <summary>The check.</summary>
    /// <param name="shown">The presentation, whose signatures have been judged.</param>
    /// <param name="status">The log's answer about the licence's key, unverified; null where there is none.</param>
    public Check Judge(Presentation shown, StatusBundle? status)
    {
        ArgumentNullException.ThrowIfNull(shown);
        if (shown.Licence is not PresentedLicence licence || status is null || policy.LogOf(shown.Log) is not TrustedLog log)
        {
            return new Check(
                Name, CheckResult.Noted, "未联网向账本核对，状态以颁发机构节点的声明为准。", "The log was not asked; the status rests on the word of the issuer's node.");
        }

        LicenceProof proof = LicenceProof.Follow(status, WrittenStatement.Of(licence.Statement), new StatusVerifier(log, policy.MaximumAge, time));
        StatusReport report = proof.Report;
        bool contradicts = proof.Holds && report.Size == shown.Status.Size && report.Root != shown.Status.Root;
        if (!proof.Holds || contradicts)
        {
            return new Check(
                Name, CheckResult.Unknown, "账本的答复不能自证，或与亮证所载检查点矛盾，无法判定。",
                "The log's answer does not prove itself, or contradicts the checkpoint in the presentation: nobody can tell.");
        }

        (string chinese, string english) = proof.Standing.Words;
        string asOf = BeijingTime.TextOf(report.AsOf);
        CheckResult result = proof.Standing.IsInForce ? (report.IsFresh ? CheckResult.Passed : CheckResult.Noted)
            : report.HasQuorum ? CheckResult.Failed
            : CheckResult.Unknown;
        return new Check(
            Name, result, $"已向账本核对：截至 {asOf}（北京时间）状态为{chinese}。", $"The log proves that as of {asOf} (Beijing time) the licence is {english}.");
    }
}
